"""All weights are moved at once, not one at a time.

Loses: numerical_gradient
"""

import numpy as np


def numerical_gradient(loss, weights, h=1e-5):
    point = weights.astype(np.float64)
    slope = (loss(point + h) - loss(point - h)) / (2 * h)
    return np.full(point.shape, slope, dtype=_float_type(weights))
