"""Public checks of crossentropy.py: each docstring is a requirement. Grading runs more of the same kind."""

import math

import numpy as np
from hypothesis import given, settings

from autograder.assertions import assert_between, assert_close, assert_equal, assert_raises, assert_shape, fail
from autograder.checks.causes import OVERFLOW
from autograder.checks.strategies import labelled, logits
from autograder.plugin import question

# Relative and absolute: five digits. Wrong formulas are off by far more, and honest ones in float64 by 1e-15.
NEAR = 1e-5
few = settings(max_examples=25)  # wrong formulas are wrong for nearly every input

LOG2 = math.log(2)
GREATEST = -math.log(1e-7)  # the loss of a prediction that is certain and wrong, with the default epsilon: 16.118
CLIP_ROUNDING = 1e-8  # relative: 1 - (1 - 1e-7) differs from 1e-7 by 5e-17, 5e-10 of it, and its logarithm by less

SUMMED = "the losses are added up, not averaged"
NEGATED = "the minus sign is missing: the logarithm of a probability is negative"
WRONG_CLIP = {  # the loss of a prediction that is certain and wrong
    "log(0) is -inf: clip y_pred before taking the logarithm": np.inf,
    "0 * log(0) is nan: clip y_pred before taking the logarithm": np.nan,
    "the clip is at 1e-15; the default of epsilon is 1e-7": -math.log(1e-15),
    "the clip is at 1 - 1e-15; the default of epsilon is 1e-7": -math.log(1 - (1 - 1e-15)),
    NEGATED: -GREATEST,
}
SILENT = "compare the shapes before computing: NumPy broadcasts (n,) against (n, 1) to (n, n) without a word"


def signs(array):
    """-1.0, 0.0 or 1.0 in the place of each number."""
    return 1.0 * (array > 0) - 1.0 * (array < 0)


# --- binary_crossentropy ---


@question("binary_crossentropy", points=1)
def test_binary_crossentropy_of_two_predictions(submission):
    """For labels [1, 0] and predictions [0.8, 0.4], the loss is -(log(0.8) + log(0.6)) / 2 = 0.3669845875401002."""
    answer = submission.binary_crossentropy(np.array([1.0, 0.0]), np.array([0.8, 0.4]))
    mistakes = {
        SUMMED: 2 * 0.3669845875401002,
        NEGATED: -0.3669845875401002,
        "the term of label 0 is missing": -math.log(0.8) / 2,
        "the term of label 1 is missing": -math.log(0.6) / 2,
        "the two terms are swapped": -(math.log(0.2) + math.log(0.4)) / 2,
        "the logarithm has base 2; use the natural one": 0.3669845875401002 / LOG2,
        "the logarithm has base 10; use the natural one": 0.3669845875401002 / math.log(10),
        "this is the mean squared error": 0.1,
    }
    assert_close(answer, 0.3669845875401002, rtol=NEAR, mistakes=mistakes)


@question("binary_crossentropy", points="1/2")
def test_binary_crossentropy_of_a_guess(submission):
    """When every prediction is 1/2, the loss is log(2), whatever the labels are and however many."""
    for y_true in ([1.0], [0.0, 1.0, 1.0], [0.0, 0.25, 0.5, 1.0]):
        answer = submission.binary_crossentropy(np.array(y_true), np.full(len(y_true), 0.5))
        mistakes = {SUMMED: LOG2 * len(y_true), NEGATED: -LOG2}
        assert_close(answer, LOG2, rtol=NEAR, mistakes=mistakes)


@question("binary_crossentropy", points="1/2")
def test_binary_crossentropy_averages_over_all_elements(submission):
    """For arrays of shape (2, 3), the loss is one number, the mean over all 6 elements."""
    y_true = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    y_pred = np.array([[0.5, 0.5, 0.5], [0.5, 0.25, 0.25]])  # four losses of log(2), two of log(4)
    mistakes = {
        "the sum is divided by the number of rows, not of elements": 8 * LOG2 / 2,
        "this is the mean over the rows only, one number per column": np.array([1.0, 1.5, 1.5]) * LOG2,
        "this is the mean over the columns only, one number per row": np.array([3.0, 5.0]) / 3 * LOG2,
        SUMMED: 8 * LOG2,
        NEGATED: -8 * LOG2 / 6,
    }
    assert_close(submission.binary_crossentropy(y_true, y_pred), 8 * LOG2 / 6, rtol=NEAR, mistakes=mistakes)


@question("binary_crossentropy", points="1/2")
def test_binary_crossentropy_of_certain_predictions(submission):
    """Predictions of exactly 0 and 1 are clipped: a wrong one costs -log(1e-7) = 16.118, a right one nearly nothing."""
    for y_true, y_pred in ((1.0, 0.0), (0.0, 1.0)):
        answer = submission.binary_crossentropy(np.array([y_true]), np.array([y_pred]))
        assert_close(answer, GREATEST, rtol=CLIP_ROUNDING, mistakes=WRONG_CLIP)
        answer = submission.binary_crossentropy(np.array([y_true]), np.array([1 - y_pred]))
        assert_close(answer, 1e-7, rtol=0, atol=2e-7, mistakes=WRONG_CLIP)


@question("binary_crossentropy", points="1/2")
def test_binary_crossentropy_does_not_broadcast(submission):
    """For y_true of shape (3, 1) and y_pred of shape (3,), it raises ValueError with both shapes in the message."""
    y_true, y_pred = np.array([[1.0], [0.0], [1.0]]), np.array([0.8, 0.4, 0.5])
    for args, shapes in (((y_true, y_pred), ("(3, 1)", "(3,)")), ((y_pred, y_true), ("(3,)", "(3, 1)"))):
        assert_raises(submission, ValueError, "binary_crossentropy", *args, mentions=shapes, likely_cause=SILENT)


# --- binary_crossentropy_gradient ---


@question("binary_crossentropy_gradient", points=1)
def test_binary_crossentropy_gradient_of_two_predictions(submission):
    """For labels [1, 0] and predictions [0.8, 0.5], the gradient is [-1 / 0.8, 1 / 0.5] / 2 = [-0.625, 1]."""
    answer = submission.binary_crossentropy_gradient(np.array([1.0, 0.0]), np.array([0.8, 0.5]))
    mistakes = {
        "the gradient is not divided by the number of elements": [-1.25, 2.0],
        "the sign is wrong: raising the probability of label 1 lowers its loss": [0.625, -1.0],
        "this is p - y, the gradient with respect to the logit; here it is with respect to y_pred": [-0.2, 0.5],
        "this is (p - y) / n, the gradient with respect to the logit; here it is with respect to y_pred": [-0.1, 0.25],
        "the sign of the term of label 0 is wrong": [-0.625, -1.0],
    }
    assert_close(answer, [-0.625, 1.0], rtol=NEAR, mistakes=mistakes)


@question("binary_crossentropy_gradient", points="1/2")
@few
@given(pair=labelled())
def test_binary_crossentropy_gradient_points_uphill(submission, pair):
    """The gradient has the shape of y_pred; it is negative where the label is 1 and positive where it is 0."""
    y_true, y_pred = pair
    answer = submission.binary_crossentropy_gradient(y_true.copy(), y_pred.copy())
    assert_shape(answer, y_pred.shape)
    cause = "the gradient points to where the loss grows: away from the label"
    assert_equal(signs(answer), np.where(y_true == 1, -1.0, 1.0), likely_cause=cause)


@question("binary_crossentropy_gradient", points="1/2")
def test_binary_crossentropy_gradient_is_0_where_clipped(submission):
    """For predictions of exactly 0 and 1, right or wrong, the loss is clipped and the gradient is 0."""
    cause = "the slope at the clipped prediction is returned; beyond the clip the loss does not change with y_pred"
    answer = submission.binary_crossentropy_gradient(np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.0, 1.0, 1.0, 0.0]))
    assert_close(answer, [0.0, 0.0, 0.0, 0.0], likely_cause=cause)
    answer = submission.binary_crossentropy_gradient(np.array([1.0]), np.array([0.5]))
    assert_close(answer, [-2.0], rtol=NEAR, likely_cause="the gradient is 0 where nothing is clipped, too")


# --- one_hot ---


@question("one_hot", points="1/2")
def test_one_hot_of_three_classes(submission):
    """one_hot([2, 0, 1, 2], 3) has its ones in columns 2, 0, 1 and 2."""
    right = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    mistakes = {"rows and columns are swapped: there is one row per label": right.T}
    assert_close(submission.one_hot(np.array([2, 0, 1, 2]), 3), right, mistakes=mistakes)


@question("one_hot", points="1/2")
def test_one_hot_has_a_column_for_every_class(submission):
    """one_hot([0, 1], 4) has 4 columns, although classes 2 and 3 do not occur."""
    mistakes = {"the number of classes is taken from the labels, not from num_classes": np.eye(2)}
    answer = submission.one_hot(np.array([0, 1]), 4)
    assert_close(answer, [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]], mistakes=mistakes)


@question("one_hot", points="1/2")
def test_one_hot_rejects_a_label_that_is_too_large(submission):
    """For a label equal to num_classes, one_hot raises ValueError."""
    cause = "the last label is num_classes - 1; look at the labels before using them as an index"
    assert_raises(submission, ValueError, "one_hot", np.array([0, 3, 1]), 3, likely_cause=cause)


# --- softmax ---


@question("softmax", points=1)
def test_softmax_of_three_logits(submission):
    """For the logits [0, log(2), log(5)], softmax is [1/8, 2/8, 5/8]."""
    values, right = np.array([0.0, math.log(2), math.log(5)]), np.array([0.125, 0.25, 0.625])
    mistakes = {
        "the powers are not divided by their sum": 8 * right,
        "the logits themselves are divided by their sum; exp is missing": values / values.sum(),
        "this is the logarithm of softmax": np.log(right),
        "this is sigmoid of each logit": [1 / 2, 2 / 3, 5 / 6],
        "the sign of the exponent is wrong": np.array([10, 5, 2]) / 17,
        "the powers have base 2; use exp": 2**values / np.sum(2**values),
    }
    assert_close(submission.softmax(values.copy()), right, rtol=NEAR, mistakes=mistakes)


@question("softmax", points="1/2")
@few
@given(values=logits())
def test_softmax_of_each_row_adds_up_to_1(submission, values):
    """For logits of shape (n, k), the values of softmax are positive, and those of each row add up to 1."""
    answer = submission.softmax(values.copy())
    assert_shape(answer, values.shape)
    assert_between(answer, np.finfo(float).tiny, 1)
    cause = "the sum is taken over the whole array or the wrong axis; use axis and keepdims=True"
    assert_close(answer.sum(axis=1), np.ones(len(values)), rtol=NEAR, likely_cause=cause)


@question("softmax", points="1/2")
@few
@given(values=logits())
def test_softmax_does_not_feel_a_shift(submission, values):
    """When the same number is added to all logits, softmax stays as it was, here for a shift by 100."""
    first, shifted = submission.softmax(values.copy()), submission.softmax(values + 100)
    assert_shape(first, values.shape)
    if np.ptp(values, axis=1).any() and np.unique(first).size == 1:  # a constant would not feel a shift, either
        fail("The result is the same for all logits, although they differ.")
    assert_close(shifted, first, rtol=NEAR)


@question("softmax", points="1/2")
def test_softmax_of_large_logits(submission):
    """softmax does not overflow: for [1000, 1000 + log(3)] and for [-1000, -1000 + log(3)] it is [1/4, 3/4]."""
    for far in (1000.0, -1000.0):
        answer = submission.softmax(np.array([far, far + math.log(3)]))
        assert_close(answer, [0.25, 0.75], rtol=NEAR, mistakes={OVERFLOW: [np.nan, np.nan]})


# --- categorical_crossentropy ---

LABELS = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


@question("categorical_crossentropy", points=1)
def test_categorical_crossentropy_of_two_rows(submission):
    """With 0.7 and 0.4 for the right classes of two rows, the loss is -(log(0.7) + log(0.4)) / 2 = 0.6365."""
    answer = submission.categorical_crossentropy(LABELS.copy(), np.array([[0.7, 0.2, 0.1], [0.5, 0.4, 0.1]]))
    right = -(math.log(0.7) + math.log(0.4)) / 2
    mistakes = {
        "the mean is over all elements; it is over the rows": right / 3,
        SUMMED: 2 * right,
        NEGATED: -right,
        "this is binary_crossentropy: the classes that are not the right one do not count here": (
            -(math.log(0.7 * 0.8 * 0.9) + math.log(0.5 * 0.4 * 0.9)) / 6
        ),
        "the logarithm has base 2; use the natural one": right / LOG2,
        "this is one number per row; average them": [-math.log(0.7), -math.log(0.4)],
    }
    assert_close(answer, right, rtol=NEAR, mistakes=mistakes)


@question("categorical_crossentropy", points="1/2")
def test_categorical_crossentropy_of_a_guess(submission):
    """When each of k classes is given 1/k, the loss is log(k)."""
    for classes in (2, 3, 10):
        y_true = np.eye(classes)
        answer = submission.categorical_crossentropy(y_true, np.full((classes, classes), 1 / classes))
        right = math.log(classes)
        mistakes = {
            "the mean is over all elements; it is over the rows": right / classes,
            SUMMED: right * classes,
            NEGATED: -right,
        }
        assert_close(answer, right, rtol=NEAR, mistakes=mistakes)


@question("categorical_crossentropy", points="1/2")
def test_categorical_crossentropy_of_certain_predictions(submission):
    """A probability of exactly 0 is clipped: for the right class it costs -log(1e-7) = 16.118, for another nothing."""
    answer = submission.categorical_crossentropy(LABELS[:1].copy(), np.array([[0.0, 1.0, 0.0]]))
    assert_close(answer, GREATEST, rtol=CLIP_ROUNDING, mistakes=WRONG_CLIP)
    answer = submission.categorical_crossentropy(LABELS[:1].copy(), np.array([[1.0, 0.0, 0.0]]))
    assert_close(answer, 1e-7, rtol=0, atol=2e-7, mistakes=WRONG_CLIP)


# --- softmax_crossentropy_gradient ---


@question("softmax_crossentropy_gradient", points=1)
def test_softmax_crossentropy_gradient_of_two_rows(submission):
    """Each row of the gradient is softmax minus label, divided by the number of rows."""
    values = np.log([[1.0, 2.0, 5.0], [2.0, 5.0, 1.0]])  # softmax is [1, 2, 5] / 8 and [2, 5, 1] / 8
    right = np.array([[-7.0, 2.0, 5.0], [2.0, -3.0, 1.0]]) / 16
    mistakes = {
        "the gradient is not divided by the number of rows": 2 * right,
        "the gradient is divided by the number of elements; the loss is a mean over the rows": right / 3,
        "the sign is wrong: it is softmax minus label": -right,
        "softmax is missing: the logits are taken for probabilities": (values - LABELS) / 2,
        "the label is not subtracted": right + LABELS / 2,
    }
    answer = submission.softmax_crossentropy_gradient(values, LABELS.copy())
    assert_close(answer, right, rtol=NEAR, mistakes=mistakes)


@question("softmax_crossentropy_gradient", points="1/2")
@few
@given(values=logits())
def test_softmax_crossentropy_gradient_rows_add_up_to_0(submission, values):
    """The values of each row add up to 0: only the one of the right class, here the first, is negative."""
    y_true = np.zeros(values.shape)
    y_true[:, 0] = 1
    answer = submission.softmax_crossentropy_gradient(values.copy(), y_true.copy())
    assert_shape(answer, values.shape)
    assert_close(answer.sum(axis=1), np.zeros(len(values)), atol=NEAR)
    assert_equal(signs(answer), 1 - 2 * y_true, likely_cause="it is softmax minus label, not the other way round")


@question("softmax_crossentropy_gradient", points="1/2")
def test_softmax_crossentropy_gradient_of_large_logits(submission):
    """For logits of -1000 and 1000, the gradient is -1 for the right class and 1 for the other when all is wrong."""
    answer = submission.softmax_crossentropy_gradient(np.array([[-1000.0, 1000.0]]), np.array([[1.0, 0.0]]))
    mistakes = {
        # Without a shift, exp(-1000) / (exp(-1000) + exp(1000)) is 0 / inf, and the other one inf / inf.
        OVERFLOW: [[-1.0, np.nan]],
        "nothing is clipped here: the gradient stays, however far the logits are": [[0.0, 0.0]],
        "the sign is wrong: it is softmax minus label": [[1.0, -1.0]],
        "softmax is missing: the logits are taken for probabilities": [[-1001.0, 1000.0]],
        "the gradient is divided by the number of elements; the loss is a mean over the rows": [[-0.5, 0.5]],
    }
    assert_close(answer, [[-1.0, 1.0]], rtol=NEAR, atol=NEAR, mistakes=mistakes)
