"""Predictions of 0 and 1 are not clipped, and log(0) spoils the mean.

Loses: binary_crossentropy, categorical_crossentropy
"""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    return float(-np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred)))


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    return float(-np.sum(y_true * np.log(y_pred)) / len(y_pred))
