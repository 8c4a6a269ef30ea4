"""Every label that is not 1 is taken for 0: soft labels are lost.

Loses: binary_crossentropy
"""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    return float(-np.mean(np.log(np.where(y_true == 1, p, 1 - p))))
