"""Derivatives by the functions, and softplus by np.logaddexp."""

import numpy as np


def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))


def tanh_derivative(x):
    return (1 - tanh(x)) * (1 + tanh(x))


def softplus(x):
    return np.logaddexp(0, _floats(x))


def elu(x, alpha=1.0):
    return relu(x) - alpha * -np.expm1(-relu(-_floats(x)))
