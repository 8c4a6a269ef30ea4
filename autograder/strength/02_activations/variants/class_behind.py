"""A class holds a function and its derivative, and the functions call it."""

import numpy as np


class Leaky:
    def __init__(self, alpha):
        self.alpha = alpha

    def value(self, x):
        return np.maximum(x, 0) + self.alpha * np.minimum(x, 0)

    def slope(self, x):
        return np.where(x > 0, 1, self.alpha).astype(x.dtype)


def leaky_relu(x, alpha=0.1):
    return Leaky(alpha).value(_floats(x))


def leaky_relu_derivative(x, alpha=0.1):
    return Leaky(alpha).slope(_floats(x))


def relu(x):
    return Leaky(0).value(np.maximum(_floats(x), 0))


def relu_derivative(x):
    return Leaky(0).slope(_floats(x))
