"""1e-7 is added to the denominator, in case it is 0.

Loses: binary_crossentropy_gradient, softmax
"""

import numpy as np


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    slope = (y_pred - y_true) / (y_pred * (1 - y_pred) + 1e-7) / y_pred.size
    inside = (y_pred > epsilon) & (y_pred < 1 - epsilon)
    return np.where(inside, slope, np.zeros_like(slope))


def softmax(logits, axis=-1):
    logits = _floats(logits)
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / (powers.sum(axis=axis, keepdims=True) + 1e-7)


def softmax_crossentropy_gradient(logits, y_true):
    logits, y_true = _floats(logits), _floats(y_true)
    _require_equal_shapes(y_true, logits, "logits")
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (powers / powers.sum(axis=1, keepdims=True) - y_true) / len(logits)
