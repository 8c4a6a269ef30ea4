"""What the functions of 06 return, taken apart, and the small table that its cross-validation is asked about."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.assertions import assert_dtype, assert_length, assert_shape, fail
from autograder.checks.arguments import Array
from autograder.checks.keras_models import described
from autograder.language import translate
from autograder.models import Model
from autograder.submission import Submission
from autograder.training import once

Fold = tuple[Array, Array]

# Thirteen rows, so that no number of folds divides them, with features of very different sizes.
_rng = np.random.default_rng(6)
X = np.round(_rng.normal(size=(13, 3)) * [1, 10, 0.1] + [0, 50, 1], 3)
Y = np.round(20 + 5 * _rng.normal(size=13), 1)
# Two epochs of three batches: after a single step, RMSProp and Adam do not tell a gradient from twice the gradient.
K, EPOCHS, BATCH_SIZE, SEED = 3, 2, 4, 7


def folds_of(submission: Submission, n: int, k: int, seed: int) -> list[Fold]:
    """What k_fold_indices returns, required to be k pairs of arrays of row numbers."""
    answer: Any = submission.k_fold_indices(n, k, seed)
    assert_length(answer, k, "The list of folds")
    for fold in answer:
        assert_length(fold, 2, "A fold, the pair (train, validation)")
        for rows in fold:
            if not isinstance(rows, np.ndarray) or rows.ndim != 1 or rows.dtype.kind not in "iu":
                fail("A part of a fold is not an array of row numbers.", "arrays of integers with one axis")
            if ((rows < 0) | (rows >= n)).any():
                fail("A fold holds a number that is no row.", translate("0 to {last}").format(last=n - 1))
    return [(train, validation) for train, validation in answer]


def regressor(submission: Submission, n_features: int = 13) -> Model:
    """The model for so many features, described; required to be compiled."""
    model = described(submission, "build_regressor", n_features)
    if not model.compiled:
        fail("The model is not compiled.", "a compiled Keras model", "model.compile(...) is missing")
    return model


def require_shapes(submission: Submission, n_features: int) -> None:
    """Require that the model for so many features goes from them to one number."""
    model, wanted = regressor(submission, n_features), ((n_features,), (1,))
    found = (model.input_shape, model.output_shape)
    if found != wanted:
        sentence = translate("For {count} features, the model goes from {input_shape} to {output_shape}.")
        between = translate("from {input_shape} to {output_shape}")
        fail(
            sentence.format(count=n_features, input_shape=found[0], output_shape=found[1]),
            between.format(input_shape=wanted[0], output_shape=wanted[1]),
        )


def run(
    submission: Submission,
    x: Array = X,
    y: Array = Y,
    k: int = K,
    epochs: int = EPOCHS,
    batch_size: int = BATCH_SIZE,
    seed: int = SEED,
) -> tuple[Array, Array]:
    """What cross_validate returns, (scores, predictions), required to be predictions of some kind.

    Computed once per submission and arguments, whichever check asks first.
    """
    key = ("cross_validate", x.dtype.char, x.tobytes(), y.tobytes(), k, epochs, batch_size, seed)
    answer: Any = once(
        submission, key, lambda: submission.cross_validate(x.copy(), y.copy(), k, epochs, batch_size, seed)
    )
    return predictions_in(answer, y, k)


def predictions_in(answer: Any, y: Array, k: int) -> tuple[Array, Array]:
    """The two parts of `answer`: finite float64 arrays (k,) and (n,), and no copy of the targets or a constant."""
    assert_length(answer, 2, "The returned tuple (scores, predictions)")
    for part, size in zip(answer, (k, len(y)), strict=True):
        assert_shape(part, (size,))
        assert_dtype(part, np.float64)
        if not np.isfinite(part).all():
            cause = "the training diverged, or some rows were never predicted"
            fail("Scores or predictions are infinite or NaN.", "finite numbers", cause)
    scores, predictions = answer
    if (np.abs(predictions - y) < 1e-6).mean() > 0.05:
        cause = "the targets are passed on as predictions, or the model has learnt the rows that it predicts by heart"
        fail("More than 5 % of the predictions are exactly the targets.", "predictions of rows never seen", cause)
    if k < len(y) and len(np.unique(predictions)) <= k:
        fail("All rows of a fold have the same prediction.", "predictions that depend on x")
    return scores, predictions
