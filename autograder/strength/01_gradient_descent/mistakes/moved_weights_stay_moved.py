"""A weight is not put back before the next one is moved.

Loses: numerical_gradient
"""

import numpy as np


def numerical_gradient(loss, weights, h=1e-5):
    point, gradient = weights.astype(np.float64), []
    for i in range(len(point)):
        point[i] += h
        ahead = loss(point)
        point[i] -= 2 * h
        gradient.append((ahead - loss(point)) / (2 * h))
    return np.array(gradient, dtype=_float_type(weights))
