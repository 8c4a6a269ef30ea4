"""sigmoid as exp of minus softplus, softplus by np.logaddexp."""

import numpy as np


def softplus(x):
    x = _floats(x)
    return np.logaddexp(x, np.zeros_like(x))


def sigmoid(x):
    return np.exp(-softplus(-_floats(x)))


def softplus_derivative(x):
    x = _floats(x)
    return np.exp(x - softplus(x)) if np.all(np.isfinite(x)) else sigmoid(x)
