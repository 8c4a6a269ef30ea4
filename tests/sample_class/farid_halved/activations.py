import numpy as np


def to_float(x):
    x = np.asarray(x)
    if x.dtype == np.float32:
        return x
    return x.astype(float)


def sigmoid(x):
    x = to_float(x)
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))


def relu(x):
    x = to_float(x)
    return x * (x > 0)


def relu_derivative(x):
    x = to_float(x)
    return 1 * (x > 0).astype(x.dtype)


def tanh(x):
    return np.tanh(to_float(x))


def tanh_derivative(x):
    return 1 - tanh(x) ** 2


def leaky_relu(x, alpha=0.1):
    x = to_float(x)
    return np.maximum(x, alpha * x)


def leaky_relu_derivative(x, alpha=0.1):
    x = to_float(x)
    return np.where(x > 0, 1, alpha).astype(x.dtype)


def elu(x, alpha=1.0):
    x = to_float(x)
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


def elu_derivative(x, alpha=1.0):
    x = to_float(x)
    return np.where(x > 0, 1, alpha * np.exp(x))


def softplus(x):
    x = to_float(x)
    # for large x, log(1 + e^x) is x
    return np.where(x > 40, x, np.log(1 + np.exp(x)))


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    if x.shape[1] != w1.shape[0]:
        raise ValueError(f"x.shape = {x.shape}, w1.shape = {w1.shape}")
    if w1.shape != w2.shape:
        raise ValueError(f"w1.shape = {w1.shape}, w2.shape = {w2.shape}")
    if b1.shape != w1.shape[1:]:
        raise ValueError(f"w1.shape = {w1.shape}, b1.shape = {b1.shape}")
    if b2.shape != w2.shape[1:]:
        raise ValueError(f"w2.shape = {w2.shape}, b2.shape = {b2.shape}")
    y1 = to_float(x).dot(to_float(w1)) + to_float(b1)
    y2 = to_float(x).dot(to_float(w2)) + to_float(b2)
    return np.maximum(y1, y2)


def gradient_through_layers(x, depth):
    x = to_float(x)
    result = np.ones_like(x)
    while depth > 0:
        result = result * sigmoid_derivative(x)
        x = sigmoid(x)
        depth = depth - 1
    return result
