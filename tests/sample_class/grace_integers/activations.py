import numpy as np


def sigmoid(x):
    x = np.asarray(x)
    out = np.empty_like(x)
    pos = x >= 0
    neg = x < 0
    nan = np.isnan(x)
    out[pos] = 1.0 / (1.0 + np.exp(-x[pos]))
    out[neg] = np.exp(x[neg]) / (1.0 + np.exp(x[neg]))
    out[nan] = x[nan]
    return out


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    return e / (1.0 + e) ** 2


def relu(x):
    x = np.asarray(x)
    out = np.zeros_like(x)
    out[x > 0] = x[x > 0]
    return out


def relu_derivative(x):
    x = np.asarray(x)
    out = np.zeros_like(x)
    out[x > 0] = 1
    return out


def tanh(x):
    return np.tanh(x)


def tanh_derivative(x):
    return 1.0 - np.tanh(x) ** 2


def leaky_relu(x, alpha=0.1):
    x = np.asarray(x)
    out = np.empty_like(x)
    out[x > 0] = x[x > 0]
    out[x <= 0] = alpha * x[x <= 0]
    return out


def leaky_relu_derivative(x, alpha=0.1):
    x = np.asarray(x)
    out = np.ones_like(x)
    out[x <= 0] = alpha
    return out


def elu(x, alpha=1.0):
    x = np.asarray(x)
    out = np.empty_like(x)
    out[x > 0] = x[x > 0]
    out[x <= 0] = alpha * np.expm1(x[x <= 0])
    return out


def elu_derivative(x, alpha=1.0):
    x = np.asarray(x)
    out = np.ones_like(x)
    out[x < 0] = alpha * np.exp(x[x < 0])
    return out


def softplus(x):
    return np.logaddexp(x, 0)


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    if w1.shape[0] != x.shape[1] or w2.shape[0] != x.shape[1] or w1.shape[1] != w2.shape[1]:
        raise ValueError(f"shapes of x, w1, w2: {x.shape}, {w1.shape}, {w2.shape}")
    if b1.shape != (w1.shape[1],) or b2.shape != (w2.shape[1],):
        raise ValueError(f"shapes of w1, b1, w2, b2: {w1.shape}, {b1.shape}, {w2.shape}, {b2.shape}")
    out = np.empty((x.shape[0], w1.shape[1]), dtype=x.dtype)
    out[:] = np.maximum(x @ w1 + b1, x @ w2 + b2)
    return out


def gradient_through_layers(x, depth):
    g = 1.0 + 0.0 * np.arctan(x)
    for _ in range(depth):
        g = g * sigmoid_derivative(x)
        x = np.exp(-np.logaddexp(0, np.negative(x)))
    return g
