import numpy as np


def sigmoid(x):
    x = np.asarray(x, dtype=np.float64)
    return np.where(x >= 0, 1 / (1 + np.exp(-np.abs(x))), np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x))))


def relu(x):
    return np.maximum(np.asarray(x, dtype=np.float64), 0)


def tanh(x):
    return np.tanh(np.asarray(x, dtype=np.float64))


def leaky_relu(x, alpha=0.1):
    x = np.asarray(x, dtype=np.float64)
    return np.where(x > 0, x, alpha * x)


def elu(x, alpha=1.0):
    x = np.asarray(x, dtype=np.float64)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def softplus(x):
    return np.logaddexp(0, np.asarray(x, dtype=np.float64))


# One rule for all derivatives: the slope between two points close to x.
H = 1e-4


def slope(f, x):
    x = np.asarray(x, dtype=np.float64)
    return (f(x + H) - f(x - H)) / (2 * H)


def sigmoid_derivative(x):
    return slope(sigmoid, x)


def relu_derivative(x):
    return slope(relu, x)


def tanh_derivative(x):
    return slope(tanh, x)


def leaky_relu_derivative(x, alpha=0.1):
    return slope(lambda z: leaky_relu(z, alpha), x)


def elu_derivative(x, alpha=1.0):
    return slope(lambda z: elu(z, alpha), x)


def softplus_derivative(x):
    return slope(softplus, x)


def maxout(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = (np.asarray(a, dtype=np.float64) for a in (x, w1, b1, w2, b2))
    if x.shape[1] != w1.shape[0] or w1.shape != w2.shape:
        raise ValueError(f"x and the weights do not match: {x.shape}, {w1.shape}, {w2.shape}")
    if b1.shape != w1.shape[1:] or b2.shape != w1.shape[1:]:
        raise ValueError(f"weights and biases do not match: {w1.shape}, {b1.shape}, {b2.shape}")
    return np.maximum(x @ w1 + b1, x @ w2 + b2)


def gradient_through_layers(x, depth):
    def network(z):
        for _ in range(depth):
            z = sigmoid(z)
        return z

    return slope(network, x)
