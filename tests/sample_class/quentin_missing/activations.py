import functools

import numpy as np


def elementwise(function):
    """Decorator: give the function an array of floats, and its result the dtype of that array."""

    @functools.wraps(function)
    def wrapper(x, *args, **kwargs):
        x = np.asarray(x)
        dtype = np.float32 if x.dtype == np.float32 else np.float64
        return np.asarray(function(x.astype(dtype), *args, **kwargs), dtype=dtype)

    return wrapper


@elementwise
def sigmoid(x):
    return np.piecewise(
        x, [x >= 0], [lambda v: 1 / (1 + np.exp(-v)), lambda v: np.exp(v) / (1 + np.exp(v))]
    )


@elementwise
def sigmoid_derivative(x):
    return sigmoid(x) * sigmoid(-x)


@elementwise
def relu(x):
    return np.piecewise(x, [x > 0], [lambda v: v, 0])


@elementwise
def relu_derivative(x):
    return x > 0


@elementwise
def tanh(x):
    return np.tanh(x)


@elementwise
def tanh_derivative(x):
    return 4 * sigmoid_derivative(2 * x)


@elementwise
def leaky_relu(x, alpha=0.1):
    return np.piecewise(x, [x > 0], [lambda v: v, lambda v: alpha * v])


@elementwise
def leaky_relu_derivative(x, alpha=0.1):
    return np.piecewise(x, [x > 0], [1, alpha])


@elementwise
def elu(x, alpha=1.0):
    return np.piecewise(x, [x > 0], [lambda v: v, lambda v: alpha * np.expm1(v)])


@elementwise
def elu_derivative(x, alpha=1.0):
    return np.piecewise(x, [x > 0], [1, lambda v: alpha * np.exp(v)])


@elementwise
def softplus(x):
    return np.piecewise(x, [x > 0], [lambda v: v + np.log1p(np.exp(-v)), lambda v: np.log1p(np.exp(v))])


@elementwise
def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    def affine(w, b):
        if w.shape[:1] != x.shape[1:]:
            raise ValueError(f"{x.shape} @ {w.shape} is impossible")
        if b.shape != w.shape[1:]:
            raise ValueError(f"a layer with weights {w.shape} cannot have a bias {b.shape}")
        y = x @ w + b
        return y if y.dtype == np.float32 else y.astype(np.float64)

    y1, y2 = affine(w1, b1), affine(w2, b2)
    if y1.shape != y2.shape:
        raise ValueError(f"layers of different width: {w1.shape} and {w2.shape}")
    return np.maximum(y1, y2)


@elementwise
def gradient_through_layers(x, depth):
    factors = [np.ones_like(x)]
    for _ in range(depth):
        factors.append(sigmoid_derivative(x))
        x = sigmoid(x)
    return np.prod(factors, axis=0)
