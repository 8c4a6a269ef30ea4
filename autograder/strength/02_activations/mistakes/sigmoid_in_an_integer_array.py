"""The result is collected in an array made like x: for integers, every fraction is cut off.

Loses: sigmoid, softplus_derivative
"""

import numpy as np


def sigmoid(x):
    x = np.asarray(x)
    result = np.empty_like(x)
    right = x >= 0
    result[right] = 1 / (1 + np.exp(-x[right]))
    powers = np.exp(x[~right])
    result[~right] = powers / (1 + powers)
    return result
