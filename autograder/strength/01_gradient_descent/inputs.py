"""Inputs for the functions of gradient descent; see `autograder.inputs`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.inputs import Arguments, Array, Maker, Rng, decayed, eighths, one_of, row_count, varied


def _model(rng: Rng) -> tuple[Array, Array, Any, float]:
    rows, features = row_count(rng), int(rng.integers(0, 4))
    x = eighths(rng, (rows, features) if features else (rows,))
    w = eighths(rng, features) if features else float(eighths(rng, 1)[0])
    b = float(eighths(rng, 1)[0])
    return x, eighths(rng, rows), w, b if rng.random() < 0.8 else round(b)


def _with_bias(rng: Rng, b: float) -> Arguments:
    return (b,) if rng.random() < 0.8 else ()


def _wrong_w(rng: Rng, x: Array) -> Any:
    if x.ndim == 1:
        return eighths(rng, one_of(rng, ((1,), (2,), x.shape)))
    return one_of(rng, (1.5, eighths(rng, x.shape[1] + 1), eighths(rng, (x.shape[1], 1)), eighths(rng, (1, 1))))


def _predict(rng: Rng) -> Arguments:
    x, _, w, b = _model(rng)
    if rng.random() < 0.1:
        w = _wrong_w(rng, x)
    return varied(rng, x, w, *_with_bias(rng, b))


def _regression(rng: Rng) -> tuple[Array, Array, Any, float]:
    x, y, w, b = _model(rng)
    if rng.random() < 0.1:
        rows = len(x)
        y = eighths(rng, one_of(rng, ((rows, 1), (rows + 1,), (1, rows), (1,) if rows > 1 else (2,), ())))
    elif rng.random() < 0.05:
        w = _wrong_w(rng, x)
    x, y, w = varied(rng, x, y, w)
    return x, y, w, b


def _mse(rng: Rng) -> Arguments:
    *data, b = _regression(rng)
    return (*data, *_with_bias(rng, b))


def _gradient_descent(rng: Rng) -> Arguments:
    x, y, w, b = _regression(rng)
    if x.dtype == np.float64 and rng.random() < 0.03:  # in float32, a hundred roundings add up
        return x / 4, y, w / 4, *([b] if rng.random() < 0.5 else [])  # all the defaults: 100 steps
    rest: Arguments = (b, float(one_of(rng, (0.0, 0.01, 0.05))), int(rng.integers(0, 4)), bool(rng.integers(2)))
    return x, y, w, *rest[: rng.integers(2, 5)]


def quadratic(target: Array, slope: Array) -> Callable[[Array], float]:
    """A loss with its minimum at `target`, steeper along some axes, for functions that take a loss."""

    def loss(weights: Array) -> float:
        return float(np.sum(slope * (np.asarray(weights, np.float64) - target) ** 2))

    return loss


def _coordinate_step(rng: Rng) -> Arguments:
    size = row_count(rng)
    weights, target = eighths(rng, size), eighths(rng, size)
    loss = quadratic(target, rng.integers(-1, 3, size).astype(float))
    index, step = int(rng.integers(size)), float(one_of(rng, (0.125, 0.5, 1.0)))
    return loss, *varied(rng, weights), index, step


def _numerical_gradient(rng: Rng) -> Arguments:
    size = row_count(rng)
    loss = quadratic(eighths(rng, size), rng.integers(-1, 3, size).astype(float))
    h = (float(one_of(rng, (1e-5, 0.5, 0.125))),) if rng.random() < 0.7 else ()
    weights = eighths(rng, size) if rng.random() < 0.6 else rng.normal(0, 1, size)
    return loss, *varied(rng, weights), *h


def _largest_stable(rng: Rng) -> Arguments:
    x = _model(rng)[0]
    x.flat[0] = 1.5
    rest = (bool(rng.integers(2)),) if rng.random() < 0.7 else ()
    return *varied(rng, x), *rest


def with_a_list_of_losses(walk: Callable[..., Any], *arguments: Any) -> Any:
    """What the walk returns, b as a float and the losses as a list of floats: any number, list or array is right."""
    w, b, history = walk(*arguments)
    return w, float(b), [float(loss) for loss in history]


MAKERS: dict[str, Maker] = {
    "predict": _predict,
    "mse": _mse,
    "mse_gradient": _mse,
    "coordinate_step": _coordinate_step,
    "numerical_gradient": _numerical_gradient,
    "gradient_descent": _gradient_descent,
    "decayed_learning_rate": decayed,
    "largest_stable_learning_rate": _largest_stable,
}

CALLED_BY: dict[str, Callable[..., Any]] = {"gradient_descent": with_a_list_of_losses}
