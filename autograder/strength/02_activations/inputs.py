"""Inputs for the functions of the activation functions; see `autograder.inputs`."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.inputs import Arguments, Maker, Rng, eighths, one_of, varied

SPECIAL = np.array([0.0, -0.0, 1000.0, -1000.0, np.inf, -np.inf, np.nan, 30.0, -40.0, -700.0, 1e-7, -1e-7])


def _anything(rng: Rng, *, zero: bool = True) -> Any:
    """A number or an array of any shape: eighths, wide ones, and numbers far out."""
    shape = one_of(rng, ((), (1,), (4,), (2, 3), (2, 1, 2), (0,)))
    kind = rng.integers(4)
    if kind == 0:
        x = eighths(rng, shape, 8)
    elif kind == 1:
        x = rng.uniform(-700, 700, shape)
    elif kind == 2:
        x = rng.normal(0, 2, shape)
    else:
        x = SPECIAL[rng.integers(0, SPECIAL.size, shape)]
    if not zero:
        x = np.where(x == 0, 0.5, x)
    x = np.asarray(x)
    if shape == () and rng.random() < 0.5:
        return float(x)
    return varied(rng, x, integers=zero)[0]


def _elementwise(rng: Rng) -> Arguments:
    return (_anything(rng),)


def _with_alpha(rng: Rng) -> Arguments:
    return (_anything(rng), float(rng.uniform(0.05, 0.95))) if rng.random() < 0.7 else (_anything(rng),)


def _elu_derivative(rng: Rng) -> Arguments:
    if rng.random() < 0.5:
        return (_anything(rng), 1.0) if rng.random() < 0.5 else (_anything(rng),)
    return _anything(rng, zero=False), float(rng.uniform(0.1, 3))  # with alpha other than 1, 0 is left open


def _elu(rng: Rng) -> Arguments:
    return (_anything(rng), float(rng.uniform(0.1, 3))) if rng.random() < 0.7 else (_anything(rng),)


def _maxout(rng: Rng) -> Arguments:
    n, d, u = (int(each) for each in rng.integers(1, 4, 3))
    x, w1, w2 = eighths(rng, (n, d)), eighths(rng, (d, u)), eighths(rng, (d, u))
    b1, b2 = eighths(rng, u), eighths(rng, u)
    wrong = rng.integers(40)
    if wrong == 0:
        w1 = w2 = eighths(rng, (d + 1, u))
    elif wrong == 1:
        w1 = eighths(rng, (d + 1, u))
    elif wrong == 2:
        w2 = eighths(rng, (d, u + 1))
        b2 = eighths(rng, u + 1)
    elif wrong == 3:
        b1 = eighths(rng, one_of(rng, ((1,) if u > 1 else (2,), (), (1, u), (n, u), (u + 1,))))
    elif wrong == 4:
        b2 = eighths(rng, one_of(rng, ((1,) if u > 1 else (2,), (), (1, u), (n, u), (u + 1,))))
    return varied(rng, x, w1, b1, w2, b2)


def _through_layers(rng: Rng) -> Arguments:
    return _anything(rng), int(rng.integers(0, 5))


MAKERS: dict[str, Maker] = {
    **dict.fromkeys(("sigmoid", "sigmoid_derivative", "relu", "relu_derivative", "tanh"), _elementwise),
    **dict.fromkeys(("tanh_derivative", "softplus", "softplus_derivative"), _elementwise),
    **dict.fromkeys(("leaky_relu", "leaky_relu_derivative"), _with_alpha),
    "elu": _elu,
    "elu_derivative": _elu_derivative,
    "maxout": _maxout,
    "gradient_through_layers": _through_layers,
}
