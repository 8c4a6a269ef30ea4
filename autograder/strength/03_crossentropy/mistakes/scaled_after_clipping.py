"""The clipped probabilities are scaled to add up to 1 again.

Loses: categorical_crossentropy
"""

import numpy as np


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    return float(-np.sum(y_true * np.log(p / p.sum(axis=1, keepdims=True))) / len(p))
