"""Inputs for the functions of the Fashion-MNIST classifier.

What takes and returns arrays is compared as elsewhere. A model that `predict_labels` is given is a stand-in that puts
out given numbers; models that are built are compared in what the contract asks of them; `train` trains something
small. That costs up to a second and not a ten-thousandth of one, so there are fewer examples, see `COST`.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.inputs import Arguments, Array, Maker, Rng, as_asked_of
from autograder.sandbox.models import make


def _prepare_images(rng: Rng) -> Arguments:
    shape: tuple[int, ...] = (int(rng.integers(0, 3)), 28, 28)
    if rng.random() < 0.3:
        others = ((784,), (2, 784), (28, 28), (1, 28, 27), (1, 27, 28), (28, 28, 1), (1, 28, 28, 1), ())
        shape = others[rng.integers(len(others))]
    images = rng.integers(0, 256, shape).astype(np.uint8)
    if rng.random() < 0.2:
        return (images.astype((np.float32, np.float64, np.int64, np.int8, bool)[rng.integers(5)]),)
    return (_sliced(images) if images.ndim and rng.random() < 0.2 else images,)


def _sliced(array: Array) -> Array:
    view: Array = np.repeat(array, 2, axis=0)[::2]
    view.flags.writeable = False
    return view


def _select_classes(rng: Rng) -> Arguments:
    rows = int(rng.integers(0, 7))
    shape = ((), (3,), (2, 2), (28, 28))[rng.integers(4)]
    images = rng.integers(0, 256, (rows, *shape)).astype((np.uint8, np.float32)[rng.integers(2)])
    dtype = (np.uint8, np.int8, np.int32, np.int64)[rng.integers(4)]
    labels = rng.integers(0, 5, rows + (rng.random() < 0.1)).astype(dtype)
    first, second = (int(each) for each in rng.permutation(5)[:2])
    if rng.random() < 0.2:
        images, labels = _sliced(images), _sliced(labels)
    return (images, labels) if rng.random() < 0.2 else (images, labels, (first, second))


def _seeded(rng: Rng) -> Arguments:
    return (int(rng.integers(2**31)),)


def _train(rng: Rng) -> Arguments:
    rows, outputs = int(rng.integers(8, 41)), (1, 3)[rng.integers(2)]
    x = rng.normal(size=(rows, 4)).astype(np.float32)
    classes = rng.integers(0, max(outputs, 2), rows)
    y = classes.astype(np.float32) if outputs == 1 else np.eye(outputs, dtype=np.float32)[classes]
    weights = [rng.normal(scale=0.5, size=(4, outputs)).astype(np.float32), np.zeros(outputs, np.float32)]
    y = y[:-1] if rng.random() < 0.1 else y
    return weights, x, y, int(rng.integers(1, 3)), int(rng.integers(1, 9)), float(rng.integers(1, 4) / 4), 3


def _predict_labels(rng: Rng) -> Arguments:
    rows, outputs = int(rng.integers(1, 6)), int(rng.integers(1, 5))
    puts_out = rng.random((rows, outputs)).astype(np.float32)
    if outputs == 1 and rng.random() < 0.5:
        puts_out[0] = (0.5, 0.0, 1.0, np.nextafter(np.float32(0.5), np.float32(1)))[rng.integers(4)]
    elif outputs > 1:
        puts_out = np.asarray(puts_out / puts_out.sum(axis=1, keepdims=True), np.float32)
    return puts_out, rng.random((rows, 3)).astype(np.float32)


class _PutsOut:
    """A model whose predictions are given."""

    def __init__(self, answer: Array) -> None:
        self._answer = answer

    def predict(self, x: Array, **_: Any) -> Array:
        assert len(x) == len(self._answer)
        return self._answer.copy()


def with_given_outputs(predict_labels: Callable[..., Any], puts_out: Array, x: Array) -> Any:
    """The labels for a model with these outputs."""
    return predict_labels(_PutsOut(puts_out), x)


def after_training(train: Callable[..., Any], weights: list[Array], *arguments: Any) -> Any:
    """The weights that a layer with these weights has after training, and the history as a list."""
    outputs = weights[1].size
    kind = ("sigmoid", "binary_crossentropy") if outputs == 1 else ("softmax", "categorical_crossentropy")
    model: Any = make([outputs], [kind[0]], 4, kind[1], "rmsprop", ["accuracy"], weights)
    with contextlib.redirect_stdout(io.StringIO()):
        history = train(model, *arguments)
    return [*model.get_weights(), *(value for name in sorted(history) for value in (name, history[name]))]


MAKERS: dict[str, Maker] = {
    "prepare_images": _prepare_images,
    "select_classes": _select_classes,
    "build_binary_classifier": _seeded,
    "build_classifier": _seeded,
    "build_functional_classifier": _seeded,
    "train": _train,
    "predict_labels": _predict_labels,
}

CALLED_BY: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("build_binary_classifier", "build_classifier", "build_functional_classifier"), as_asked_of),
    "train": after_training,
    "predict_labels": with_given_outputs,
}

# How many examples of other functions one of these takes the place of.
COST = dict.fromkeys(("build_binary_classifier", "build_classifier", "build_functional_classifier", "train"), 500)
