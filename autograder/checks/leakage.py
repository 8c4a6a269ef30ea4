"""The error on Boston housing, of predictions that do not follow the prices they should predict.

`cross_validate` is told all prices and divides the rows itself, so nothing keeps a submission from looking at those of
the rows it predicts. It is therefore asked twice: with the prices as they are, and with those of a tenth of the rows
changed. A network that never saw the price of a row predicts about the same for it both times; what
was copied follows the change. Each of the two calls goes to a process of its own, in an order that the secret
decides, so that a submission cannot tell which of them it answers, nor remember the other.
"""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from autograder.assertions import assert_length, assert_shape, fail
from autograder.checks.attempts import Array, boston_error
from autograder.language import translate
from autograder.submission import LocalSubmission, Submission
from autograder.training import Training

CHANGED = 10  # one row of so many
STEP = 8.0  # 1000 dollars, up or down
# The share of a change that may show in the predictions of the same rows. The reference and the honest variants of
# `make calibrate` gave -0.04 to 0, one model that goes through all folds 0.05, and copied prices give 1.
FOLLOWED = 0.2


def boston_error_without_leakage(
    submission: Any, training: Training, number: int, generator: np.random.Generator
) -> float:
    """`boston_error`, and the proof that the predictions are none of the prices. Raises `CheckFailure`.

    In a student's own run, which has nobody to cheat, the error alone: the proof costs as much again.
    """
    if isinstance(submission, LocalSubmission):
        return boston_error(submission, training, number, generator)
    arguments = _asked(training, number)
    x, y = arguments[:2]
    changed = _changed(y, generator)
    plain_first = bool(generator.integers(2))
    other = None if plain_first else _predictions(submission, x, changed, *arguments[2:])
    submission.renew()
    error = boston_error(submission, training, number, training.task(number))
    predictions = submission.calls[-1].returned[1]
    if error > training.bands["error"][0]:  # no points to guard
        return error
    if other is None:
        other = _predictions(submission, x, changed, *arguments[2:])
    submission.renew()
    share = _followed(predictions, other, y, changed)
    if share > FOLLOWED:
        sentence = translate(
            "When the prices of some rows change, the predictions of the same rows follow by {share:.0%}."
        )
        wanted = translate("predictions that do not know the price of their own row")
        cause = translate("the model learns from the rows that it predicts, or y itself goes into the predictions")
        fail(sentence.format(share=share), wanted, cause)
    return error


class _Asked(Exception):
    """Carries the arguments; no error."""


class _Asks:
    """Stands in for a submission to learn what it would be asked."""

    def cross_validate(self, *arguments: Any) -> NoReturn:
        raise _Asked(arguments)


def _asked(training: Training, number: int) -> tuple[Any, ...]:
    """The arguments of cross_validate in this attempt."""
    try:
        boston_error(_Asks(), training, number, training.task(number))
    except _Asked as asked:
        arguments = asked.args[0]
    return tuple(arguments)


def _changed(y: Array, generator: np.random.Generator) -> Array:
    """The prices, with those of a tenth of the rows moved up or down, within the range that prices have.

    Which way is drawn for each row, so that what a network learns from similar rows tells nothing about the change.
    """
    rows = generator.permutation(len(y))[: len(y) // CHANGED]
    changed = y.copy()
    changed[rows] = np.clip(y[rows] + generator.choice([-STEP, STEP], len(rows)), y.min(), y.max())
    return changed


def _predictions(submission: Submission, x: Array, y: Array, *others: Any) -> Array:
    submission.renew()
    answer: Any = submission.cross_validate(x, y, *others)
    assert_length(answer, 2, "The returned tuple (scores, predictions)")
    assert_shape(answer[1], y.shape)
    return np.asarray(answer[1], np.float64)


def _followed(predictions: Array, other: Array, y: Array, changed: Array) -> float:
    """The slope of the change in the predictions over the change in their own prices, by least squares."""
    given = changed - y
    return float(np.sum((other - np.asarray(predictions, np.float64)) * given) / np.sum(given**2))
