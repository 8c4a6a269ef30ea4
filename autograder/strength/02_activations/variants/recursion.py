"""The chain rule as a recursion, and maxout by comparing the two affine maps."""

import numpy as np


def gradient_through_layers(x, depth):
    if depth == 0:
        return np.ones_like(_floats(x))
    return sigmoid_derivative(x) * gradient_through_layers(sigmoid(x), depth - 1)


def maxout(x, w1, b1, w2, b2):
    if np.shape(w1) != np.shape(w2):
        raise ValueError(f"{np.shape(w1)} is not {np.shape(w2)}")
    first = _affine(_floats(x), _floats(w1), _floats(b1))
    second = _affine(_floats(x), _floats(w2), _floats(b2))
    return np.where(first > second, first, second)
