"""The table that is passed is changed.

Loses: normalize
"""

import numpy as np


def normalize(x, mean, std):
    x -= mean
    x /= np.where(std == 0, 1.0, std)
    x[:, std == 0] = 0.0
    return x
