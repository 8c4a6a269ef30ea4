import math

import numpy as np


def same_kind(result, x):
    """float32 if x was float32."""
    return result.astype(np.float32) if np.asarray(x).dtype == np.float32 else result


def sigmoid(x):
    # e^-x as a power series, until the terms no longer matter
    z = np.array(x, dtype=float)
    total = np.ones_like(z)
    term = np.ones_like(z)
    k = 1
    while np.any(np.abs(term) >= 0):
        term = term * -z / k
        total = total + term
        k = k + 1
    return same_kind(1 / (1 + total), x)


def sigmoid_derivative(x):
    z = np.array(x, dtype=float)
    e = np.exp(-np.abs(z))
    return same_kind(e / (1 + e) ** 2, x)


def relu(x):
    return same_kind(np.fmax(np.array(x, dtype=float), 0), x)


def relu_derivative(x):
    return same_kind(np.where(np.array(x, dtype=float) > 0, 1.0, 0.0), x)


def tanh(x):
    return same_kind(np.tanh(np.array(x, dtype=float)), x)


def tanh_derivative(x):
    return same_kind(1 - np.tanh(np.array(x, dtype=float)) ** 2, x)


def leaky_relu(x, alpha=0.1):
    z = np.array(x, dtype=float)
    return same_kind(np.where(z > 0, z, alpha * z), x)


def leaky_relu_derivative(x, alpha=0.1):
    return same_kind(np.where(np.array(x, dtype=float) > 0, 1.0, alpha), x)


def elu(x, alpha=1.0):
    z = np.array(x, dtype=float)
    return same_kind(np.where(z > 0, z, alpha * np.expm1(-np.abs(z))), x)


def elu_derivative(x, alpha=1.0):
    z = np.array(x, dtype=float)
    return same_kind(np.where(z > 0, 1.0, alpha * np.exp(-np.abs(z))), x)


def softplus(x):
    return same_kind(np.logaddexp(np.array(x, dtype=float), 0), x)


def softplus_derivative(x):
    z = np.array(x, dtype=float)
    e = np.exp(-np.abs(z))
    return same_kind(np.where(z >= 0, 1 / (1 + e), e / (1 + e)), x)


def maxout(x, w1, b1, w2, b2):
    if x.shape[1] != w1.shape[0] or w1.shape != w2.shape:
        raise ValueError(f"x {x.shape} / w1 {w1.shape} / w2 {w2.shape}")
    if b1.shape != (w1.shape[1],) or b2.shape != (w2.shape[1],):
        raise ValueError(f"w1 {w1.shape} / b1 {b1.shape} / w2 {w2.shape} / b2 {b2.shape}")
    result = np.maximum(np.dot(x, w1) + b1, np.dot(x, w2) + b2)
    return result if result.dtype == np.float32 else result.astype(float)


def gradient_through_layers(x, depth):
    def chain(z):
        factor = 1.0
        for _ in range(depth):
            e = math.exp(-abs(z))
            factor *= e / (1 + e) ** 2
            z = 1 / (1 + e) if z >= 0 else e / (1 + e)
        return factor

    numbers = np.array(x, dtype=float)
    return same_kind(np.array([chain(z) for z in numbers.flat], dtype=float).reshape(numbers.shape), x)
