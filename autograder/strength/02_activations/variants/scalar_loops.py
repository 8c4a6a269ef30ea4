"""Functions of one number from the module math, put to all places by a loop over x.flat."""

import math

import numpy as np


def _everywhere(function, x):
    x = np.asarray(x)
    result = np.empty(x.shape, np.float32 if x.dtype == np.float32 else np.float64)
    for i, number in enumerate(x.flat):
        result.flat[i] = function(float(number))
    return result if x.ndim else result[()]


def sigmoid(x):
    def one(number):
        if number >= 0:
            return 1 / (1 + math.exp(-number))
        power = math.exp(number)
        return power / (1 + power)

    return _everywhere(one, x)


def relu(x):
    return _everywhere(lambda number: number if number > 0 else 0.0, x)


def relu_derivative(x):
    return _everywhere(lambda number: 1.0 if number > 0 else 0.0, x)


def tanh(x):
    return _everywhere(math.tanh, x)


def softplus(x):
    return _everywhere(lambda number: max(number, 0) + math.log1p(math.exp(-abs(number))), x)
