"""The overflow is known and silenced: 1 / (1 + inf) is 0, as it should be."""

import numpy as np


def sigmoid(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-_floats(x)))


def elu(x, alpha=1.0):
    x = _floats(x)
    with np.errstate(over="ignore"):
        return np.where(x > 0, x, alpha * np.expm1(x))


def elu_derivative(x, alpha=1.0):
    x = _floats(x)
    with np.errstate(over="ignore"):
        return np.where(x > 0, 1, alpha * np.exp(x)).astype(x.dtype)
