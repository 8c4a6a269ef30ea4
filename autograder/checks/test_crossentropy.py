"""Hidden checks of crossentropy.py.

Predictions and logits are multiples of 1/8 (see `strategies.probabilities`), exact in float32 as well, so honest
formulas differ by a few roundings only. What is near a clip has its own checks, and none looks exactly at the bounds.
Checks that are not about the mean have a single row, so that a sum in its place costs only the checks of the mean.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assertions import (
    FLOAT32_ROUNDING,
    assert_between,
    assert_close,
    assert_dtype,
    assert_leaves_inputs_alone,
    assert_raises,
)
from autograder.checks import loss_oracles as oracles
from autograder.checks.arguments import Array, awkward, float32, fresh
from autograder.checks.causes import OVERFLOW, TRUNCATED
from autograder.checks.strategies import (
    Labelled,
    classified,
    eighths,
    labelled,
    logits,
    probabilities,
    scored,
    vectors,
)
from autograder.plugin import question
from autograder.submission import Submission

# Relative and absolute. Wrong formulas are off by far more, while log(p + 1e-7) and a sum + 1e-7 in a denominator are
# off by 1e-6 at most, for p from 1/8 on. What these forms lose is asked for once in each question, with `ROUNDING`.
NEAR = 1e-5
# Relative and absolute, for values below 10: a few roundings of 2e-16 each, in any order of summation.
ROUNDING = 1e-12
# Relative: 1 - p has lost 1e-16 / 1e-7 = 1e-9 of its value at 1 - 1e-7, and the logarithm of it a tenth of that.
CLIP_ROUNDING = 1e-8
few = settings(max_examples=25)  # wrong formulas are wrong for nearly every input

GREATEST = -math.log(1e-7)

SUMMED = "the losses are added up, not averaged"
NEGATED = "the minus sign is missing"
PER_ROW = "the sum is divided by the number of rows, not by that of all elements"
NOT_DIVIDED = "the gradient is not divided by the number of elements: the loss is a mean"
UPHILL = "the sign is wrong: prediction minus label"
BY_LOGIT = "this is the gradient with respect to the logit; here it is with respect to y_pred"
WRONG_ONLY = "only wrong predictions are clipped; a right one beyond 1 - epsilon counts as 1 - epsilon, too"
NO_EPSILON = "epsilon is ignored, and its default used instead"
ADDED = "epsilon is added to the probability, which distorts small ones; clip instead"
COARSE = "the clip is not at epsilon, which is 1e-7 when not given"
UNSIGNED = "arithmetic among integers: -y of unsigned labels is 255, and -y of bools an error; convert to float first"
BROADCAST = (
    "compare the shapes before computing, and put both into the message; "
    "NumPy broadcasts (n,) against (n, 1) to (n, n) without a word"
)
NOT_CLIPPED = "log(0) is -inf and 0 * log(0) is nan: clip y_pred before taking the logarithm"
VANISHES = "predictions of exactly 0 and 1 are not clipped; a clip of 1e-15 vanishes in float32, where 1 - 1e-15 is 1"
NOT_ZERO = "the slope at the clipped prediction is returned; beyond the clip the loss does not change with y_pred"
GLOBAL = "the maximum of the whole array is subtracted, so a row far below it is 0 / 0; use the one along the axis"
LABEL_DTYPES = ("int64", "int32", "uint8", "bool")


def assert_rejects_other_shapes(submission: Submission, function: str, pairs: tuple[tuple[Any, Any], ...]) -> None:
    """Require ValueError, with both shapes in the message, for arrays of each pair of shapes, either way round."""
    for first, second in pairs:
        for shapes in ((first, second), (second, first)):
            arrays = (np.full(shape, 0.5) for shape in shapes)
            mentions = (str(first), str(second))
            assert_raises(submission, ValueError, function, *arrays, mentions=mentions, likely_cause=BROADCAST)


def cause_of(loss: object, otherwise: str | None = None) -> str | None:
    """What has probably led to a loss that is not finite or is negative."""
    if not isinstance(loss, float | np.floating):
        return None
    if not np.isfinite(loss):
        return NOT_CLIPPED
    if loss < 0:
        return ADDED if loss > -1e-6 else NEGATED
    return otherwise


# The first three are pairs that NumPy would broadcast.
TWO_CLASSES = (((3, 1), (3,)), ((3,), (1,)), ((2, 3), (3,)), ((4,), (3,)), ((2, 3), (3, 2)))
MANY_CLASSES = (((3, 2), (2,)), ((3, 2), (3, 1)), ((3, 2), (1, 2)), ((3, 2), (3,)), ((3, 2), (2, 3)))


# --- binary_crossentropy ---

LOSS = "binary_crossentropy"


def loss_mistakes(y_true: Array, y_pred: Array) -> dict[str, object]:
    """What `binary_crossentropy` returns for each classical mistake."""
    right = oracles.binary_crossentropy(y_true, y_pred)
    first = float(np.mean(-y_true * np.log(y_pred)))
    return {
        SUMMED: right * y_true.size,
        PER_ROW: right * y_true.size / len(y_true),
        NEGATED: -right,
        "the minus sign is missing, and the losses are added up": -right * y_true.size,
        "the term of label 0 is missing": first,
        "the term of label 1 is missing": right - first,
        "the two terms are swapped": oracles.binary_crossentropy(1 - y_true, y_pred),
        "the arguments are swapped: y_true comes first": oracles.binary_crossentropy(y_pred, y_true),
        "the logarithm has base 2; use the natural one": right / math.log(2),
        "this is the mean squared error": float(np.mean((y_pred - y_true) ** 2)),
    }


def assert_loss(submission: Submission, y_true: Array, y_pred: Array) -> None:
    """Require that binary_crossentropy of the pair is right."""
    right, mistakes = oracles.binary_crossentropy(y_true, y_pred), loss_mistakes(y_true, y_pred)
    assert_close(submission.binary_crossentropy(*fresh(y_true, y_pred)), right, rtol=NEAR, mistakes=mistakes)


@question(LOSS, points="3/4")
@few
@given(pair=labelled())
def test_binary_crossentropy_follows_the_formula(submission: Submission, pair: Labelled) -> None:
    """The loss is the mean of -log(p) where the label is 1 and of -log(1 - p) where it is 0, also for one row."""
    assert_loss(submission, *pair)


@question(LOSS, points="1/2")
@few
@given(y_pred=st.sampled_from([(2, 2), (3, 1), (1, 3), (2, 1, 2)]).flatmap(probabilities))
def test_binary_crossentropy_is_a_mean_over_all_elements(submission: Submission, y_pred: Array) -> None:
    """With two or three axes, the loss is one number, in which every element counts the same."""
    y_true = (np.arange(y_pred.size) % 3 == 1).astype(float).reshape(y_pred.shape)
    assert_loss(submission, y_true, y_pred)


@question(LOSS, points="1/4")
@few
@given(pair=labelled(min_rows=2))
def test_binary_crossentropy_of_rows_twice(submission: Submission, pair: Labelled) -> None:
    """When every row occurs twice, and in whatever order, the loss is the same."""
    y_true, y_pred = (np.concatenate([each, each[::-1]]) for each in pair)
    assert_loss(submission, y_true, y_pred)


@question(LOSS, points="1/4")
@few
@given(pair=labelled(max_rows=1))
def test_binary_crossentropy_treats_both_classes_alike(submission: Submission, pair: Labelled) -> None:
    """With labels 1 - y and predictions 1 - p, the loss is what it is for y and p."""
    assert_loss(submission, *pair)
    assert_loss(submission, 1 - pair[0], 1 - pair[1])


@question(LOSS, points="1/4")
@few
@given(pair=labelled(max_rows=1, soft=True))
def test_binary_crossentropy_of_soft_labels(submission: Submission, pair: Labelled) -> None:
    """For labels between 0 and 1 the formula is the same, and the loss is least where the prediction is the label."""
    y_true, y_pred = pair
    for predicted in (y_pred, y_true):
        right = oracles.binary_crossentropy(y_true, predicted)
        hard = -float(np.mean(np.log(np.where(y_true == 1, predicted, 1 - predicted))))
        mistakes = {
            **loss_mistakes(y_true, predicted),
            "labels between 0 and 1 count with their share, y for log(p) and 1 - y for log(1 - p)": hard,
        }
        assert_close(submission.binary_crossentropy(*fresh(y_true, predicted)), right, rtol=NEAR, mistakes=mistakes)


@question(LOSS, points="1/4")
@few
@given(pair=labelled(max_rows=1))
def test_binary_crossentropy_keeps_its_precision(submission: Submission, pair: Labelled) -> None:
    """In float64, the loss is right to 12 digits."""
    right = oracles.binary_crossentropy(*pair)
    towards_label = 1e-7 * (2 * pair[0] - 1)
    mistakes = {ADDED: oracles.binary_crossentropy(pair[0], pair[1] + towards_label), **loss_mistakes(*pair)}
    answer = submission.binary_crossentropy(*fresh(*pair))
    assert_close(answer, right, rtol=ROUNDING, mistakes=mistakes)


@question(LOSS, points="1/4")
@few
@given(y_pred=st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=4), label=st.sampled_from([0, 1]))
def test_binary_crossentropy_is_never_negative(submission: Submission, y_pred: list[float], label: int) -> None:
    """The loss is never negative: above 0 where a prediction is not its label, and below 0.001 where it is."""
    predicted = np.array([*y_pred, 0.5])
    labels = np.full(predicted.shape, float(label))
    answer = submission.binary_crossentropy(*fresh(labels, predicted))
    assert_between(answer, 0.1, np.inf, likely_cause=cause_of(answer))  # one guess among 5 costs log(2) / 5 = 0.14
    # With a clip at 1e-7, the loss is 1e-7; where 1 itself is not clipped, it is 0.
    answer = submission.binary_crossentropy(*fresh(labels[:1], labels[:1]))
    assert_between(answer, 0, 0.001, likely_cause=cause_of(answer))


@question(LOSS, points="1/2")
@few
@given(label=st.sampled_from([0.0, 1.0]))
def test_binary_crossentropy_of_certain_and_wrong_predictions(submission: Submission, label: float) -> None:
    """A prediction of exactly 0 or 1 that is wrong costs -log(1e-7), in float64."""
    answer = submission.binary_crossentropy(np.array([label]), np.array([1 - label]))
    assert_close(answer, GREATEST, rtol=CLIP_ROUNDING, likely_cause=cause_of(answer, COARSE))


@question(LOSS, points="3/4")
@few
@given(label=st.sampled_from([0.0, 1.0]), others=labelled(max_rows=1))
def test_binary_crossentropy_is_finite_in_float32(submission: Submission, label: float, others: Labelled) -> None:
    """For float32 arrays the loss is right to their precision, and with predictions of exactly 0 and 1 still finite."""
    right, mistakes = oracles.binary_crossentropy(*others), loss_mistakes(*others)
    assert_close(submission.binary_crossentropy(*float32(*others)), right, rtol=FLOAT32_ROUNDING, mistakes=mistakes)
    # 16.1, or 15.9 where 1 - 1e-7 is rounded to 1 - 1.19e-7. Where the clip is, other checks ask.
    for prediction, low, high in ((1 - label, 5, 50), (label, -0.001, 0.001)):
        answer: Any = submission.binary_crossentropy(*float32(np.array([label]), np.array([prediction])))
        assert_between(
            answer, low, high, likely_cause=VANISHES if cause_of(answer) == NOT_CLIPPED else cause_of(answer)
        )


@question(LOSS, points="1/2")
@few
@given(
    label=st.sampled_from([0.0, 1.0]),
    distance=st.sampled_from([0.875, 0.5, 0.125]),
    epsilon=st.sampled_from([0.2, 0.3, 0.4]),
)
def test_binary_crossentropy_uses_epsilon(
    submission: Submission, label: float, distance: float, epsilon: float
) -> None:
    """Right or wrong, predictions below epsilon count as epsilon, above 1 - epsilon as 1 - epsilon, and 1/2 as 1/2."""
    y_true, y_pred = np.array([label]), np.array([abs(label - distance)])
    right = oracles.binary_crossentropy(y_true, y_pred, epsilon)
    mistakes = {
        NO_EPSILON if distance >= 0.5 else WRONG_ONLY: oracles.binary_crossentropy(y_true, y_pred),
        ADDED: -math.log(1 - distance + epsilon),
        NEGATED: -right,
    }
    assert_close(submission.binary_crossentropy(y_true, y_pred, epsilon=epsilon), right, rtol=NEAR, mistakes=mistakes)


@question(LOSS, points="1/2")
@few
@given(tiny=st.sampled_from([1e-6, 1e-5, 1e-3]), label=st.sampled_from([0.0, 1.0]))
def test_binary_crossentropy_keeps_small_probabilities(submission: Submission, tiny: float, label: float) -> None:
    """Predictions of 1e-6 and 1 - 1e-6 lie within [1e-7, 1 - 1e-7] and count as they are."""
    y_true, y_pred = np.array([label]), np.array([tiny if label else 1 - tiny])
    right = oracles.binary_crossentropy(y_true, y_pred)
    mistakes = {ADDED: -math.log(tiny + 1e-7)}
    cause = "these predictions lie within [1e-7, 1 - 1e-7]; the clip is coarser than epsilon"
    answer = submission.binary_crossentropy(y_true, y_pred)
    assert_close(answer, right, rtol=CLIP_ROUNDING, mistakes=mistakes, likely_cause=cause_of(answer, cause))


@question(LOSS, points="1/2")
@few
@given(pair=labelled(max_rows=1), dtype=st.sampled_from(LABEL_DTYPES))
def test_binary_crossentropy_of_integer_labels(submission: Submission, pair: Labelled, dtype: str) -> None:
    """For integer labels, unsigned ones included, and for bools the loss is what it is for the equal floats."""
    y_true, y_pred = pair
    right = oracles.binary_crossentropy(y_true, y_pred)
    answer = submission.binary_crossentropy(y_true.astype(dtype), y_pred.copy())
    assert_close(answer, right, rtol=NEAR, mistakes=loss_mistakes(y_true, y_pred), likely_cause=UNSIGNED)


@question(LOSS, points="1/4")
@few
@given(label=st.sampled_from([0, 1]))
def test_binary_crossentropy_of_integer_predictions(submission: Submission, label: int) -> None:
    """Predictions that are the integers 0 and 1 are clipped to epsilon and 1 - epsilon, not to integers."""
    answer = submission.binary_crossentropy(np.array([label]), np.array([1 - label]), epsilon=0.25)
    right = -math.log(0.25)
    mistakes = {
        TRUNCATED: np.inf,
        "in an array with the integer dtype of the input, epsilon becomes 0, and 0 * log(0) is nan": np.nan,
        NEGATED: -right,
        NO_EPSILON: GREATEST,
    }
    assert_close(answer, right, rtol=NEAR, mistakes=mistakes)


@question(LOSS, points="1/4")
def test_binary_crossentropy_rejects_other_shapes(submission: Submission) -> None:
    """It raises ValueError, with both shapes in the message, unless y_true and y_pred have the same shape."""
    assert_rejects_other_shapes(submission, LOSS, TWO_CLASSES)


@question(LOSS, points="1/4")
@few
@given(pair=labelled(max_rows=1))
def test_binary_crossentropy_leaves_its_inputs_alone(submission: Submission, pair: Labelled) -> None:
    """It changes neither argument, and takes read-only arrays and slices with a stride."""
    certain = np.append(pair[0], [1.0, 0.0]), np.append(pair[1], [0.0, 1.0])  # what a clip in place would change
    assert_leaves_inputs_alone(submission, LOSS, *fresh(*certain))
    assert_leaves_inputs_alone(submission, LOSS, *float32(*certain))
    answer = submission.binary_crossentropy(*awkward(*pair))
    assert_close(answer, oracles.binary_crossentropy(*pair), rtol=NEAR, mistakes=loss_mistakes(*pair))


# --- binary_crossentropy_gradient ---

GRADIENT = "binary_crossentropy_gradient"


def gradient_mistakes(y_true: Array, y_pred: Array) -> dict[str, object]:
    """What `binary_crossentropy_gradient` returns for each classical mistake."""
    right = oracles.binary_crossentropy_gradient(y_true, y_pred)
    return {
        NOT_DIVIDED: right * y_pred.size,
        PER_ROW: right * y_pred.size / len(y_pred),
        UPHILL: -right,
        BY_LOGIT: (y_pred - y_true) / y_pred.size,
        "this is y_pred - y_true, the gradient with respect to the logit, and not divided by N": y_pred - y_true,
        "the sign is wrong, and the gradient is not divided by the number of elements": -right * y_pred.size,
        "the term of label 0 is missing": -y_true / y_pred / y_pred.size,
        "the sign of the term of label 0 is wrong": (-y_true / y_pred - (1 - y_true) / (1 - y_pred)) / y_pred.size,
    }


def assert_gradient(submission: Submission, y_true: Array, y_pred: Array) -> None:
    """Require that binary_crossentropy_gradient of the pair is right."""
    right, mistakes = oracles.binary_crossentropy_gradient(y_true, y_pred), gradient_mistakes(y_true, y_pred)
    answer = submission.binary_crossentropy_gradient(*fresh(y_true, y_pred))
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=mistakes)


@question(GRADIENT, points=1)
@few
@given(pair=labelled())
def test_binary_crossentropy_gradient_is_the_slope(submission: Submission, pair: Labelled) -> None:
    """Each value of the gradient is the slope of the loss in that prediction, as finite differences measure it."""
    y_true, y_pred = pair
    right = oracles.slopes_of(lambda moved: oracles.binary_crossentropy(y_true, moved), y_pred)
    answer = submission.binary_crossentropy_gradient(*fresh(y_true, y_pred))
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=gradient_mistakes(y_true, y_pred))


@question(GRADIENT, points="1/2")
@few
@given(y_pred=st.sampled_from([(2, 2), (3, 1), (1, 3), (2, 1, 2)]).flatmap(probabilities))
def test_binary_crossentropy_gradient_keeps_shape(submission: Submission, y_pred: Array) -> None:
    """With two or three axes, the gradient has the shape of y_pred and is divided by the number of all elements."""
    y_true = (np.arange(y_pred.size) % 3 == 1).astype(float).reshape(y_pred.shape)
    assert_gradient(submission, y_true, y_pred)


@question(GRADIENT, points="1/4")
@few
@given(pair=labelled(max_rows=1, soft=True))
def test_binary_crossentropy_gradient_of_soft_labels(submission: Submission, pair: Labelled) -> None:
    """For labels between 0 and 1 the formula is the same, and where the prediction is the label, the gradient is 0."""
    y_true, y_pred = pair
    assert_gradient(submission, y_true, y_pred)
    assert_gradient(submission, y_true, y_true)


@question(GRADIENT, points="1/4")
@few
@given(pair=labelled(max_rows=1))
def test_binary_crossentropy_gradient_keeps_its_precision(submission: Submission, pair: Labelled) -> None:
    """In float64, the gradient is right to 12 digits, which no finite difference reaches."""
    right, mistakes = oracles.binary_crossentropy_gradient(*pair), gradient_mistakes(*pair)
    answer = submission.binary_crossentropy_gradient(*fresh(*pair))
    cause = "something small is added to the denominator, or the gradient is a finite difference"
    assert_close(answer, right, rtol=ROUNDING, mistakes=mistakes, likely_cause=cause)


@question(GRADIENT, points="1/2")
@few
@given(
    label=st.sampled_from([0.0, 1.0]),
    prediction=st.sampled_from([0.125, 0.5, 0.875, 0.0, 1.0]),
    epsilon=st.sampled_from([0.2, 0.3, 0.4]),
)
def test_binary_crossentropy_gradient_is_0_beyond_epsilon(
    submission: Submission, label: float, prediction: float, epsilon: float
) -> None:
    """Where y_pred is below epsilon or above 1 - epsilon, the gradient is 0, and elsewhere it is not."""
    y_true, y_pred = np.array([label]), np.array([prediction])
    right = oracles.binary_crossentropy_gradient(y_true, y_pred, epsilon)
    held = np.clip(y_pred, epsilon, 1 - epsilon)
    mistakes = {
        NOT_ZERO: oracles.binary_crossentropy_gradient(y_true, held, epsilon / 2),
        NO_EPSILON: oracles.binary_crossentropy_gradient(y_true, y_pred),
        BY_LOGIT: y_pred - y_true,
        UPHILL: -oracles.binary_crossentropy_gradient(y_true, held, epsilon / 2),
    }
    answer = submission.binary_crossentropy_gradient(y_true, y_pred, epsilon=epsilon)
    assert_close(answer, right, rtol=NEAR, mistakes=mistakes)


@question(GRADIENT, points="1/4")
@few
@given(tiny=st.sampled_from([1e-6, 1e-3, 1.0000005e-7, 0.9999995e-7]), label=st.sampled_from([0.0, 1.0]))
def test_binary_crossentropy_gradient_near_the_clip(submission: Submission, tiny: float, label: float) -> None:
    """The default clip is at 1e-7: a wrong prediction just inside has a gradient of 10 million, one just beyond 0."""
    y_true, y_pred = np.array([label]), np.array([tiny if label else 1 - tiny])
    right = oracles.binary_crossentropy_gradient(y_true, y_pred)
    mistakes = {
        ADDED: (1 - 2 * y_true) / (tiny + 1e-7),
        "these predictions lie within [1e-7, 1 - 1e-7]; the clip is coarser than epsilon": np.zeros(1),
        NOT_ZERO: oracles.binary_crossentropy_gradient(y_true, np.clip(y_pred, 1e-7, 1 - 1e-7), 5e-8),
        BY_LOGIT: y_pred - y_true,
        UPHILL: -right,
    }
    answer = submission.binary_crossentropy_gradient(y_true, y_pred)
    # 1 - p, which may be computed before or after the clip, has lost 1e-9 of its value; p * (1 - p) about as much.
    assert_close(answer, right, rtol=CLIP_ROUNDING, mistakes=mistakes, likely_cause=COARSE)


@question(GRADIENT, points="1/4")
@few
@given(pair=labelled(max_rows=1))
def test_binary_crossentropy_gradient_keeps_float32(submission: Submission, pair: Labelled) -> None:
    """For float32 arrays, the gradient is float32, right to its precision."""
    right = oracles.binary_crossentropy_gradient(*pair)
    answer = submission.binary_crossentropy_gradient(*float32(*pair))
    assert_close(answer, right, rtol=FLOAT32_ROUNDING, atol=NEAR, mistakes=gradient_mistakes(*pair))
    assert_dtype(answer, np.float32, likely_cause="the result is collected in an array of another dtype")


@question(GRADIENT, points="1/4")
@few
@given(label=st.sampled_from([0.0, 1.0]), prediction=st.sampled_from([0.0, 1.0]))
def test_binary_crossentropy_gradient_is_0_at_0_and_1_in_float32(
    submission: Submission, label: float, prediction: float
) -> None:
    """For float32 predictions of exactly 0 and 1, right or wrong, the gradient is 0, and for 1/2 it is not."""
    y_true, y_pred = float32(np.array([label]), np.array([prediction]))
    mistakes = {"0 / 0 is nan, and the quotient is computed before its place is set to 0": [np.nan]}
    answer = submission.binary_crossentropy_gradient(y_true, y_pred)
    assert_close(answer, [0.0], mistakes=mistakes, likely_cause=NOT_ZERO)
    assert_gradient(submission, y_true, np.array([0.5], np.float32))


@question(GRADIENT, points="1/2")
@few
@given(pair=labelled(max_rows=1), dtype=st.sampled_from(LABEL_DTYPES))
def test_binary_crossentropy_gradient_of_integer_labels(submission: Submission, pair: Labelled, dtype: str) -> None:
    """For integer labels, unsigned ones included, and for bools the gradient is what it is for the equal floats."""
    y_true, y_pred = pair
    right = oracles.binary_crossentropy_gradient(y_true, y_pred)
    answer = submission.binary_crossentropy_gradient(y_true.astype(dtype), y_pred.copy())
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=gradient_mistakes(y_true, y_pred), likely_cause=UNSIGNED)


@question(GRADIENT, points="1/4")
@few
@given(pair=labelled(min_rows=2))
def test_binary_crossentropy_gradient_of_rows_twice(submission: Submission, pair: Labelled) -> None:
    """When every row occurs twice, in whatever order, each value of the gradient is half as large, in its own place."""
    y_true, y_pred = (np.concatenate([each, each[::-1]]) for each in pair)
    assert_gradient(submission, y_true, y_pred)


@question(GRADIENT, points="1/4")
@few
@given(pair=labelled(max_rows=1))
def test_binary_crossentropy_gradient_treats_both_classes_alike(submission: Submission, pair: Labelled) -> None:
    """With labels 1 - y and predictions 1 - p, the gradient is the opposite of what it is for y and p."""
    assert_gradient(submission, *pair)
    assert_gradient(submission, 1 - pair[0], 1 - pair[1])


@question(GRADIENT, points="1/2")
def test_binary_crossentropy_gradient_rejects_other_shapes(submission: Submission) -> None:
    """It raises ValueError, with both shapes in the message, unless y_true and y_pred have the same shape."""
    assert_rejects_other_shapes(submission, GRADIENT, TWO_CLASSES)


@question(GRADIENT, points="1/4")
@few
@given(pair=labelled(max_rows=1))
def test_binary_crossentropy_gradient_leaves_its_inputs_alone(submission: Submission, pair: Labelled) -> None:
    """It changes neither argument, returns a new array, and takes read-only arrays and slices with a stride."""
    certain = np.append(pair[0], [1.0, 0.0]), np.append(pair[1], [0.0, 1.0])  # what a clip in place would change
    assert_leaves_inputs_alone(submission, GRADIENT, *fresh(*certain))
    assert_leaves_inputs_alone(submission, GRADIENT, *float32(*certain))
    answer = submission.binary_crossentropy_gradient(*awkward(*pair))
    right = oracles.binary_crossentropy_gradient(*pair)
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=gradient_mistakes(*pair))


# --- one_hot ---


@st.composite
def labels_of(draw: st.DrawFn, max_classes: int = 6) -> tuple[Array, int]:
    """Labels (n,) as int64, n from 1 to 6, and the number of classes, of which some may not occur."""
    classes = draw(st.integers(2, max_classes))
    return np.array(draw(st.lists(st.integers(0, classes - 1), min_size=1, max_size=6))), classes


@question("one_hot", points="1/2")
@few
@given(problem=labels_of())
def test_one_hot_follows_the_definition(submission: Submission, problem: tuple[Array, int]) -> None:
    """Row i is 1 in column labels[i] and 0 in the other num_classes - 1 columns."""
    labels, classes = problem
    right = oracles.one_hot(labels, classes)
    mistakes = {
        "rows and columns are swapped: there is one row per label": right.T,
        "the number of classes is taken from the labels, not from num_classes": right[:, : labels.max() + 1],
        "classes are counted from 0": np.roll(right, -1, axis=1),
    }
    assert_close(submission.one_hot(labels.copy(), classes), right, mistakes=mistakes)


@question("one_hot", points="1/2")
@few
@given(problem=labels_of(), label=st.integers(-6, -1), place=st.integers(0, 5))
def test_one_hot_rejects_negative_labels(
    submission: Submission, problem: tuple[Array, int], label: int, place: int
) -> None:
    """For a label below 0, wherever it stands, one_hot raises ValueError."""
    labels, classes = problem[0].copy(), problem[1]
    labels[place % len(labels)] = label
    cause = "an index of -1 is the last class to NumPy; look at the labels before using them as an index"
    assert_raises(submission, ValueError, "one_hot", labels, classes, likely_cause=cause)


@question("one_hot", points="1/4")
@few
@given(problem=labels_of(), excess=st.integers(0, 200), dtype=st.sampled_from(["int64", "uint8"]))
def test_one_hot_rejects_labels_that_are_too_large(
    submission: Submission, problem: tuple[Array, int], excess: int, dtype: str
) -> None:
    """For a label of num_classes or more, one_hot raises ValueError, not IndexError."""
    labels, classes = problem[0].copy(), problem[1]
    labels[-1] = classes + excess
    cause = "the last label is num_classes - 1; look at the labels before using them as an index"
    assert_raises(submission, ValueError, "one_hot", labels.astype(dtype), classes, likely_cause=cause)


@question("one_hot", points="1/2")
@few
@given(
    labels=st.lists(st.integers(0, 3), max_size=4), dtype=st.sampled_from(["uint8", "int8", "int32", "int64", "uint64"])
)
def test_one_hot_is_float64(submission: Submission, labels: list[int], dtype: str) -> None:
    """For labels of any integer dtype, uint8 included, one_hot returns float64."""
    array = np.array([*labels, 3], dtype)
    answer = submission.one_hot(array.copy(), 4)
    assert_close(answer, oracles.one_hot(array, 4))
    assert_dtype(answer, np.float64, likely_cause="the array is made with the dtype of the labels, or of a comparison")


@question("one_hot", points="1/4")
@few
@given(size=st.integers(1, 4))
def test_one_hot_of_one_class(submission: Submission, size: int) -> None:
    """With a single class, every row is [1.]; with a single label, there is one row."""
    assert_close(submission.one_hot(np.zeros(size, np.int64), 1), np.ones((size, 1)))
    assert_close(submission.one_hot(np.array([size - 1]), size), np.eye(size)[-1:])


@question("one_hot", points="1/4")
@few
@given(shape=st.sampled_from([(3, 1), (1, 3), (2, 2)]))
def test_one_hot_rejects_other_shapes(submission: Submission, shape: tuple[int, ...]) -> None:
    """For labels that do not have exactly one axis, one_hot raises ValueError with their shape in the message."""
    cause = "compare labels.ndim with 1, and put labels.shape into the message"
    labels = np.zeros(shape, np.int64)
    assert_raises(submission, ValueError, "one_hot", labels, 3, mentions=(str(shape),), likely_cause=cause)


@question("one_hot", points="1/4")
@few
@given(labels=st.lists(st.integers(0, 3), max_size=4).map(lambda labels: np.array([*labels, 3])))
def test_one_hot_leaves_its_input_alone(submission: Submission, labels: Array) -> None:
    """one_hot does not change the labels, and takes a read-only slice with a stride."""
    assert_leaves_inputs_alone(submission, "one_hot", labels.copy(), 4)
    assert_close(submission.one_hot(*awkward(labels), 4), oracles.one_hot(labels, 4))


# --- softmax ---


def far_mistakes(values: Array) -> dict[str, Array]:
    """What softmax along the last axis returns without a shift, and with the same shift for all rows."""
    answers = {}
    for cause, shift in ((OVERFLOW, 0.0), (GLOBAL, values.max())):
        with np.errstate(all="ignore"):  # that is the mistake
            powers = np.exp(values - shift)
            answers[cause] = powers / powers.sum(axis=-1, keepdims=True)
    return answers


def softmax_mistakes(values: Array, axis: int = -1) -> dict[str, object]:
    """What `softmax` returns for each classical mistake, for moderate logits."""
    powers, right = np.exp(values), oracles.softmax(values, axis)
    mistakes: dict[str, object] = {
        "the sum is taken over the whole array, not along axis": powers / powers.sum(),
        "the powers are not divided by their sum": powers,
        "axis is ignored, and the last one used": oracles.softmax(values, -1),
        "axis is ignored, and the first one used": oracles.softmax(values, 0),
        "this is the logarithm of softmax": np.log(right),
        "this is sigmoid of each logit": 1 / (1 + 1 / powers),
        "the sign of the exponent is wrong": oracles.softmax(-values, axis),
    }
    if values.ndim > 1:
        mistakes["axis is ignored, and the second one used"] = oracles.softmax(values, 1)
    return mistakes


def truncated(values: Array) -> Array:
    """What softmax along the last axis returns when the powers are stored in an array of integers."""
    powers: Array = np.trunc(np.exp(values - values.max(axis=-1, keepdims=True)))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


SHAPES = st.sampled_from([(3,), (1, 4), (2, 3), (3, 2), (2, 1, 3)])


@question("softmax", points="1/2")
@few
@given(values=SHAPES.flatmap(vectors))
def test_softmax_follows_the_formula(submission: Submission, values: Array) -> None:
    """Without an axis, softmax is exp(z) divided by the sum of exp(z) along the last axis, in the shape of logits."""
    answer = submission.softmax(values.copy())
    assert_close(answer, oracles.softmax(values), rtol=NEAR, mistakes=softmax_mistakes(values))


@question("softmax", points="1/4")
@few
@given(values=vectors(3))
def test_softmax_keeps_its_precision(submission: Submission, values: Array) -> None:
    """In float64, softmax is right to 12 digits."""
    cause = "something small is added to the sum, which is never 0 once the maximum is subtracted"
    answer = submission.softmax(values.copy())
    assert_close(answer, oracles.softmax(values), mistakes=softmax_mistakes(values), likely_cause=cause)


@question("softmax", points="3/4")
@few
@given(values=vectors((2, 3, 4)), axis=st.sampled_from([0, 1, 2, -1, -2, -3]))
def test_softmax_works_along_the_given_axis(submission: Submission, values: Array, axis: int) -> None:
    """For logits of shape (2, 3, 4) and any axis, counted from either end, softmax adds up to 1 along that axis."""
    right = oracles.softmax(values, axis)
    answer = submission.softmax(values.copy(), axis=axis)
    assert_close(answer, right, rtol=NEAR, mistakes=softmax_mistakes(values, axis))


@question("softmax", points="1/2")
@few
@given(values=logits(), shift=eighths(-150, 150))
def test_softmax_does_not_feel_a_shift_of_a_row(submission: Submission, values: Array, shift: float) -> None:
    """When each row of logits is shifted by another number, softmax stays as it was."""
    shifts = shift * (1 + np.arange(len(values)))[:, None]
    answer = submission.softmax(values + shifts)  # at most 604, where exp is still finite
    assert_close(answer, oracles.softmax(values), rtol=NEAR, mistakes=softmax_mistakes(values + shifts))


@question("softmax", points="1/2")
@few
@given(values=logits())
def test_softmax_follows_the_order_of_classes(submission: Submission, values: Array) -> None:
    """With the classes or the rows in another order, the values of softmax are in that order, too."""
    right = oracles.softmax(values)
    for turned, expected in ((values[:, ::-1], right[:, ::-1]), (values[::-1], right[::-1])):
        assert_close(submission.softmax(turned.copy()), expected, rtol=NEAR, mistakes=softmax_mistakes(turned))


@question("softmax", points="3/4")
@few
@given(values=st.permutations([1000.0, 0.0, -1000.0, 999.0]).map(np.array), far=st.sampled_from([0.0, 1000.0, -1000.0]))
def test_softmax_is_right_far_out(submission: Submission, values: Array, far: float) -> None:
    """For logits as large as 2000 and as small as -2000, softmax is right: nothing overflows, and no sum is 0."""
    moved, answer = values + far, submission.softmax(values + far)
    # A form that stops at exp(-700) instead of 0 is right, too.
    assert_close(answer, oracles.softmax(moved), rtol=NEAR, atol=1e-20, mistakes=far_mistakes(moved))


@question("softmax", points="1/2")
@few
@given(values=logits(min_rows=2), distance=st.sampled_from([2000.0, 1000.0]))
def test_softmax_of_rows_far_apart(submission: Submission, values: Array, distance: float) -> None:
    """When one row lies 1000 or 2000 above the others, softmax of all is right: each row has its own maximum."""
    moved = values.copy()
    moved[0] += distance
    answer = submission.softmax(moved.copy())
    assert_close(
        answer, oracles.softmax(values), rtol=NEAR, mistakes={**far_mistakes(moved), **softmax_mistakes(values)}
    )


@question("softmax", points="1/4")
@few
@given(values=vectors((3, 1)))
def test_softmax_of_one_class(submission: Submission, values: Array) -> None:
    """With a single class, softmax is 1 in every row."""
    mistakes = {"the sum is taken over the whole array, not along axis": oracles.softmax(values, 0)}
    assert_close(submission.softmax(values.copy()), np.ones((3, 1)), rtol=NEAR, mistakes=mistakes)


@question("softmax", points="1/2")
@few
@given(values=logits(), column=st.integers(0, 1))
def test_softmax_of_a_class_that_is_ruled_out(submission: Submission, values: Array, column: int) -> None:
    """Where a logit is -inf, softmax is exactly 0, and the other classes share the 1 as if there were no such class."""
    right = np.insert(oracles.softmax(values), column, 0.0, axis=1)
    ruled_out = np.insert(values, column, -np.inf, axis=1)
    mistakes = {"-inf is replaced by 0, whose power is 1": oracles.softmax(np.insert(values, column, 0.0, axis=1))}
    assert_close(submission.softmax(ruled_out.copy()), right, rtol=NEAR, mistakes=mistakes)


@question("softmax", points="1/4")
@few
@given(values=logits())
def test_softmax_keeps_float32(submission: Submission, values: Array) -> None:
    """For a float32 array, softmax returns a float32 array, right to its precision."""
    answer = submission.softmax(*float32(values))
    assert_close(answer, oracles.softmax(values), rtol=FLOAT32_ROUNDING, mistakes=softmax_mistakes(values))
    assert_dtype(answer, np.float32, likely_cause="the result is collected in an array of another dtype")


@question("softmax", points="1/2")
@few
@given(values=logits(), dtype=st.sampled_from(["int64", "int8"]))
def test_softmax_of_integers(submission: Submission, values: Array, dtype: str) -> None:
    """For integer logits, softmax returns what it returns for the equal float64 numbers, as float64."""
    whole = np.trunc(values)
    right = oracles.softmax(whole)
    mistakes = {TRUNCATED: truncated(whole), **softmax_mistakes(whole)}
    answer = submission.softmax(whole.astype(dtype))
    assert_close(answer, right, rtol=NEAR, mistakes=mistakes)
    assert_dtype(answer, np.float64, likely_cause="exp of small integers is float16; convert to float64 first")


@question("softmax", points="1/4")
@few
@given(values=logits())
def test_softmax_leaves_its_input_alone(submission: Submission, values: Array) -> None:
    """softmax does not change the logits, returns a new array, and takes a read-only slice with a stride."""
    assert_leaves_inputs_alone(submission, "softmax", values.copy())
    assert_leaves_inputs_alone(submission, "softmax", *float32(values))
    answer = submission.softmax(*awkward(values))
    assert_close(answer, oracles.softmax(values), rtol=NEAR, mistakes=softmax_mistakes(values))


# --- categorical_crossentropy ---

MANY = "categorical_crossentropy"


def many_mistakes(y_true: Array, y_pred: Array) -> dict[str, object]:
    """What `categorical_crossentropy` returns for each classical mistake."""
    right = oracles.categorical_crossentropy(y_true, y_pred)
    return {
        SUMMED: right * len(y_true),
        "the mean is over all elements; it is over the rows": right / y_true.shape[1],
        NEGATED: -right,
        "this is binary_crossentropy: 1 - y and 1 - p do not occur here": oracles.binary_crossentropy(y_true, y_pred),
        "the arguments are swapped: y_true comes first": oracles.categorical_crossentropy(y_pred, y_true),
        "the logarithm has base 2; use the natural one": right / math.log(2),
        "this is the logarithm of a mean, not the mean of logarithms": -math.log(
            float(np.mean(np.sum(y_true * y_pred, axis=1)))
        ),
    }


def assert_many(submission: Submission, y_true: Array, y_pred: Array) -> None:
    """Require that categorical_crossentropy of the pair is right."""
    right, mistakes = oracles.categorical_crossentropy(y_true, y_pred), many_mistakes(y_true, y_pred)
    assert_close(submission.categorical_crossentropy(*fresh(y_true, y_pred)), right, rtol=NEAR, mistakes=mistakes)


@question(MANY, points="3/4")
@few
@given(pair=classified())
def test_categorical_crossentropy_follows_the_formula(submission: Submission, pair: Labelled) -> None:
    """The loss is the mean over the rows of -log of the probability of the right class, also for one row."""
    assert_many(submission, *pair)


@question(MANY, points="1/4")
@few
@given(pair=classified(max_rows=1, soft=True))
def test_categorical_crossentropy_of_soft_labels(submission: Submission, pair: Labelled) -> None:
    """For soft labels, a row costs the sum over the classes of -y * log(p)."""
    y_true, y_pred = pair
    greatest = y_pred[np.arange(len(y_pred)), y_true.argmax(axis=1)]
    mistakes = {
        **many_mistakes(y_true, y_pred),
        "only the class with the greatest label counts": -float(np.mean(np.log(greatest))),
    }
    right = oracles.categorical_crossentropy(y_true, y_pred)
    assert_close(submission.categorical_crossentropy(*fresh(y_true, y_pred)), right, rtol=NEAR, mistakes=mistakes)


@question(MANY, points="1/4")
@few
@given(pair=classified(max_rows=1))
def test_categorical_crossentropy_keeps_its_precision(submission: Submission, pair: Labelled) -> None:
    """In float64, the loss is right to 12 digits."""
    y_true, y_pred = pair
    right = oracles.categorical_crossentropy(y_true, y_pred)
    mistakes = {ADDED: oracles.categorical_crossentropy(y_true, y_pred + 1e-7), **many_mistakes(y_true, y_pred)}
    assert_close(submission.categorical_crossentropy(*fresh(y_true, y_pred)), right, rtol=ROUNDING, mistakes=mistakes)


@question(MANY, points="1/2")
@few
@given(pair=classified(min_rows=2))
def test_categorical_crossentropy_of_rows_twice(submission: Submission, pair: Labelled) -> None:
    """When every row occurs twice, and in whatever order, the loss is the same."""
    y_true, y_pred = (np.concatenate([each, each[::-1]]) for each in pair)
    assert_many(submission, y_true, y_pred)


@question(MANY, points="1/2")
@few
@given(classes=st.integers(2, 4), shift=st.integers(1, 3), dtype=st.sampled_from(["float64", "float32"]))
def test_categorical_crossentropy_of_certain_predictions(
    submission: Submission, classes: int, shift: int, dtype: str
) -> None:
    """A probability of exactly 0 in the right class costs -log(1e-7), in float32 from 5 to 50; elsewhere, nothing."""
    right = np.eye(classes, dtype=dtype)[:1]
    wrong = np.roll(right, 1 + shift % (classes - 1), axis=1)
    mistakes = {"the mean is over all elements; it is over the rows": GREATEST / classes}
    answer: Any = submission.categorical_crossentropy(*fresh(right, wrong))
    if dtype == "float64":
        assert_close(answer, GREATEST, rtol=CLIP_ROUNDING, mistakes=mistakes, likely_cause=cause_of(answer, COARSE))
    else:  # 16.1, or 15.9 where the clip is raised to the smallest step of float32
        assert_between(answer, 5, 50, likely_cause=cause_of(answer))
    # With a clip at 1e-7, the loss is 1e-7; where 1 itself is not clipped, it is 0.
    answer = submission.categorical_crossentropy(*fresh(right, right))
    assert_between(answer, 0, 0.001, likely_cause=cause_of(answer))


@question(MANY, points="1/4")
@few
@given(label=st.sampled_from([0, 1]), p=st.sampled_from([0.125, 0.5, 1.0]), epsilon=st.sampled_from([0.2, 0.3, 0.4]))
def test_categorical_crossentropy_uses_epsilon(submission: Submission, label: int, p: float, epsilon: float) -> None:
    """A probability of the right class below epsilon counts as epsilon, one above 1 - epsilon as 1 - epsilon."""
    y_true, y_pred = np.eye(2)[[label]], np.full((1, 2), 1 - p)
    y_pred[0, label] = p
    right = -math.log(oracles.clipped(p, epsilon))
    mistakes = {
        NO_EPSILON if p < 1 else WRONG_ONLY: -math.log(p),
        ADDED: -math.log(p + epsilon),
        NEGATED: -right,
        "the mean is over all elements; it is over the rows": right / 2,
    }
    answer = submission.categorical_crossentropy(y_true, y_pred, epsilon=epsilon)
    assert_close(answer, right, rtol=CLIP_ROUNDING, mistakes=mistakes)


@question(MANY, points="1/4")
@few
@given(tiny=st.sampled_from([1e-6, 1e-5, 1e-3]))
def test_categorical_crossentropy_keeps_small_probabilities(submission: Submission, tiny: float) -> None:
    """A probability of 1e-6 for the right class lies above 1e-7 and counts as it is."""
    y_true, y_pred = np.array([[0.0, 1.0, 0.0]]), np.array([[0.5 - tiny, tiny, 0.5]])
    mistakes = {
        ADDED: -math.log(tiny + 1e-7),
        "the mean is over all elements; it is over the rows": -math.log(tiny) / 3,
    }
    cause = "this probability lies above 1e-7; the clip is coarser than epsilon"
    answer = submission.categorical_crossentropy(y_true, y_pred)
    assert_close(answer, -math.log(tiny), rtol=CLIP_ROUNDING, mistakes=mistakes, likely_cause=cause_of(answer, cause))


@question(MANY, points="1/2")
@few
@given(pair=classified(max_rows=1), dtype=st.sampled_from(LABEL_DTYPES))
def test_categorical_crossentropy_of_integer_labels(submission: Submission, pair: Labelled, dtype: str) -> None:
    """For one-hot labels of integers, unsigned ones included, and of bools the loss is that of the equal floats."""
    y_true, y_pred = pair
    right = oracles.categorical_crossentropy(y_true, y_pred)
    answer = submission.categorical_crossentropy(y_true.astype(dtype), y_pred.copy())
    assert_close(answer, right, rtol=NEAR, mistakes=many_mistakes(y_true, y_pred), likely_cause=UNSIGNED)


@question(MANY, points="1/2")
def test_categorical_crossentropy_rejects_other_shapes(submission: Submission) -> None:
    """It raises ValueError, with both shapes in the message, unless y_true and y_pred have the same shape."""
    assert_rejects_other_shapes(submission, MANY, MANY_CLASSES)


@question(MANY, points="1/4")
@few
@given(pair=classified(max_rows=1))
def test_categorical_crossentropy_leaves_its_inputs_alone(submission: Submission, pair: Labelled) -> None:
    """It changes neither argument, and takes read-only arrays and slices with a stride."""
    certain = np.vstack([pair[0], pair[0][:1]]), np.vstack([pair[1], pair[0][:1]])  # a clip in place would change it
    assert_leaves_inputs_alone(submission, MANY, *fresh(*certain))
    assert_leaves_inputs_alone(submission, MANY, *float32(*certain))
    answer = submission.categorical_crossentropy(*awkward(*pair))
    assert_close(answer, oracles.categorical_crossentropy(*pair), rtol=NEAR, mistakes=many_mistakes(*pair))


# --- softmax_crossentropy_gradient ---

TOGETHER = "softmax_crossentropy_gradient"


def together_mistakes(values: Array, y_true: Array) -> dict[str, object]:
    """What `softmax_crossentropy_gradient` returns for each classical mistake."""
    right = oracles.softmax_crossentropy_gradient(values, y_true)
    rows, classes = values.shape
    return {
        "the gradient is not divided by the number of rows": right * rows,
        "the gradient is divided by the number of elements; the loss is a mean over the rows": right / classes,
        UPHILL: -right,
        "the sign is wrong, and the gradient is not divided by the number of rows": -right * rows,
        "softmax is missing: the logits are taken for probabilities": (values - y_true) / rows,
        "the arguments are swapped: the logits come first": oracles.softmax_crossentropy_gradient(y_true, values),
        "the label is not subtracted": oracles.softmax(values) / rows,
        "softmax is taken along the first axis, not along the classes": (oracles.softmax(values, 0) - y_true) / rows,
    }


def assert_together(submission: Submission, values: Array, y_true: Array) -> None:
    """Require that softmax_crossentropy_gradient of the pair is right."""
    right, mistakes = oracles.softmax_crossentropy_gradient(values, y_true), together_mistakes(values, y_true)
    answer = submission.softmax_crossentropy_gradient(*fresh(values, y_true))
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=mistakes)


@question(TOGETHER, points=1)
@few
@given(pair=scored())
def test_softmax_crossentropy_gradient_is_the_slope(submission: Submission, pair: Labelled) -> None:
    """Each value of the gradient is the slope of the loss in that logit, as finite differences measure it."""
    values, y_true = pair
    right = oracles.slopes_of(lambda moved: oracles.softmax_crossentropy(moved, y_true), values)
    answer = submission.softmax_crossentropy_gradient(*fresh(values, y_true))
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=together_mistakes(values, y_true))


@question(TOGETHER, points="1/2")
@few
@given(pair=scored(max_rows=1, soft=True))
def test_softmax_crossentropy_gradient_of_soft_labels(submission: Submission, pair: Labelled) -> None:
    """For soft labels, too, the gradient is softmax minus label, divided by the number of rows."""
    assert_together(submission, *pair)


@question(TOGETHER, points="1/4")
@few
@given(pair=scored(max_rows=1))
def test_softmax_crossentropy_gradient_keeps_its_precision(submission: Submission, pair: Labelled) -> None:
    """In float64, the gradient is right to 12 digits, which no finite difference reaches."""
    right, mistakes = oracles.softmax_crossentropy_gradient(*pair), together_mistakes(*pair)
    answer = submission.softmax_crossentropy_gradient(*fresh(*pair))
    cause = "something small is added to a sum or a probability, or the gradient is a finite difference"
    assert_close(answer, right, rtol=ROUNDING, atol=ROUNDING, mistakes=mistakes, likely_cause=cause)


@question(TOGETHER, points="1/2")
@few
@given(pair=scored())
def test_softmax_crossentropy_gradient_of_rows_twice(submission: Submission, pair: Labelled) -> None:
    """When every row occurs twice, each value of the gradient is half as large, in its own place."""
    values, y_true = (np.concatenate([each, each[::-1]]) for each in pair)
    assert_together(submission, values, y_true)


def far_gradient_mistakes(values: Array, y_true: Array) -> dict[str, Array]:
    """What `softmax_crossentropy_gradient` returns with `far_mistakes` in its softmax, or with a clip after it."""
    answers = {cause: (share - y_true) / len(y_true) for cause, share in far_mistakes(values).items()}
    share = oracles.softmax(values)
    right = (share - y_true) / len(y_true)
    inside = (share > 1e-7) & (share < 1 - 1e-7)
    answers["nothing is clipped here: the gradient stays, however far the logits are"] = np.where(inside, right, 0.0)
    return answers


@question(TOGETHER, points="1/4")
@few
@given(pair=scored(max_rows=1), distance=st.sampled_from([1000.0, -1000.0, 2000.0]))
def test_softmax_crossentropy_gradient_is_right_far_out(
    submission: Submission, pair: Labelled, distance: float
) -> None:
    """With all logits, or only one, moved up or down by 1000 or 2000, the gradient is right: nothing is clipped."""
    values, y_true = pair
    one = values.copy()
    one[0, 0] += distance
    for moved in (values + distance, one):
        right = oracles.softmax_crossentropy_gradient(moved, y_true)
        answer = submission.softmax_crossentropy_gradient(*fresh(moved, y_true))
        mistakes = {**far_gradient_mistakes(moved, y_true), **together_mistakes(moved, y_true)}
        assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=mistakes)


@question(TOGETHER, points="1/4")
@few
@given(pair=scored(min_rows=2), distance=st.sampled_from([1000.0, 2000.0]))
def test_softmax_crossentropy_gradient_of_rows_far_apart(
    submission: Submission, pair: Labelled, distance: float
) -> None:
    """When one row of logits lies 1000 or 2000 above the others, the gradient of all rows is right."""
    values, y_true = pair
    moved = values.copy()
    moved[0] += distance
    answer = submission.softmax_crossentropy_gradient(*fresh(moved, y_true))
    right = oracles.softmax_crossentropy_gradient(values, y_true)
    mistakes = {**far_gradient_mistakes(moved, y_true), **together_mistakes(values, y_true)}
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=mistakes)


@question(TOGETHER, points="1/4")
@few
@given(pair=scored(min_rows=2))
def test_softmax_crossentropy_gradient_follows_the_order(submission: Submission, pair: Labelled) -> None:
    """With the classes or the rows in another order, the values of the gradient are in that order, too."""
    values, y_true = pair
    assert_together(submission, values[:, ::-1], y_true[:, ::-1])
    assert_together(submission, values[::-1], y_true[::-1])


@question(TOGETHER, points="1/4")
@few
@given(pair=scored(max_rows=1))
def test_softmax_crossentropy_gradient_keeps_float32(submission: Submission, pair: Labelled) -> None:
    """For float32 arrays, the gradient is a float32 array, right to its precision."""
    right = oracles.softmax_crossentropy_gradient(*pair)
    answer = submission.softmax_crossentropy_gradient(*float32(*pair))
    assert_close(answer, right, rtol=FLOAT32_ROUNDING, atol=NEAR, mistakes=together_mistakes(*pair))
    assert_dtype(answer, np.float32, likely_cause="the result is collected in an array of another dtype")


@question(TOGETHER, points="1/4")
@few
@given(pair=scored(max_rows=1), dtype=st.sampled_from(LABEL_DTYPES))
def test_softmax_crossentropy_gradient_of_integers(submission: Submission, pair: Labelled, dtype: str) -> None:
    """For integer logits and for labels of integers or bools, the gradient is that of the equal floats, as float64."""
    whole, y_true = np.trunc(pair[0]), pair[1]
    answer = submission.softmax_crossentropy_gradient(whole.astype(np.int64), y_true.astype(dtype))
    right = oracles.softmax_crossentropy_gradient(whole, y_true)
    mistakes = {TRUNCATED: truncated(whole) - y_true, **together_mistakes(whole, y_true)}
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=mistakes)
    assert_dtype(answer, np.float64)


@question(TOGETHER, points="1/4")
def test_softmax_crossentropy_gradient_rejects_other_shapes(submission: Submission) -> None:
    """It raises ValueError, with both shapes in the message, unless logits and y_true have the same shape."""
    assert_rejects_other_shapes(submission, TOGETHER, MANY_CLASSES)


@question(TOGETHER, points="1/4")
@few
@given(pair=scored(max_rows=1))
def test_softmax_crossentropy_gradient_leaves_its_inputs_alone(submission: Submission, pair: Labelled) -> None:
    """It changes neither argument, returns a new array, and takes read-only arrays and slices with a stride."""
    assert_leaves_inputs_alone(submission, TOGETHER, *fresh(*pair))
    assert_leaves_inputs_alone(submission, TOGETHER, *float32(*pair))
    answer = submission.softmax_crossentropy_gradient(*awkward(*pair))
    right = oracles.softmax_crossentropy_gradient(*pair)
    assert_close(answer, right, rtol=NEAR, atol=NEAR, mistakes=together_mistakes(*pair))
