"""Derivatives by np.cosh, with x brought near 0 first where the result is 0 anyway."""

import numpy as np


def tanh_derivative(x):
    x = np.clip(_floats(x), -40, 40)
    return 1 / np.cosh(x) ** 2


def sigmoid_derivative(x):
    half = np.clip(_floats(x) / 2, -40, 40)
    return 1 / (2 * np.cosh(half)) ** 2
