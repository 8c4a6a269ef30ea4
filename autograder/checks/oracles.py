"""Independent values of functions of points, tables and numbers, each with its source. Never shipped to students.

Those of losses and of networks are in `loss_oracles` and `network_oracles`.
"""

from __future__ import annotations

import cmath
import functools
import math
import statistics
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.arguments import Array

# --- 00_first_learner ---


def direction(angle: float) -> Array:
    """Source: Euler's formula, cos(angle) + i sin(angle) = e^(i angle)."""
    turned = cmath.exp(1j * angle)
    return np.array([turned.real, turned.imag])


def classify(points: Array, angle: float) -> Array:
    """Source: turning the plane back by the angle lays the axis on the x axis; white is what then lies right of 0."""
    back = cmath.exp(-1j * angle)
    return np.array([int((complex(x, y) * back).real > 0) for x, y in points.tolist()], np.int64)


def accuracy(predicted: Array, labels: Array) -> float:
    """Source: the definition, counted. Worked value: [1, 0, 1, 1] for [1, 0, 0, 1] is 3/4."""
    right = sum(1 for one, other in zip(predicted.tolist(), labels.tolist(), strict=True) if one == other)
    return right / len(labels)


def learn(points: Array, labels: Array, angles: Array) -> tuple[float, Array]:
    """Source: the definition; Python's `max` returns the first of several."""
    history = [accuracy(classify(points, angle), labels) for angle in angles]
    best, _ = max(zip(angles, history, strict=True), key=lambda trial: trial[1])
    return float(best), np.array(history)


def drawn_angles(trials: int, seed: int) -> Array:
    """Source: the contract of `random_search`."""
    return np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)


def random_search(points: Array, labels: Array, trials: int, seed: int) -> tuple[float, Array]:
    """Source: the definition; of all trials those up to the first accuracy of 1 count."""
    angles = drawn_angles(trials, seed)
    _, history = learn(points, labels, angles)
    tried = next((count for count, score in enumerate(history, 1) if score == 1), trials)
    return learn(points, labels, angles[:tried])


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
    """`formula`, written for one number with the functions of `math`, for an array of any shape.

    What was computed is remembered: every submission is asked the same examples.
    """

    @functools.lru_cache(maxsize=4096)
    def of_numbers(numbers: bytes, *parameters: Any) -> Array:
        return np.array([formula(each, *parameters) for each in np.frombuffer(numbers).tolist()], float)

    @functools.wraps(formula)
    def of_array(x: Any, *parameters: Any) -> Array:
        values = np.asarray(x, float)
        return of_numbers(values.tobytes(), *parameters).reshape(values.shape).copy()

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


# --- 06_boston_kfold ---


def feature_statistics(x: Array) -> tuple[Array, Array]:
    """Mean and population standard deviation of every column. Source: the definitions, in Python's `statistics`."""
    columns = [[float(value) for value in column] for column in np.asarray(x).T]
    mean = [statistics.fmean(column) for column in columns]
    return np.array(mean), np.array([statistics.pstdev(column) for column in columns])


def normalized(x: Array, mean: Array, std: Array) -> Array:
    """Source: (x - mean) / std, one number at a time; 0 where std is 0."""
    rows = [[(v - m) / s if s else 0.0 for v, m, s in zip(row, mean, std, strict=True)] for row in x.tolist()]
    return np.array(rows, np.float64).reshape(x.shape)
