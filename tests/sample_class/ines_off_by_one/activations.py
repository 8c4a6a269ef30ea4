# Ines Pereira, group B
import numpy as np


def _f(x):
    return np.asarray(x) if np.asarray(x).dtype == np.float32 else np.asarray(x, np.float64)


def sigmoid(x):
    x = _f(x)
    z = np.exp(-np.abs(x))
    return np.where(x >= 0, np.ones_like(z), z) / (z + 1)


def sigmoid_derivative(x):
    z = np.exp(-np.abs(_f(x)))
    return z / (z + 1) / (z + 1)


def relu(x):
    return np.maximum(_f(x), 0)


def relu_derivative(x):
    x = _f(x)
    return np.where(x >= 0, np.ones_like(x), np.zeros_like(x))


def tanh(x):
    return np.tanh(_f(x))


def tanh_derivative(x):
    return 1 - np.tanh(_f(x)) ** 2


def leaky_relu(x, alpha=0.1):
    x = _f(x)
    return np.where(x >= 0, x, alpha * x)


def leaky_relu_derivative(x, alpha=0.1):
    x = _f(x)
    return np.where(x >= 0, np.ones_like(x), alpha)


def elu(x, alpha=1.0):
    x = _f(x)
    return np.where(x >= 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_derivative(x, alpha=1.0):
    x = _f(x)
    return np.where(x >= 0, np.ones_like(x), alpha * np.exp(np.minimum(x, 0)))


def softplus(x):
    return np.logaddexp(0, _f(x))


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    shapes = f"x {x.shape}, w1 {w1.shape}, b1 {b1.shape}, w2 {w2.shape}, b2 {b2.shape}"
    fits = x.shape[1] == w1.shape[0] and w1.shape == w2.shape and b1.shape == b2.shape == w1.shape[1:]
    if not fits:
        raise ValueError("these shapes do not fit together: " + shapes)
    return np.maximum(np.matmul(_f(x), _f(w1)) + _f(b1), np.matmul(_f(x), _f(w2)) + _f(b2))


def gradient_through_layers(x, depth):
    x = _f(x)
    g = np.ones_like(x)
    for layer in range(1, depth):
        g = g * sigmoid_derivative(x)
        x = sigmoid(x)
    return g
