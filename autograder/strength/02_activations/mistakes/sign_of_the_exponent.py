"""The exponent of sigmoid has the wrong sign.

Loses: sigmoid, softplus_derivative, gradient_through_layers
"""

import numpy as np


def sigmoid(x):
    x = _floats(x)
    small = np.exp(-np.abs(x))
    return np.where(x < 0, 1, small) / (1 + small)
