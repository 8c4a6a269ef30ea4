"""Inputs for the functions of Boston housing; see those of 05_fashion_mnist for what trains."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.inputs import Arguments, Array, Maker, Rng, as_asked_of, eighths, varied
from autograder.sandbox.models import make


def _k_fold_indices(rng: Rng) -> Arguments:
    return int(rng.integers(0, 12)), int(rng.integers(-2, 12)), int(rng.integers(0, 1000))


def _table(rng: Rng, rows: int) -> Array:
    x = eighths(rng, (rows, int(rng.integers(1, 4)))) * 10.0 ** rng.integers(-3, 4)
    if rng.random() < 0.3:
        x[:, 0] = x[:1, 0]
    return x


def _fit_normalizer(rng: Rng) -> Arguments:
    if rng.random() < 0.1:
        return (eighths(rng, ((), (3,), (0, 3), (2, 2, 2), (1, 1, 1))[rng.integers(5)]),)
    return varied(rng, _table(rng, int(rng.integers(1, 6))))


def _normalize(rng: Rng) -> Arguments:
    x = _table(rng, int(rng.integers(1, 6)))
    columns = x.shape[1]
    std = rng.integers(0, 9, columns) / 4 * 10.0 ** rng.integers(-9, 4)
    return varied(rng, x, eighths(rng, columns), np.abs(std))


def _features(rng: Rng) -> Arguments:
    return int(rng.integers(2**31)), int(rng.integers(1, 20))


def _cross_validate(rng: Rng) -> Arguments:
    rows = int(rng.integers(5, 9))
    x, y = varied(rng, eighths(rng, (rows, 2)), np.abs(eighths(rng, rows)))
    y = y[:-1] if rng.random() < 0.1 else y
    return x, y, int(rng.integers(2, 4)), int(rng.integers(1, 3)), int(rng.integers(1, 4)), int(rng.integers(0, 99))


def with_a_network_of_ours(cross_validate: Callable[..., Any], *arguments: Any) -> Any:
    """Scores and predictions to the precision in which Keras computes, and the dtypes that they have.

    What build_regressor returns is free in its sizes, so a network of ours is trained in its place.
    """
    scope = cross_validate.__globals__
    theirs = scope["build_regressor"]
    scope["build_regressor"] = lambda features: make([4, 1], ["tanh", "linear"], features, "mse", "sgd", ["mae"], None)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = cross_validate(*arguments)
    finally:
        scope["build_regressor"] = theirs
    return [each.astype(np.float32) for each in answer], [each.dtype.name for each in answer]


MAKERS: dict[str, Maker] = {
    "k_fold_indices": _k_fold_indices,
    "fit_normalizer": _fit_normalizer,
    "normalize": _normalize,
    "build_regressor": _features,
    "cross_validate": _cross_validate,
}

CALLED_BY: dict[str, Callable[..., Any]] = {
    "build_regressor": as_asked_of,
    "cross_validate": with_a_network_of_ours,
}

# How many examples of other functions one of these takes the place of.
COST = {"build_regressor": 500, "cross_validate": 2000}
