"""A class with methods for value and gradient, and functions that make an object of it."""

import numpy as np


class Loss:
    def __init__(self, y_true, y_pred, epsilon):
        self.y, self.raw = _floats(y_true), _floats(y_pred)
        _require_equal_shapes(self.y, self.raw, "y_pred")
        self.p = self.raw.clip(epsilon, 1 - epsilon)

    def binary(self):
        parts = np.stack([self.y * np.log(self.p), (1 - self.y) * np.log(1 - self.p)])
        return -parts.sum(axis=0).mean()

    def categorical(self):
        return -np.einsum("ij,ij->", self.y, np.log(self.p)) / len(self.y)

    def gradient(self):
        slope = (self.p - self.y) / self.p / (1 - self.p) / self.p.size
        slope[self.raw != self.p] = 0
        return slope


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    return float(Loss(y_true, y_pred, epsilon).binary())


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    return Loss(y_true, y_pred, epsilon).gradient()


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    return float(Loss(y_true, y_pred, epsilon).categorical())
