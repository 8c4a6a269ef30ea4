"""The default of alpha is 0.01, as in many libraries.

Loses: leaky_relu, leaky_relu_derivative
"""

import numpy as np


def leaky_relu(x, alpha=0.01):
    x = _floats(x)
    return np.where(x > 0, x, alpha * x)


def leaky_relu_derivative(x, alpha=0.01):
    x = _floats(x)
    return np.where(x > 0, np.ones_like(x), alpha)
