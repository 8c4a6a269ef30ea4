import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    s = sigmoid(x)
    return s * (1 - s


def relu(x):
    return np.maximum(0.0, x)


def relu_derivative(x):
    return np.where(x > 0, 1.0, 0.0)
