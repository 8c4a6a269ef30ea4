"""Inputs for the functions of a first learner; see `autograder.inputs`."""

from __future__ import annotations

import numpy as np

from autograder.inputs import Arguments, Array, Maker, Rng, eighths, one_of, row_count, strided, varied


def _direction(rng: Rng) -> Arguments:
    return (float(rng.uniform(-10, 10)),)


def _points(rng: Rng, rows: int) -> Array:
    """Points of which none but the origin is near the line of a random angle."""
    points = eighths(rng, (rows, 2))
    scale = 1.0 if rng.random() < 0.9 else 2.0**-30  # near the origin, but no nearer to the line than others
    return scale * points * (rng.random((rows, 1)) > 0.1)


def _classify(rng: Rng) -> Arguments:
    points = _points(rng, int(rng.integers(0, 6)))
    if rng.random() < 0.1:
        points = eighths(rng, one_of(rng, ((3,), (2,), (2, 3), (3, 1), (2, 2, 2), (1, 2, 2), ())))
    return varied(rng, points, float(rng.uniform(-7, 7)))


def _labels(rng: Rng, rows: int) -> Array:
    dtype = one_of(rng, (np.int64, np.uint8, np.int8, np.uint64))
    return rng.integers(0, 2, rows).astype(dtype)


def _accuracy(rng: Rng) -> Arguments:
    rows = row_count(rng)
    predicted, labels = _labels(rng, rows), _labels(rng, rows)
    if rng.random() < 0.2:
        labels = one_of(rng, (_labels(rng, rows + 1), labels[:, np.newaxis], labels[:1], labels[:0]))
        if labels.size == 0:
            predicted = predicted[:0]
    if rng.random() < 0.1:
        predicted, labels = strided(predicted), labels if labels.ndim == 0 else strided(labels)
    return predicted, labels


def _learn(rng: Rng) -> Arguments:
    rows = row_count(rng)
    points, labels = _misfits(rng, _points(rng, rows), _labels(rng, rows))
    angles = rng.uniform(-4, 4, int(rng.integers(1, 6)))
    points, angles = varied(rng, points, angles, integers=False)
    return points, labels, angles


def _random_search(rng: Rng) -> Arguments:
    rows = row_count(rng)
    points, labels = _misfits(rng, _points(rng, rows), _labels(rng, rows))
    return (*varied(rng, points), labels, int(rng.integers(1, 8)), int(rng.integers(0, 1000)))


def _misfits(rng: Rng, points: Array, labels: Array) -> tuple[Array, Array]:
    """Now and then labels or points of a shape that must raise."""
    if rng.random() < 0.05:
        return points, one_of(rng, (labels[:, np.newaxis], np.append(labels, labels[:1])))
    if rng.random() < 0.05:
        return one_of(rng, (points[:, :1], points[0], np.column_stack([points, points]))), labels
    return points, labels


MAKERS: dict[str, Maker] = {
    "direction": _direction,
    "classify": _classify,
    "accuracy": _accuracy,
    "learn": _learn,
    "random_search": _random_search,
}
