"""Python's float for a number, an array for an array."""

import math

import numpy as np


def softplus(x):
    if np.ndim(x) == 0 and not isinstance(x, np.generic | np.ndarray):
        return max(float(x), 0.0) + math.log1p(math.exp(-abs(x)))
    x = _floats(x)
    return np.fmax(x, 0) + np.log1p(np.exp(-np.abs(x)))


def relu(x):
    if isinstance(x, int | float):
        return float(max(x, 0))
    return np.where(_floats(x) > 0, _floats(x), 0)


def tanh(x):
    if isinstance(x, int | float):
        return math.tanh(x)
    return np.sinh(np.clip(_floats(x), -20, 20)) / np.cosh(np.clip(_floats(x), -20, 20))
