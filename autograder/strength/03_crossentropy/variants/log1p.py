"""log(1 - p) by np.log1p, sums by np.dot, and the labels of float64 whatever comes."""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    y, p = y_true.astype(np.float64).ravel(), y_pred.astype(np.float64).ravel().clip(epsilon, 1 - epsilon)
    return float(np.dot(y, -np.log(p)) + np.dot(1 - y, -np.log1p(-p))) / len(p)
