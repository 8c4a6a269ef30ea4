"""Independent values of softmax and of losses, each with its source. Never shipped to students."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from autograder.checks.arguments import Array
from autograder.checks.oracles import central_differences


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
