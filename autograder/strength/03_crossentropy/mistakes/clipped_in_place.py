"""The predictions are clipped in the caller's array.

Loses: binary_crossentropy, categorical_crossentropy
"""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    y_pred[y_pred < epsilon] = epsilon
    y_pred[y_pred > 1 - epsilon] = 1 - epsilon
    return float(-np.mean(y_true * np.log(y_pred) + (1.0 - y_true) * np.log(1.0 - y_pred)))


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    np.clip(y_pred, epsilon, 1 - epsilon, out=y_pred)
    return float(-np.sum(y_true * np.log(y_pred)) / len(y_pred))
