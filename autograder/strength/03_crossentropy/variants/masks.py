"""Masks: the gradient is filled where nothing is clipped, and an array of its own is clipped in place."""

import numpy as np


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    gradient = np.zeros(y_pred.shape, np.result_type(y_true, y_pred))
    inside = (epsilon < y_pred) & (y_pred < 1 - epsilon)
    y, p = y_true[inside], y_pred[inside]
    gradient[inside] = (p - y) / (p - p * p) / y_pred.size
    return gradient


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.array(y_pred, dtype=float)
    p[p < epsilon] = epsilon
    p[p > 1 - epsilon] = 1 - epsilon
    return float(sum(-(y.astype(float) @ np.log(row)) for y, row in zip(y_true, p, strict=True)) / len(p))
