"""The central difference is divided by h and not by 2 h.

Loses: numerical_gradient
"""

import numpy as np


def numerical_gradient(loss, weights, h=1e-5):
    point = weights.astype(np.float64)
    gradient = [(loss(point + step) - loss(point - step)) / h for step in h * np.eye(point.size)]
    return np.array(gradient, dtype=_float_type(weights))
