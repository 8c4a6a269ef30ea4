"""Two classes are a case of many: a column for each, by np.stack."""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(np.asarray(y_true), np.asarray(y_pred), "y_pred")
    y, p = np.asarray(y_true, np.float64).ravel(), np.asarray(y_pred, np.float64).ravel()
    return categorical_crossentropy(np.stack([y, 1 - y], axis=1), np.stack([p, 1 - p], axis=1), epsilon)
