"""A clip of 1e-15, whatever epsilon is, vanishes in float32.

Loses: binary_crossentropy, categorical_crossentropy
"""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(y_pred, 1e-15, 1 - 1e-15)
    return float(-np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)))


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    return float(-np.sum(y_true * np.log(np.clip(y_pred, 1e-15, 1))) / len(y_pred))
