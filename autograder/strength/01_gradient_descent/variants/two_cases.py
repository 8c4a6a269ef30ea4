"""One feature and several features are two cases everywhere, and shapes are looked at first."""

import numpy as np


def _check(x, w, y=None):
    if x.ndim == 1 and np.ndim(w) != 0:
        raise ValueError(f"x {x.shape} needs a number, not w {np.shape(w)}")
    if x.ndim == 2 and np.shape(w) != (x.shape[1],):
        raise ValueError(f"x {x.shape} does not go with w {np.shape(w)}")
    if y is not None and y.shape != (len(x),):
        raise ValueError(f"x {x.shape} does not go with y {y.shape}")


def predict(x, w, b=0.0):
    _check(x, w)
    if x.dtype != np.float32:
        x = np.array(x, dtype=np.float64)
    if x.ndim == 1:
        return x * w + b
    return np.matmul(x, w) + b


def mse(x, y, w, b=0.0):
    _check(x, w, y)
    return np.sum((predict(x, w, b) - y) ** 2) / len(x)


def mse_gradient(x, y, w, b=0.0):
    _check(x, w, y)
    r = predict(x, w, b) - y
    n = len(y)
    dw = 2 / n * np.sum(r * x) if x.ndim == 1 else 2 / n * np.dot(r, x)
    return dw, 2 / n * sum(r)
