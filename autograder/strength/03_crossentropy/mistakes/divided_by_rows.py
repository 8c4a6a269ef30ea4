"""The sum over all elements is divided by the number of rows.

Loses: binary_crossentropy, binary_crossentropy_gradient
"""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    return float(-np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)) / len(y_true))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    slope = (p - y_true) / (p * (1 - p)) / len(p)
    return np.where(p == y_pred, slope, np.zeros_like(slope))
