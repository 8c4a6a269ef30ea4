"""The sign of the gradient is wrong: label minus prediction.

Loses: binary_crossentropy_gradient, softmax_crossentropy_gradient
"""

import numpy as np


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    slope = (y_true - p) / (p * (1 - p)) / p.size
    return np.where(p == y_pred, slope, np.zeros_like(slope))


def softmax_crossentropy_gradient(logits, y_true):
    logits, y_true = _floats(logits), _floats(y_true)
    _require_equal_shapes(y_true, logits, "logits")
    return (y_true - softmax(logits)) / len(logits)
