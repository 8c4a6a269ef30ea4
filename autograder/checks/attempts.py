"""One attempt at each training task: the student's functions in a row, on data that a secret has changed.

What decides the score stays here: the held-out labels, and the comparison with what the submission predicts. Whatever
a submission brought along is of no use: the classes have other numbers, the images are moved and mirrored, columns and
rows change places, and prices are in another unit. `MEASURES` is what checks pass to `training.measured`, and what
`make calibrate` repeats over many seeds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.assertions import assert_length, assert_shape, fail
from autograder.language import translate
from autograder.submission import Submission
from autograder.training import Training
from shared.datasets import load_boston, load_fashion_mnist

Array = np.ndarray[Any, Any]
Attempt = Callable[[Submission, Training, int, np.random.Generator], float]

FOLDS = 4
VALIDATION = 1 / 8
TOO_CLOSE = 1e-4  # of two probabilities: float32 in another order of summation may decide otherwise
COPIED = 1e-6  # of a price: no model meets one so closely but by chance
CLASSES = 10


@lru_cache(maxsize=1)
def _images() -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    return load_fashion_mnist("sample")


def moved(images: Array, down: int, right: int, mirrored: bool) -> Array:
    """The images (n, 28, 28) shifted by so many pixels, black where they came from, and mirrored left to right."""
    canvas = np.pad(images, ((0, 0), (2, 2), (2, 2)))
    window = canvas[:, 2 - down : 30 - down, 2 - right : 30 - right]
    return np.ascontiguousarray(window[:, :, ::-1] if mirrored else window)


def _fashion_task(training: Training, generator: np.random.Generator) -> tuple[Array, Array, Array, Array, Array]:
    """Training images and labels, test images and labels, and the number that each class has got."""
    (images, labels), (test_images, test_labels) = _images()
    numbers = generator.permutation(CLASSES)
    down, right = (int(step) for step in generator.integers(-2, 3, 2))
    mirrored = bool(generator.integers(2))
    rows = generator.permutation(len(images))[: training.rows]
    test_rows = generator.permutation(len(test_images))[: training.test_rows]
    return (
        moved(images[rows], down, right, mirrored),
        numbers[labels[rows]],
        moved(test_images[test_rows], down, right, mirrored),
        numbers[test_labels[test_rows]],
        numbers,
    )


def fashion_mnist_accuracy(submission: Any, training: Training, number: int, generator: np.random.Generator) -> float:
    """The share of held-out images of ten classes that are recognised. Raises `CheckFailure` for a bad answer."""
    images, labels, test_images, test_labels, _ = _fashion_task(training, generator)
    seed = int(generator.integers(2**31))
    x = submission.prepare_images(images)
    submission.models.seed(seed)
    model = submission.build_classifier()
    y = np.eye(CLASSES, dtype=np.float32)[labels]
    submission.train(model, x, y, training.epochs, training.batch_size, VALIDATION, seed)
    return _share_recognised(submission, model, test_images, test_labels)


def fashion_mnist_binary_accuracy(
    submission: Any, training: Training, number: int, generator: np.random.Generator
) -> float:
    """The share of held-out T-shirts and trousers that are told apart. Raises `CheckFailure` for a bad answer.

    Two models are trained, one for each order of the two classes, and their mean counts: weights that were brought
    along are right in one order and as wrong in the other.
    """
    images, labels, test_images, test_labels, numbers = _fashion_task(training, generator)
    asked = np.isin(test_labels, numbers[:2])
    shares = []
    for classes in ((int(numbers[0]), int(numbers[1])), (int(numbers[1]), int(numbers[0]))):
        seed = int(generator.integers(2**31))
        chosen, y = _pair(submission.select_classes(images, labels, classes))
        x = submission.prepare_images(chosen)
        y = y.astype(np.float32) if isinstance(y, np.ndarray) else y
        submission.models.seed(seed)
        model = submission.build_binary_classifier()
        submission.train(model, x, y, training.epochs, training.batch_size, VALIDATION, seed)
        held_out = (test_labels[asked] == classes[1]).astype(np.int64)
        shares.append(_share_recognised(submission, model, test_images[asked], held_out))
    return sum(shares) / len(shares)


def _pair(answer: Any) -> tuple[Any, Any]:
    assert_length(answer, 2, "The returned tuple (images, labels)")
    return answer[0], answer[1]


def _share_recognised(submission: Any, model: Any, images: Array, labels: Array) -> float:
    """The accuracy on held-out images, of predictions that are those of the model's own weights."""
    x = submission.prepare_images(images)
    predictions = submission.predict_labels(model, x)
    assert_shape(predictions, labels.shape)
    about = submission.models.describe(model)
    if about.is_dense and isinstance(x, np.ndarray):
        _require_own_predictions(about.forward(x), predictions)
    return float(np.mean(predictions == labels))


def _require_own_predictions(probabilities: Array, predictions: Array) -> None:
    """Require the labels that the described weights give, but where two answers are too close to call."""
    if probabilities.shape[1] == 1:
        own, clear = probabilities[:, 0] > 0.5, np.abs(probabilities[:, 0] - 0.5) > TOO_CLOSE
    else:
        ordered = np.sort(probabilities, axis=1)
        own, clear = probabilities.argmax(axis=1), ordered[:, -1] - ordered[:, -2] > TOO_CLOSE
    others = int(np.sum((own != predictions) & clear))
    if others:
        sentence = translate(
            "{count} of {total} labels are not those of the model that was trained, computed again from its weights."
        )
        fail(
            sentence.format(count=others, total=len(predictions)),
            translate("labels that come from the model's probabilities"),
            translate("predict_labels does not use the model it is given, or not its probabilities"),
        )


def boston_error(submission: Any, training: Training, number: int, generator: np.random.Generator) -> float:
    """The mean absolute error of the out-of-fold predictions, in 1000 dollars. Raises `CheckFailure`.

    Everything the submission is told is in it, prices of validation rows included, so predictions that are those
    prices are refused; that no other use is made of them is for the checks of leakage.
    """
    x, y = load_boston()
    rows = generator.permutation(len(x))[: training.rows]
    columns = generator.permutation(x.shape[1])
    unit = float(generator.uniform(0.9, 1.1))
    x, y = np.ascontiguousarray(x[rows][:, columns]), y[rows] * unit
    seed = int(generator.integers(2**31))
    answer = submission.cross_validate(x, y, FOLDS, training.epochs, training.batch_size, seed)
    assert_length(answer, 2, "The returned tuple (scores, predictions)")
    predictions = answer[1]
    assert_shape(predictions, y.shape)
    errors = np.abs(np.asarray(predictions, np.float64) - y)
    if not np.isfinite(errors).all():
        fail("Some predictions are not finite numbers.", translate("finite numbers"))
    copied = int(np.sum(errors < COPIED))
    if copied > len(y) // 20:
        sentence = translate("{count} of {total} predictions are exactly the price that they should predict.")
        cause = translate("the model saw the rows that it predicts, or y itself is returned")
        fail(sentence.format(count=copied, total=len(y)), translate("predictions by a model"), cause)
    return float(errors.mean() / unit)


MEASURES: dict[str, dict[str, Attempt]] = {
    "05_fashion_mnist": {
        "binary_accuracy": fashion_mnist_binary_accuracy,
        "accuracy": fashion_mnist_accuracy,
    },
    "06_boston_kfold": {"error": boston_error},
}
