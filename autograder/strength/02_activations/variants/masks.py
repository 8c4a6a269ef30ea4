"""Boolean masks in the place of np.where and np.maximum."""

import numpy as np


def relu(x):
    result = np.array(_floats(x))
    result[result < 0] = 0
    return result


def leaky_relu(x, alpha=0.1):
    x = _floats(x)
    result = np.array(x)
    result[x <= 0] *= alpha
    return result


def sigmoid(x):
    x = _floats(x)
    result, right = np.empty_like(x), x >= 0
    result[right] = 1 / (1 + np.exp(-x[right]))
    powers = np.exp(x[~right])
    result[~right] = powers / (1 + powers)
    return result
