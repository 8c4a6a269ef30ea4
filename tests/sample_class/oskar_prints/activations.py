import numpy as np

DEBUG = True


def log(*what):
    if DEBUG:
        print(*what)


def convert(x):
    array = np.asarray(x)
    return array.astype(array.dtype if array.dtype == np.float32 else float)


def sigmoid(x):
    array = convert(x)
    return np.where(array > 0, 1.0, np.exp(np.minimum(array, 0))).astype(array.dtype) / (1 + np.exp(-np.abs(array)))


def sigmoid_derivative(x):
    return sigmoid(x) - sigmoid(x) ** 2


def relu(x):
    return np.maximum(convert(x), 0.0)


def relu_derivative(x):
    return np.greater(x, 0).astype(convert(x).dtype)


def tanh(x):
    return np.tanh(convert(x))


def tanh_derivative(x):
    return 1 - tanh(x) * tanh(x)


def leaky_relu(x, alpha=0.1):
    return np.maximum(convert(x), alpha * convert(x))


def leaky_relu_derivative(x, alpha=0.1):
    return np.where(np.greater(x, 0), 1, alpha).astype(convert(x).dtype)


def elu(x, alpha=1.0):
    return np.where(np.greater(x, 0), convert(x), alpha * np.expm1(np.minimum(convert(x), 0)))


def elu_derivative(x, alpha=1.0):
    array = convert(x)
    return np.where(array > 0, np.ones_like(array), alpha * np.exp(np.minimum(array, 0)))


def softplus(x):
    return np.logaddexp(0, convert(x))


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    if not (x.shape[1] == w1.shape[0] == w2.shape[0] and w1.shape == w2.shape):
        raise ValueError("x, w1, w2: " + ", ".join(str(a.shape) for a in (x, w1, w2)))
    if not (b1.shape == w1.shape[1:] and b2.shape == w2.shape[1:]):
        raise ValueError("w1, b1, b2: " + ", ".join(str(a.shape) for a in (w1, b1, b2)))
    return np.max([convert(x) @ convert(w1) + convert(b1), convert(x) @ convert(w2) + convert(b2)], axis=0)


def gradient_through_layers(x, depth):
    if depth == 0:
        return np.ones_like(convert(x))
    return sigmoid_derivative(x) * gradient_through_layers(sigmoid(x), depth - 1)


# My test: the table of relu that I wanted to look at. It became a little long.
for thousand in range(-500, 500):
    log("\n".join([f"relu of {thousand}.{step:03d} is {max(thousand, 0)}" for step in range(1000)]))
