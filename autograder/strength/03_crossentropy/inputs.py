"""Inputs for the functions of crossentropy and softmax; see `autograder.inputs`."""

from __future__ import annotations

import numpy as np

from autograder.inputs import Arguments, Array, Maker, Rng, eighths, one_of, row_count, strided, varied


def _probabilities(rng: Rng, shape: tuple[int, ...] | int) -> Array:
    p = rng.integers(1, 8, shape) / 8
    kind = rng.integers(3)
    if kind == 0:
        p = rng.random(shape)
    elif kind == 1:
        edges = np.array([0.0, 1.0, 0.5, 1e-6, 1 - 1e-6, 1e-9, 0.25, 1.5e-7, 1.0000005e-7])
        p = edges[rng.integers(0, edges.size, shape)]
    return np.asarray(p)


def _hard(rng: Rng, y: Array) -> Array:
    """Labels of 0 and 1 as integers or bools, at times."""
    if np.isin(y, (0, 1)).all():
        return y.astype(one_of(rng, (y.dtype, y.dtype, np.int64, np.uint8, np.bool_)))
    return y


def _below_one(p: Array) -> Array:
    """In float32, 1 - 1e-7 is a rounded number, and what is clipped there may be either: not near 1, then."""
    return np.where(p > 0.999, np.float32(0.75), p) if p.dtype == np.float32 else p


def _epsilon(rng: Rng) -> Arguments:
    return (float(one_of(rng, (1e-7, 0.125, 0.2, 1e-3))),) if rng.random() < 0.4 else ()


def _binary(rng: Rng) -> Arguments:
    shape = one_of(rng, ((), (1,), (4,), (2, 3), (2, 1, 2)))
    y = rng.random(shape) if rng.random() < 0.3 else rng.integers(0, 2, shape).astype(float)
    p = _probabilities(rng, shape)
    if rng.random() < 0.05:
        p = _probabilities(rng, one_of(rng, ((5,), (4, 1), (1, 4), (3, 2))))
    y, p = varied(rng, np.asarray(y), p, integers=False)
    return _hard(rng, y), _below_one(p), *_epsilon(rng)


def _binary_off_the_kink(rng: Rng) -> Arguments:
    y, p, *epsilon = _binary(rng)
    return y, np.where((p == 0.125) | (p == 0.875), 0.5, p).astype(p.dtype), *epsilon  # at the kink either is right


def _one_hot(rng: Rng) -> Arguments:
    classes, rows = int(rng.integers(1, 5)), row_count(rng)
    labels = rng.integers(0, classes, rows).astype(one_of(rng, (np.int64, np.int8, np.uint8, np.uint64)))
    wrong = rng.integers(20)
    if wrong == 0:
        labels = labels.astype(np.int64)
        labels[rng.integers(rows)] = one_of(rng, (-1, classes, classes + 1, -classes, -classes - 1))
    elif wrong == 1:
        labels = one_of(rng, (labels[:, np.newaxis], labels[np.newaxis], labels[0, ...]))
    elif wrong == 2:
        labels = strided(labels)
    return labels, classes


def _class_labels(rng: Rng, shape: tuple[int, int]) -> Array:
    if rng.random() < 0.4:
        shares = rng.integers(1, 9, shape).astype(float)
        return shares / shares.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]
    return np.eye(shape[1])[rng.integers(0, shape[1], shape[0])]


def _misfit(rng: Rng, y: Array) -> Array:
    """Class labels, now and then of a shape that must raise."""
    if rng.random() >= 0.05:
        return y
    if rng.random() < 0.5:
        return _class_labels(rng, (len(y) + 1, y.shape[1]))
    return y[:1, :1] if y.size > 1 else y[0]  # type: ignore[no-any-return]


def _logits(rng: Rng, shape: tuple[int, ...]) -> Array:
    z = eighths(rng, shape)
    kind = rng.integers(6)
    if kind == 0:
        z = np.where(rng.random(shape) < 0.5, z, one_of(rng, (1000.0, -1000.0)))
    elif kind == 1:
        z = z + 2000 * np.arange(shape[0]).reshape(-1, *[1] * (len(shape) - 1))
    return z


def _softmax(rng: Rng) -> Arguments:
    shape = one_of(rng, ((3,), (1,), (2, 3), (3, 2), (2, 3, 4), (1, 3)))
    z = _logits(rng, shape)
    rest = (int(rng.integers(-len(shape), len(shape))),) if rng.random() < 0.7 else ()
    if rng.random() < 0.1:
        z = z.copy()
        z[(0,) * len(shape)] = -np.inf
        if z.shape[rest[0] if rest else -1] == 1:  # a class that is ruled out leaves another
            z[...] = 0
    return *varied(rng, z, integers=bool(np.isfinite(z).all())), *rest


def _categorical(rng: Rng) -> Arguments:
    shape = (row_count(rng), int(rng.integers(1, 5)))
    y, p = _class_labels(rng, shape), _probabilities(rng, shape)
    y = _misfit(rng, y)
    y, p = varied(rng, y, p, integers=False)
    return _hard(rng, y), _below_one(p), *_epsilon(rng)


def _softmax_gradient(rng: Rng) -> Arguments:
    shape = (row_count(rng), int(rng.integers(1, 5)))
    z, y = _logits(rng, shape), _class_labels(rng, shape)
    y = _misfit(rng, y)
    z, y = varied(rng, z, y, integers=False)
    return z, _hard(rng, y)


MAKERS: dict[str, Maker] = {
    "binary_crossentropy": _binary,
    "binary_crossentropy_gradient": _binary_off_the_kink,
    "one_hot": _one_hot,
    "softmax": _softmax,
    "categorical_crossentropy": _categorical,
    "softmax_crossentropy_gradient": _softmax_gradient,
}
