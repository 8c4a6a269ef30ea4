"""Independent values that hidden checks compare with, each with its source. Never shipped to students."""

from __future__ import annotations

import cmath
import functools
import math
import statistics
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


# --- 03_crossentropy ---


def clipped(p: float, epsilon: float) -> float:
    """Source: the definition; the nearest number to p in [epsilon, 1 - epsilon]."""
    return min(max(p, epsilon), 1 - epsilon)


def binary_crossentropy(y_true: Array, y_pred: Array, epsilon: float = 1e-7) -> float:
    """Source: the formula, one element after the other, added without rounding by math.fsum.

    Worked values: log(2) when every prediction is 1/2, and -log(epsilon) for a certain and wrong one.
    """
    return math.fsum(
        -y * math.log(p) - (1 - y) * math.log(1 - p) for y, p in _pairs(y_true, y_pred, epsilon)
    ) / np.size(y_true)


def binary_crossentropy_gradient(y_true: Array, y_pred: Array, epsilon: float = 1e-7) -> Array:
    """Source: the derivative of the formula, (-y / p + (1 - y) / (1 - p)) / N; 0 where the clip makes it constant."""
    terms = [-y / p + (1 - y) / (1 - p) for y, p in _pairs(y_true, y_pred, epsilon)]
    flat = np.where((y_pred > epsilon) & (y_pred < 1 - epsilon), np.reshape(terms, y_pred.shape), 0.0)
    return flat / y_pred.size


def _pairs(y_true: Array, y_pred: Array, epsilon: float) -> list[tuple[float, float]]:
    """The labels and the clipped predictions, side by side."""
    pairs = zip(np.ravel(y_true).tolist(), np.ravel(y_pred).tolist(), strict=True)
    return [(float(y), clipped(p, epsilon)) for y, p in pairs]


def one_hot(labels: Array, num_classes: int) -> Array:
    """Source: the definition, 1 where the column's number is the label."""
    return np.array([[float(column == label) for column in range(num_classes)] for label in labels.tolist()])


def softmax(logits: Array, axis: int = -1) -> Array:
    """Source: the definition in the form 1 / sum_j exp(z_j - z_i), one element after the other.

    No maximum is subtracted: a sum with an infinite term gives 0. Worked value: the logarithms of numbers that add up
    to 1 give these numbers.
    """
    rows = np.moveaxis(np.asarray(logits, float), axis, -1)
    values = [[_share(z, row) for z in row] for row in rows.reshape(-1, rows.shape[-1]).tolist()]
    return np.moveaxis(np.reshape(values, rows.shape), -1, axis)


def _share(z: float, row: list[float]) -> float:
    if z == -math.inf:
        return 0.0
    differences = [other - z for other in row]
    return 0.0 if max(differences) > 700 else 1 / math.fsum(math.exp(each) for each in differences)


def categorical_crossentropy(y_true: Array, y_pred: Array, epsilon: float = 1e-7) -> float:
    """Source: the formula, added without rounding by math.fsum. Worked value: log(k) when every prediction is 1/k."""
    return math.fsum(-y * math.log(p) for y, p in _pairs(y_true, y_pred, epsilon)) / len(y_true)


def softmax_crossentropy(logits: Array, y_true: Array) -> float:
    """The mean over the rows of log(sum_j exp(z_j)) - sum_j y_j z_j, where no exp overflows and y's rows add up to 1.

    Source: -sum_j y_j log(softmax(z)_j), multiplied out.
    """
    rows = zip(logits.tolist(), y_true.tolist(), strict=True)
    return math.fsum(
        math.log(math.fsum(map(math.exp, row))) - math.fsum(z * y for z, y in zip(row, label, strict=True))
        for row, label in rows
    ) / len(logits)


def softmax_crossentropy_gradient(logits: Array, y_true: Array) -> Array:
    """Source: the derivative of `softmax_crossentropy`; that of log(sum exp) is softmax, that of the other term y."""
    return (softmax(logits) - y_true) / len(logits)


def slopes_of(loss: Callable[[Array], float], x: Array) -> Array:
    """The gradient of a loss of an array of any shape, without its formula: `central_differences`, h as in `slopes`."""
    h = float(np.cbrt(np.finfo(float).eps))
    return central_differences(lambda flat: loss(flat.reshape(x.shape)), x.ravel(), h).reshape(x.shape)


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


def last_weights_gradient(parameters: list[Array], x: Array, y: Array) -> Array:
    """The gradient of `network_loss` by the last layer's weights, right to rounding.

    Source: `softmax_crossentropy_gradient` by what arrives at softmax, times the derivative of that by the weights.
    """
    arriving = [np.asarray(x, float), *network_outputs(parameters, x)][-2]
    return np.asarray(arriving.T @ softmax_crossentropy_gradient(arriving @ parameters[-2] + parameters[-1], y))


def network_labels(parameters: list[Array], x: Array) -> Array:
    """The column of each row's highest probability. Source: the definition; softmax leaves the order as it is."""
    output, before = np.asarray(x, float), np.asarray(x, float)
    with np.errstate(all="ignore"):  # the parameters are a submission's: whatever it trained
        for weights, bias in zip(parameters[::2], parameters[1::2], strict=True):
            before = output @ weights + bias
            output = np.tanh(before)
    return np.asarray(np.argmax(before, axis=1))


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
