"""Homework 2, Chloe Martin.

All functions follow the same pattern: make floats, find out where x is positive, fill in both sides.
"""
import numpy as np


def floats(x):
    x = np.array(x)
    if x.dtype != np.float32:
        x = x.astype(np.float64)
    return x


def sigmoid(x):
    x = floats(x)
    y = np.empty_like(x)
    right = x > 0
    left = ~right
    y[right] = 1 / (1 + np.exp(-x[right]))
    ex = np.exp(x[left])
    y[left] = ex / (1 + ex)
    return y


def sigmoid_derivative(x):
    y = sigmoid(x)
    return y - y**2


def relu(x):
    x = floats(x)
    return np.where(x > 0, x, np.zeros_like(x))


def relu_derivative(x):
    x = floats(x)
    return np.where(x > 0, np.ones_like(x), np.zeros_like(x))


def tanh(x):
    return np.tanh(floats(x))


def tanh_derivative(x):
    y = tanh(x)
    return (1 - y) * (1 + y)


def leaky_relu(x, alpha=0.1):
    x = floats(x)
    return np.where(x > 0, x, x * alpha)


def leaky_relu_derivative(x, alpha=0.1):
    x = floats(x)
    slope = np.full_like(x, alpha)
    slope[x > 0] = 1
    return slope


def elu(x, alpha=1.0):
    x = floats(x)
    negative = x < 0
    x[negative] = alpha * (np.exp(x[negative]) - 1)  # x is our own copy here
    return x


def elu_derivative(x, alpha=1.0):
    x = floats(x)
    positive = x > 0
    slope = np.ones_like(x)
    slope[~positive] = alpha * np.exp(x[~positive])
    return slope


def softplus(x):
    x = floats(x)
    # log(1 + e^x) = x + log(1 + e^-x), so only e^(-|x|) is ever needed
    rest = np.log1p(np.exp(-np.abs(x)))
    return np.where(x > 0, x + rest, rest)


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    for w in (w1, w2):
        if x.shape[1] != w.shape[0]:
            raise ValueError(f"cannot multiply x {x.shape} with w {w.shape}")
    if w1.shape != w2.shape:
        raise ValueError(f"w1 {w1.shape} and w2 {w2.shape} should have the same shape")
    for b in (b1, b2):
        if b.ndim != 1 or b.shape[0] != w1.shape[1]:
            raise ValueError(f"cannot add b {b.shape} to the units of w {w1.shape}")
    first = floats(x) @ floats(w1) + floats(b1)
    second = floats(x) @ floats(w2) + floats(b2)
    return np.where(first > second, first, second)


def gradient_through_layers(x, depth):
    x = floats(x)
    gradient = np.ones_like(x)
    for i in range(depth):
        gradient = gradient * sigmoid_derivative(x)
        x = sigmoid(x)
    return gradient
