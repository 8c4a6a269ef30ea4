"""One helper looks at the shapes, converts and clips for all the losses."""

import numpy as np


def _prepare(y_true, y_pred, epsilon):
    if y_true.shape != y_pred.shape:
        raise ValueError("y_true is " + str(y_true.shape) + " and y_pred is " + str(y_pred.shape))
    kind = np.float32 if y_true.dtype == y_pred.dtype == np.float32 else np.float64
    y, raw = y_true.astype(kind), y_pred.astype(kind)
    p = np.minimum(np.maximum(raw, kind(epsilon)), kind(1 - epsilon))
    return y, p, raw == p


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y, p, _ = _prepare(y_true, y_pred, epsilon)
    return (-(y * np.log(p) + (1 - y) * np.log(1 - p))).mean()


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y, p, inside = _prepare(y_true, y_pred, epsilon)
    return inside * (p - y) / (p * (1 - p)) / y.dtype.type(p.size)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y, p, _ = _prepare(y_true, y_pred, epsilon)
    return (-(y * np.log(p)).sum(axis=-1)).mean()
