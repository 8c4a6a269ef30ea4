"""Independent values that hidden checks compare with, each with its source. Never shipped to students."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

# --- 01_gradient_descent ---


def predict(x: Array, w: Any, b: float = 0.0) -> Array:
    """Source: the formula sum_j x[i, j] * w[j] + b, summed without rounding by math.fsum."""
    rows, weights = _as_matrix(x), np.atleast_1d(np.asarray(w, float))
    return np.array([math.fsum([*(row * weights), b]) for row in rows])


def mse(x: Array, y: Array, w: Any, b: float = 0.0) -> float:
    """Source: the formula 1/n * sum_i (prediction_i - y_i)^2. Worked value: x = y = [1, 2, 3] gives 14/3 at w = 0."""
    residuals = predict(x, w, b) - y
    return math.fsum(residuals**2) / len(residuals)


def mse_gradient(x: Array, y: Array, w: Any, b: float = 0.0) -> tuple[Any, float]:
    """Source: the derivative of the formula of `mse`, 2/n * sum_i residual_i * x[i, j] and 2/n * sum_i residual_i."""
    residuals = predict(x, w, b) - y
    dw = np.array([2 * math.fsum(residuals * column) / len(residuals) for column in _as_matrix(x).T])
    return dw.reshape(np.shape(w)), 2 * math.fsum(residuals) / len(residuals)


def mse_slopes(x: Array, y: Array, w: Any, b: float = 0.0) -> tuple[Any, float]:
    """The same gradient without its formula: central differences of `mse`, exact for a quadratic whatever the width."""
    slopes = [
        mse(x, y, np.reshape(np.ravel(w) + unit, np.shape(w)), b)
        - mse(x, y, np.reshape(np.ravel(w) - unit, np.shape(w)), b)
        for unit in 0.5 * np.eye(np.size(w))
    ]
    return np.reshape(slopes, np.shape(w)), mse(x, y, w, b + 0.5) - mse(x, y, w, b - 0.5)


def least_squares(x: Array, y: Array) -> tuple[Array, float]:
    """The (w, b) with the lowest mse, for x (n, d). Source: numpy.linalg.lstsq (LAPACK gelsd)."""
    solution = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), y, rcond=None)[0]
    return solution[:-1], float(solution[-1])


def central_differences(loss: Callable[[Array], float], weights: Array, h: float) -> Array:
    """Source: the formula (loss(weights + h e_i) - loss(weights - h e_i)) / (2 h), e_i the i-th unit vector."""
    units = np.eye(len(weights))
    return np.array([(loss(weights + h * unit) - loss(weights - h * unit)) / (2 * h) for unit in units])


def decayed_learning_rate(initial: float, iteration: int, decay_rate: float, decay_steps: int) -> float:
    """Source: the formula. Worked values: from 0.1, every 1000 iterations, 0.0960, 0.0922, 0.0885, 0.0849, 0.0815."""
    return initial * math.exp(math.log(decay_rate) * iteration / decay_steps)


def largest_curvature(x: Array, *, fit_bias: bool = True) -> tuple[float, Array]:
    """The largest eigenvalue of the Hessian of `mse` and its eigenvector, (d,) or, with the bias last, (d + 1,).

    Source: the Hessian is 2/n * A^T A, so its eigenvalues are 2/n * s^2, s the singular values of A (numpy's svd).
    Worked values: x = [1, 2, 3] gives 28/3 without a bias, and (17 + sqrt(265)) / 3 with one.
    """
    ones = np.ones((len(x), 1 if fit_bias else 0))
    _, singular, directions = np.linalg.svd(np.hstack([_as_matrix(x), ones]))
    return float(2 / len(x) * singular[0] ** 2), directions[0]


def _as_matrix(x: Array) -> Array:
    return np.asarray(x, float).reshape(len(x), -1)


# --- 02_activations ---


def _in_every_place(formula: Callable[..., float]) -> Callable[..., Array]:
    """`formula`, written for one number with the functions of `math`, for an array of any shape."""

    @functools.wraps(formula)
    def of_array(x: Any, *parameters: Any) -> Array:
        values = np.asarray(x, float)
        return np.array([formula(float(each), *parameters) for each in values.flat], float).reshape(values.shape)

    return of_array


@_in_every_place
def sigmoid(x: float) -> float:
    """Source: the formula, in the form whose exponential is at most 1, so right to a few units of the last digit."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


@_in_every_place
def sigmoid_derivative(x: float) -> float:
    """Source: 1 / (2 + e^x + e^-x), which s * (1 - s) equals, multiplied through by e^-|x|."""
    small = math.exp(-abs(x))
    return small / (1 + 2 * small + small * small)


@_in_every_place
def relu(x: float) -> float:
    """Source: the definition, max(x, 0)."""
    return max(x, 0.0)


@_in_every_place
def relu_derivative(x: float) -> float:
    """Source: the definition, with 0 at the kink by convention."""
    return 1.0 if x > 0 else 0.0


@_in_every_place
def tanh(x: float) -> float:
    """Source: the C library's tanh."""
    return math.tanh(x)


@_in_every_place
def tanh_derivative(x: float) -> float:
    """Source: 1 / cosh(x)^2 = (2 / (e^x + e^-x))^2, multiplied through by e^-|x|."""
    return (2 * math.exp(-abs(x)) / (1 + math.exp(-2 * abs(x)))) ** 2


@_in_every_place
def leaky_relu(x: float, alpha: float = 0.1) -> float:
    """Source: the definition."""
    return x if x > 0 else alpha * x


@_in_every_place
def leaky_relu_derivative(x: float, alpha: float = 0.1) -> float:
    """Source: the definition, with alpha at the kink by convention."""
    return 1.0 if x > 0 else alpha


@_in_every_place
def elu(x: float, alpha: float = 1.0) -> float:
    """Source: the definition, with the C library's expm1 for exp(x) - 1."""
    return x if x > 0 else alpha * math.expm1(x)


@_in_every_place
def elu_derivative(x: float, alpha: float = 1.0) -> float:
    """Source: the definition; at 0 the value from the left, alpha."""
    return 1.0 if x > 0 else alpha * math.exp(x)


@_in_every_place
def softplus(x: float) -> float:
    """Source: log(1 + e^x) = max(x, 0) + log(1 + e^-|x|), with the C library's log1p. Worked value: log(2) at 0."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


@_in_every_place
def gradient_through_layers(x: float, depth: int) -> float:
    """Source: the chain rule, one factor after the other. Worked value: (1/4) at 0 for one layer."""
    if depth == 0:
        return 1.0
    return float(sigmoid_derivative(x)) * float(gradient_through_layers(sigmoid(x), depth - 1))


def maxout(x: Array, w1: Array, b1: Array, w2: Array, b2: Array) -> Array:
    """Source: the definition, the larger of two affine maps, each summed without rounding by math.fsum."""

    def affine(w: Array, b: Array) -> Array:
        return np.array(
            [[math.fsum([*(row * column), bias]) for column, bias in zip(w.T, b, strict=True)] for row in x]
        )

    return np.maximum(affine(w1, b1), affine(w2, b2))


def slopes(function: Callable[[Any], Array], x: Array) -> Array:
    """The derivative without its formula: central differences with h = cbrt(eps), right to about 1e-9.

    That h balances the two errors, h^2 times the third derivative and eps / h.
    """
    h = float(np.cbrt(np.finfo(float).eps))
    return (function(x + h) - function(x - h)) / (2 * h)


# --- 04_neural_network ---


def dosage_network(dosage: Array) -> tuple[Array, Array]:
    """Source: the lecture's weights. Worked values at dosage 0: softplus(2.14) = 2.25 on the left, an effect near 0."""
    hidden = np.column_stack([softplus(-34.4 * dosage + 2.14), softplus(-2.52 * dosage + 1.29)])
    return hidden, np.array([math.fsum([-1.30 * left, 2.28 * right, -0.58]) for left, right in hidden])


def network_outputs(parameters: list[Array], x: Array) -> list[Array]:
    """The outputs of all layers. Source: the definition; softmax as exp(z - log(sum(exp(z)))), by NumPy's logaddexp."""
    outputs = [np.asarray(x, float)]
    for weights, bias in zip(parameters[::2], parameters[1::2], strict=True):
        into_layer = outputs[-1] @ weights + bias
        outputs.append(np.tanh(into_layer))
    logits: Array = into_layer
    return [*outputs[1:-1], np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))]


def network_loss(parameters: list[Array], x: Array, y: Array) -> float:
    """Source: the definition, -1/n * sum(y * log(max(p, 1e-12))). Worked value: log(k) when all p are 1/k."""
    probabilities = network_outputs(parameters, x)[-1]
    costs = [-math.log(max(p, 1e-12)) for p in probabilities[np.asarray(y) > 0.5]]
    return math.fsum(costs) / len(probabilities)


def network_slopes(parameters: list[Array], x: Array, y: Array) -> list[Array]:
    """The gradient without the chain rule: central differences of `network_loss`, one number after the other.

    h = cbrt(eps) balances its two errors, as in `slopes`: right to about 1e-9.
    """
    h = float(np.cbrt(np.finfo(float).eps))

    def loss_with(index: int, place: tuple[int, ...], change: float) -> float:
        moved = [each.astype(float) for each in parameters]
        moved[index][place] += change
        return network_loss(moved, x, y)

    return [
        np.array(
            [(loss_with(i, place, h) - loss_with(i, place, -h)) / (2 * h) for place in np.ndindex(each.shape)]
        ).reshape(each.shape)
        for i, each in enumerate(parameters)
    ]


def sgd(parameters: list[Array], gradients: list[Array], learning_rate: float = 0.01) -> list[Array]:
    """Source: the definition."""
    return [np.subtract(w, np.multiply(learning_rate, g)) for w, g in zip(parameters, gradients, strict=True)]


def rmsprop(
    parameters: list[Array],
    gradients: list[list[Array]],
    learning_rate: float = 0.001,
    rho: float = 0.9,
    epsilon: float = 1e-7,
) -> list[Array]:
    """The parameters after one step for each list of `gradients`.

    Source: Tieleman and Hinton 2012, with v written out as the sum (1 - rho) * sum_i rho^(t - i) * g_i^2.
    """
    moved = [np.asarray(each, float) for each in parameters]
    for t in range(1, len(gradients) + 1):
        for index, each in enumerate(moved):
            g = [np.asarray(step[index], float) for step in gradients[:t]]
            v = np.asarray((1 - rho) * sum(rho ** (t - 1 - i) * g[i] ** 2 for i in range(t)))
            moved[index] = each - learning_rate * g[-1] / (np.sqrt(v) + epsilon)
    return moved


def adam(
    parameters: list[Array],
    gradients: list[list[Array]],
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-7,
) -> list[Array]:
    """The parameters after one step for each list of `gradients`.

    Source: Kingma and Ba 2015, algorithm 1, with m_hat and v_hat written out as what bias correction makes of them:
    weighted means of all g and g^2 so far, with weights beta^(t - i) that add up to 1. Worked value: the first step is
    learning_rate * g / (|g| + epsilon).
    """
    moved = [np.asarray(each, float) for each in parameters]
    for t in range(1, len(gradients) + 1):
        for index, each in enumerate(moved):
            g = np.array([step[index] for step in gradients[:t]], float)
            m = np.average(g, axis=0, weights=beta1 ** np.arange(t - 1.0, -1, -1))
            v = np.average(g**2, axis=0, weights=beta2 ** np.arange(t - 1.0, -1, -1))
            moved[index] = each - learning_rate * m / (np.sqrt(v) + epsilon)
    return moved
