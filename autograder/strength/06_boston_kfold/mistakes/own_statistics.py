"""The mean and standard deviation of the rows themselves are used, not those that are given.

Loses: normalize, cross_validate
"""

import numpy as np


def normalize(x, mean, std):
    x = np.asarray(x, np.float64)
    mean, std = x.mean(axis=0), x.std(axis=0)
    return np.where(std > 0, (x - mean) / np.where(std > 0, std, 1.0), 0.0)
