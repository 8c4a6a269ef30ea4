"""-y of unsigned labels is 255, and of bools an error.

Loses: binary_crossentropy, categorical_crossentropy
"""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(_floats(y_pred), epsilon, 1 - epsilon)
    return float(np.mean(-y_true * np.log(p) - (1 - y_true) * np.log(1 - p)))


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    return float(np.sum(-y_true * np.log(np.clip(_floats(y_pred), epsilon, 1 - epsilon))) / len(y_pred))
