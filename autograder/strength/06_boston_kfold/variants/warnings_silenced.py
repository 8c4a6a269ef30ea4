"""Division by 0 is computed in silence, and replaced."""

import numpy as np


def normalize(x, mean, std):
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (x.astype("float64") - mean) / std
    z[:, std == 0] = 0
    return z
