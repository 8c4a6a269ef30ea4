"""Each class is treated as one of two, with the term of 1 - y.

Loses: categorical_crossentropy
"""

import numpy as np


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    return float(-np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)) / len(p))
