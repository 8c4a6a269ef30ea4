import numpy as np


def floating(x):
    if isinstance(x, np.ndarray) and x.dtype == np.float32:
        return x
    return np.array(x, dtype=np.float64)


def sigmoid(x):
    z = floating(x)
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_derivative(x):
    z = sigmoid(x)
    return z * (1 - z)


def relu(x):
    z = floating(x)
    return (z > 0) * np.where(z > 0, z, 0)


def relu_derivative(x):
    z = floating(x)
    return np.array(z > 0, dtype=z.dtype)


def tanh(x):
    return np.tanh(floating(x))


def tanh_derivative(x):
    z = tanh(x)
    return 1 - z**2


def leaky_relu(x, alpha=0.1):
    z = floating(x)
    return np.where(z < 0, alpha * z, z)


def leaky_relu_derivative(x, alpha=0.1):
    z = floating(x)
    d = np.empty(z.shape, z.dtype)
    d[z > 0] = 1
    d[~(z > 0)] = alpha
    return d


def elu(x, alpha=1.0):
    z = floating(x)
    return np.where(z < 0, alpha * np.expm1(np.minimum(z, 0)), z)


def elu_derivative(x, alpha=1.0):
    z = floating(x)
    return np.where(z < 0, alpha * np.exp(np.minimum(z, 0)), np.ones_like(z))


def softplus(x):
    # a table of softplus from 0 on, a million steps at a time, until it reaches the largest x
    z = floating(x)
    table = []
    start = 0.0
    while not table or table[0][0] < np.max(np.abs(z), initial=1000):  # meant: table[-1][-1]
        steps = start + np.linspace(0, 1e-3, 1_000_000)
        table.append(steps + np.log1p(np.exp(-steps)))
        start = start + 1e-3
    return np.interp(z, np.arange(0, start, 1e-9), np.concatenate(table))


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    if x.shape[1] != w1.shape[0]:
        raise ValueError(f"x: {x.shape} w1: {w1.shape}")
    if w2.shape != w1.shape:
        raise ValueError(f"w1: {w1.shape} w2: {w2.shape}")
    if (w1.shape[1],) != b1.shape or (w1.shape[1],) != b2.shape:
        raise ValueError(f"w1: {w1.shape} b1: {b1.shape} b2: {b2.shape}")
    x, w1, b1, w2, b2 = floating(x), floating(w1), floating(b1), floating(w2), floating(b2)
    return np.maximum(b1 + x @ w1, b2 + x @ w2)


def gradient_through_layers(x, depth):
    z = floating(x)
    result = np.ones(z.shape, z.dtype)
    for i in range(depth):
        result = result * sigmoid_derivative(z)
        z = sigmoid(z)
    return result
