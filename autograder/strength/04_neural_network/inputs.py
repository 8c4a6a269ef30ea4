"""Inputs for the functions of the neural network; see `autograder.inputs`."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.inputs import Arguments, Array, Maker, Rng, decayed, eighths, one_of, row_count, varied


def _dosage(rng: Rng) -> Arguments:
    n = int(rng.integers(1, 6))
    return varied(rng, rng.choice([0.0, 0.5, 1.0, -2.0, 30.0, -30.0, 0.3], n) if rng.random() < 0.5 else rng.random(n))


def _xavier(rng: Rng) -> Arguments:
    return [int(each) for each in rng.integers(1, 6, rng.integers(2, 5))], int(rng.integers(0, 1000))


def _network(rng: Rng) -> tuple[list[Array], Array, Array]:
    layers = int(rng.integers(1, 4))
    sizes = [*(int(each) for each in rng.integers(1, 4, layers)), int(rng.integers(2, 4))]
    shapes = [shape for a, b in itertools.pairwise(sizes) for shape in ((a, b), (b,))]
    scale = 1 if rng.random() < 0.8 else 200  # pre-activations of some 1000
    parameters = [scale * eighths(rng, shape, 1) for shape in shapes]
    x = eighths(rng, (row_count(rng), sizes[0]), 2)
    if rng.random() < 0.3:  # numbers that float32 does not hold
        parameters, x = [each + rng.normal(0, 0.1, each.shape) for each in parameters], x + rng.normal(0, 0.1, x.shape)
    return parameters, x, np.eye(sizes[-1])[rng.integers(0, sizes[-1], len(x))]


def _cast(rng: Rng, arrays: list[Array]) -> list[Array]:
    return list(varied(rng, *arrays))


def _forward(rng: Rng) -> Arguments:
    parameters, x, _ = _network(rng)
    if rng.random() < 0.05:
        x = np.column_stack([x, x])
    return _cast(rng, parameters), *varied(rng, x)


def _loss(rng: Rng) -> Arguments:
    parameters, x, y = _network(rng)
    wrong = rng.integers(30)
    if wrong == 0:
        y = one_of(rng, (y[:1], np.concatenate([y, y]), y[:, :1], y[0]))
    elif wrong == 1:
        x = np.column_stack([x, x])
    return _cast(rng, parameters), *varied(rng, x, y)


def _predict_labels(rng: Rng) -> Arguments:
    parameters, x, _ = _network(rng)
    return parameters, x


def _step_shapes(rng: Rng) -> tuple[tuple[int, ...], ...]:
    return one_of(rng, (((2,),), ((1, 2), (2,)), ((2, 1), (1,), (1, 2))))  # type: ignore[no-any-return]


def _sgd_step(rng: Rng) -> Arguments:
    shapes = _step_shapes(rng)
    rate = (float(one_of(rng, (0.0, 0.1, 0.5))),) if rng.random() < 0.7 else ()
    return _cast(rng, [eighths(rng, shape) for shape in shapes]), [eighths(rng, shape) for shape in shapes], *rate


def _steps(rng: Rng) -> tuple[list[Array], list[list[Array]]]:
    """Parameters, and gradients for up to three steps."""
    shapes = _step_shapes(rng)
    gradients = [[eighths(rng, shape) for shape in shapes] for _ in range(rng.integers(1, 4))]
    return _cast(rng, [eighths(rng, shape) for shape in shapes]), gradients


def _rmsprop_step(rng: Rng) -> Arguments:
    settings = {"learning_rate": 0.1, "rho": float(one_of(rng, (0.0, 0.5, 0.95))), "epsilon": 0.125}
    return *_steps(rng), settings if rng.random() < 0.6 else {}


def _adam_step(rng: Rng) -> Arguments:
    settings = {"learning_rate": 0.1, "beta1": float(one_of(rng, (0.0, 0.5, 0.95))), "beta2": 0.5, "epsilon": 0.125}
    return *_steps(rng), settings if rng.random() < 0.6 else {}


def _mini_batches(rng: Rng) -> Arguments:
    return int(rng.integers(1, 12)), int(rng.integers(0, 14)) if rng.random() < 0.9 else -2, int(rng.integers(0, 1000))


def _train(rng: Rng) -> Arguments:
    parameters, x, y = _network(rng)
    sizes = [len(parameters[0]), *(len(bias) for bias in parameters[1::2])]
    optimizer = one_of(rng, ("sgd", "rmsprop", "adam", "adam", "momentum")) if rng.random() < 0.9 else "Adam"
    rest = (0.1, float(one_of(rng, (1.0, 0.5))), 2, int(rng.integers(0, 3)), int(rng.integers(1, 4)), 3)
    if rng.random() < 0.02:
        parts = int(rng.integers(0, 7))
        x, y = np.tile(x, (5, 1)), np.tile(y, (5, 1))  # more rows than a batch of the default size
        return (x, y, sizes, optimizer, *rest[:parts]) if parts else (x, y, sizes)
    return x, y, sizes, optimizer, *rest


def several_steps(step: Callable[..., Any], parameters: Any, gradients: list[Any], settings: dict[str, float]) -> Any:
    """The parameters after each of several steps of an optimiser, whose state passes from one to the next."""
    state, after = None, []
    for each in gradients:
        parameters, state = step(parameters, each, state, **settings)
        after.append(parameters)
    return after


MAKERS: dict[str, Maker] = {
    "dosage_network": _dosage,
    "xavier_start": _xavier,
    "forward": _forward,
    "loss": _loss,
    "backward": _loss,
    "sgd_step": _sgd_step,
    "rmsprop_step": _rmsprop_step,
    "adam_step": _adam_step,
    "mini_batches": _mini_batches,
    "decayed_learning_rate": decayed,
    "train": _train,
    "predict_labels": _predict_labels,
}

CALLED_BY: dict[str, Callable[..., Any]] = {"rmsprop_step": several_steps, "adam_step": several_steps}
