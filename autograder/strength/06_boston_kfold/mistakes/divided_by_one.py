"""A feature that does not vary is divided by 1, and is not 0 where its value is another.

Loses: normalize
"""

import numpy as np


def normalize(x, mean, std):
    return (np.asarray(x, np.float64) - mean) / np.where(std == 0, 1.0, std)
