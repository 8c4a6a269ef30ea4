"""Loops over all places, with the module math."""

import math

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes {y_true.shape} and {y_pred.shape}")
    total = 0.0
    for label, prediction in zip(y_true.flat, y_pred.flat, strict=True):
        y, p = float(label), min(max(float(prediction), epsilon), 1 - epsilon)
        total -= y * math.log(p) + (1 - y) * math.log(1 - p)
    return total / y_true.size


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes {y_true.shape} and {y_pred.shape}")
    both = y_true.dtype == np.float32 and y_pred.dtype == np.float32
    gradient = np.zeros(y_pred.shape, np.float32 if both else np.float64)
    for place in np.ndindex(y_pred.shape):
        y, p = float(y_true[place]), float(y_pred[place])
        if epsilon <= p <= 1 - epsilon:
            gradient[place] = (p - y) / (p * (1 - p)) / y_pred.size
    return gradient


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes {y_true.shape} and {y_pred.shape}")
    n, k = y_true.shape
    total = 0.0
    for i in range(n):
        for j in range(k):
            total -= float(y_true[i, j]) * math.log(min(max(float(y_pred[i, j]), epsilon), 1 - epsilon))
    return total / n
