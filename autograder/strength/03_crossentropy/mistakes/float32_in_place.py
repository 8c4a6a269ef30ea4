"""Float64 is made a copy of, but float32 is taken as it is, and written into.

Loses: binary_crossentropy, binary_crossentropy_gradient
Loses: softmax, categorical_crossentropy, softmax_crossentropy_gradient
"""

import numpy as np


def own(x):
    x = np.asarray(x)
    return x if x.dtype == np.float32 else np.array(x, np.float64)


def clipped(y_pred, epsilon):
    p = own(y_pred)
    return np.clip(p, epsilon, 1 - epsilon, out=p if p.flags.writeable else None)


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    y, p = _floats(y_true), clipped(y_pred, epsilon)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    inside = (_floats(y_pred) > epsilon) & (_floats(y_pred) < 1 - epsilon)
    y, p = _floats(y_true), clipped(y_pred, epsilon)
    return np.where(inside, (p - y) / (p * (1 - p)) / p.size, np.zeros_like(p))


def softmax(logits, axis=-1):
    powers = own(logits)
    if not powers.flags.writeable:
        powers = powers.copy()
    powers -= powers.max(axis=axis, keepdims=True)
    powers = np.exp(powers)
    return powers / powers.sum(axis=axis, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = clipped(y_pred, epsilon)
    return float(-np.sum(_floats(y_true) * np.log(p)) / len(p))
