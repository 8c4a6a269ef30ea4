"""np.vectorize with otypes, and the dtype put right at the end."""

import math

import numpy as np


def _vectorized(function, x, *options):
    x = np.asarray(x)
    return np.vectorize(function, otypes=[float])(x, *options).astype(np.float32 if x.dtype == np.float32 else float)


def _leaky(number, alpha):
    return number if number > 0 else alpha * number


def leaky_relu(x, alpha=0.1):
    return _vectorized(_leaky, x, alpha)


def leaky_relu_derivative(x, alpha=0.1):
    return _vectorized(lambda number, slope: 1 if number > 0 else slope, x, alpha)


def elu(x, alpha=1.0):
    return _vectorized(lambda number: number if number > 0 else alpha * (math.exp(number) - 1), x)


def elu_derivative(x, alpha=1.0):
    return _vectorized(lambda number: 1 if number > 0 else alpha * math.exp(number), x)
