"""A feature that does not vary is divided by 0.

Loses: normalize
"""

import numpy as np


def normalize(x, mean, std):
    return (np.asarray(x, np.float64) - mean) / std
