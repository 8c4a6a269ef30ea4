"""Hidden checks of gradient_descent.py.

Data are multiples of 1/8 (see `strategies.regressions`), so honest formulas differ by a few roundings only, and wrong
ones by far more than `ROUNDING`.

A requirement about a formula is compared with the oracle's value. One that says "the same as" (for integers, for rows
in another order, for a read-only array) compares the submission with itself, so that one mistake costs what its own
requirements are worth; the functions that end in `_of`, and `descend`, end such a check for an answer that does not
depend on the input.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assertions import (
    FLOAT32_ROUNDING,
    assert_close,
    assert_dtype,
    assert_equal,
    assert_leaves_global_rng_alone,
    assert_leaves_inputs_alone,
    assert_length,
    assert_raises,
    assert_shape,
    fail,
)
from autograder.checks import oracles
from autograder.checks.arguments import Array, awkward, float32, fresh
from autograder.checks.causes import BOTH_SHAPES, TRUNCATED
from autograder.checks.decay import assert_starts_at_the_initial_rate
from autograder.checks.strategies import Regression, eighths, regressions, vectors
from autograder.language import translate
from autograder.plugin import question
from autograder.showing import show
from autograder.submission import Submission

ROUNDING = 1e-9  # sums of at most 6 terms below 1e4, each rounded to 2.2e-16: below 1e-11, with room for any order
EIGENVALUE_ROUNDING = 1e-9  # relative; eigenvalue solvers stop at about 1e-15
few = settings(max_examples=25)  # wrong formulas are wrong for nearly every input

SUMMED = "the sum over the rows is not divided by n"
HALVED = "the factor 2 from differentiating the square is missing"
NO_BIAS = "the bias b is ignored"


def integers(*values: Any) -> tuple[Any, ...]:
    """The arguments as integers: eight times their values."""
    return tuple(np.asarray(8 * value).astype(np.int64) if np.ndim(value) else round(8 * value) for value in values)


# --- predict ---


def predictions_of(submission: Submission, *arguments: Any) -> Any:
    """The predictions, (n,), required not to be 0 throughout where the right ones are not."""
    answer: Any = submission.predict(*fresh(*arguments))
    right = oracles.predict(*arguments)
    assert_shape(answer, right.shape)
    if np.any(right) and not np.any(answer):
        fail("Every prediction is 0.", show(right))
    return answer


@question("predict", points="1/4")
@few
@given(problem=regressions())
def test_predict_follows_the_formula(submission: Submission, problem: Regression) -> None:
    """predict returns x @ w + b for every number of rows and features, one included; b is 0 when not given."""
    x, _, w, b = problem
    unbiased = oracles.predict(x, w)
    answer = submission.predict(*fresh(x, w, b))
    assert_close(answer, oracles.predict(x, w, b), atol=ROUNDING, mistakes={NO_BIAS: unbiased})
    assert_close(submission.predict(*fresh(x, w)), unbiased, atol=ROUNDING, likely_cause="the default of b is not 0")


@question("predict", points="1/4")
@few
@given(problem=regressions())
def test_predict_keeps_fractions_of_integers(submission: Submission, problem: Regression) -> None:
    """With integer x and w, predict computes in float64: a bias of 1/2 is not cut off, and one of 1 gives float64."""
    x, _, w, _ = problem
    x, w = integers(x, w)
    assert_close(submission.predict(*fresh(x, w), 0.5), oracles.predict(x, w, 0.5), likely_cause=TRUNCATED)
    answer = submission.predict(*fresh(x, w), 1)
    assert_close(answer, oracles.predict(x, w, 1.0))
    assert_dtype(answer, np.float64, likely_cause="an array of integers is not converted to floats first")


@question("predict", points="1/4")
@few
@given(problem=regressions())
def test_predict_keeps_float32(submission: Submission, problem: Regression) -> None:
    """For float32 arrays, predict returns a float32 array."""
    x, _, w, b = problem
    values = predictions_of(submission, x, w, b)
    answer = submission.predict(*float32(x, w, b))
    assert_close(answer, values, rtol=FLOAT32_ROUNDING, atol=1e-4)
    assert_dtype(answer, np.float32, likely_cause="the result is collected in an array of the default dtype, float64")


@question("predict", points="1/4")
@few
@given(problem=regressions())
def test_predict_leaves_its_inputs_alone(submission: Submission, problem: Regression) -> None:
    """predict changes no argument and returns a new array, also for read-only arrays and slices with a stride."""
    x, _, w, b = problem
    assert_leaves_inputs_alone(submission, "predict", *fresh(x, w, b))
    values = predictions_of(submission, x, w, b)
    assert_close(submission.predict(*awkward(x, w, b)), values, atol=ROUNDING)


def assert_rejects_other_weights(submission: Submission, function: str, *targets: Array) -> None:
    """Require ValueError for weights that do not fit x, some of which NumPy would multiply or broadcast."""
    one, two = np.array([1.0, 2.0, 3.0]), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    for x, w, shapes in (
        (two, one, ("(3, 2)", "(3,)")),
        (one, one, ("(3,)",)),
        (one, np.array([1.0]), ("(3,)", "(1,)")),
        (two, two[:2], ("(3, 2)", "(2, 2)")),
        (two, 2.0, ("(3, 2)",)),
    ):
        arguments = fresh(x, *targets, w)
        assert_raises(submission, ValueError, function, *arguments, mentions=shapes, likely_cause=BOTH_SHAPES)


@question("predict", points="1/4")
def test_predict_rejects_shapes_that_do_not_fit(submission: Submission) -> None:
    """predict raises ValueError, with both shapes in the message, when w does not fit x."""
    assert_rejects_other_weights(submission, "predict")


# --- mse ---


def mse_mistakes(x: Array, y: Array, w: Any, b: float) -> dict[str, object]:
    """What `mse` returns for each classical mistake."""
    right = oracles.mse(x, y, w, b)
    residuals = oracles.predict(x, w, b) - y
    return {
        SUMMED: right * len(y),
        "the sum is divided by 2n; here it is 1/n": right / 2,
        NO_BIAS: oracles.mse(x, y, w),
        "the square root is taken; the mse is without it": math.sqrt(right),
        "absolute values are averaged instead of squares": float(np.mean(np.abs(residuals))),
        "the mean is squared instead of the errors": float(np.mean(residuals)) ** 2,
    }


def assert_mse(submission: Submission, *problem: Any) -> None:
    """Require that mse of the problem is right."""
    right, mistakes = oracles.mse(*problem), mse_mistakes(*problem)
    assert_close(submission.mse(*fresh(*problem)), right, atol=ROUNDING, mistakes=mistakes)


def mse_of(submission: Submission, *problem: Any) -> Any:
    """The answer, required to be a number, and not to be 0 where there are errors."""
    answer: Any = submission.mse(*fresh(*problem))
    assert_shape(answer, ())
    right = oracles.mse(*problem)
    if right and not answer:
        fail("The mse is 0, although the predictions are not exact.", show(right))
    return answer


@question("mse", points="1/2")
@few
@given(problem=regressions())
def test_mse_follows_the_formula(submission: Submission, problem: Regression) -> None:
    """mse is 1/n times the sum of the squared errors, for any number of features."""
    assert_mse(submission, *problem)


@question("mse", points="1/4")
@few
@given(problem=regressions(max_rows=1))
def test_mse_of_one_row(submission: Submission, problem: Regression) -> None:
    """With a single row, mse is the square of its error."""
    assert_mse(submission, *problem)


@question("mse", points="1/2")
@few
@given(problem=regressions(min_rows=2))
def test_mse_is_a_mean_over_rows(submission: Submission, problem: Regression) -> None:
    """When every row occurs twice, and in whatever order, mse is the same."""
    x, y, w, b = problem
    once = mse_of(submission, x, y, w, b)
    doubled = mse_of(submission, np.concatenate([x, x]), np.concatenate([y, y]), w, b)
    assert_close(doubled, once, atol=ROUNDING, mistakes={SUMMED: 2 * once})
    assert_close(mse_of(submission, x[::-1], y[::-1], w, b), once, atol=ROUNDING)


@question("mse", points="1/4")
@few
@given(problem=regressions())
def test_mse_of_integers(submission: Submission, problem: Regression) -> None:
    """With integer x, y and w, mse is the same as with the equal floats."""
    x, y, w, _ = problem
    values = mse_of(submission, 8 * x, 8 * y, 8 * w, 0.5)
    assert_close(submission.mse(*integers(x, y, w), 0.5), values, atol=ROUNDING, likely_cause=TRUNCATED)


@question("mse", points="1/4")
@few
@given(problem=regressions())
def test_mse_of_float32(submission: Submission, problem: Regression) -> None:
    """With float32 arrays, mse is a single number, the same as with float64 to the precision of float32."""
    values = mse_of(submission, *problem)
    assert_close(submission.mse(*float32(*problem)), values, rtol=FLOAT32_ROUNDING, atol=1e-4)


@question("mse", points="1/4")
@few
@given(problem=regressions())
def test_mse_leaves_its_inputs_alone(submission: Submission, problem: Regression) -> None:
    """mse changes no argument, and takes read-only arrays and slices with a stride."""
    assert_leaves_inputs_alone(submission, "mse", *fresh(*problem))
    values = mse_of(submission, *problem)
    assert_close(submission.mse(*awkward(*problem)), values, atol=ROUNDING)


TARGETS = np.array([2.0, 4.0, 6.0])


def assert_rejects_other_targets(submission: Submission, function: str) -> None:
    """Require ValueError for targets that are not (n,): too few, and two shapes that NumPy would broadcast."""
    x, y = np.array([1.0, 2.0, 3.0]), TARGETS
    table = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    for features, targets, w, shapes in (
        (x, y[:, None], 1.0, ("(3,)", "(3, 1)")),
        (x, y[:1], 1.0, ("(3,)", "(1,)")),
        (x, y[:2], 1.0, ("(3,)", "(2,)")),
        (table, y[:, None], np.ones(2), ("(3, 1)",)),  # the other shape may be that of x or of the predictions
    ):
        cause = BOTH_SHAPES + "; NumPy broadcasts (n,) against (n, 1) to (n, n) without a word"
        assert_raises(
            submission, ValueError, function, *fresh(features, targets, w), mentions=shapes, likely_cause=cause
        )


@question("mse", points="1/4")
def test_mse_rejects_other_targets(submission: Submission) -> None:
    """mse raises ValueError, with both shapes in the message, unless y has shape (n,): nothing is broadcast."""
    assert_rejects_other_targets(submission, "mse")


@question("mse", points="1/4")
def test_mse_rejects_other_weights(submission: Submission) -> None:
    """mse raises ValueError, with both shapes in the message, when w does not fit x."""
    assert_rejects_other_weights(submission, "mse", TARGETS)


# --- mse_gradient ---


def gradient_of(submission: Submission, *problem: Any) -> tuple[Any, Any]:
    """The two parts of what mse_gradient returns."""
    answer: Any = submission.mse_gradient(*problem)
    assert_length(answer, 2, "The returned tuple (dw, db)")
    return answer[0], answer[1]


def slopes_of(submission: Submission, *problem: Any) -> tuple[Any, Any]:
    """The gradient with its shapes checked, and required not to be 0 throughout where there is a slope."""
    dw, db = gradient_of(submission, *fresh(*problem))
    assert_shape(dw, np.shape(problem[2]))
    assert_shape(db, ())
    right_dw, right_db = oracles.mse_gradient(*problem)
    if (np.any(right_dw) and not np.any(dw)) or (right_db and not db):
        fail("The gradient is 0, although mse has a slope here.", show((right_dw, right_db)))
    return dw, db


def gradient_mistakes(problem: Regression, part: int) -> dict[str, object]:
    """What `mse_gradient` returns as dw (part 0) or db (part 1) for each classical mistake."""
    x, y, w, b = problem
    right = oracles.mse_gradient(x, y, w, b)[part]
    return {
        HALVED: right / 2,
        SUMMED: right * len(y),
        "the factor is 1, neither 2 nor 1/n": right * len(y) / 2,
        "the sign is wrong: the error is prediction minus target": -right,
        NO_BIAS: oracles.mse_gradient(x, y, w)[part],
        "the factor 2 is there twice": right * 2,
    }


@question("mse_gradient", points=1)
@few
@given(problem=regressions())
def test_mse_gradient_is_the_slope_in_w(submission: Submission, problem: Regression) -> None:
    """dw is the slope of mse in each weight, as finite differences of mse measure it."""
    dw, _ = gradient_of(submission, *fresh(*problem))
    right = oracles.mse_slopes(*problem)[0]
    assert_close(dw, right, atol=ROUNDING, mistakes=gradient_mistakes(problem, 0))


@question("mse_gradient", points=1)
@few
@given(problem=regressions())
def test_mse_gradient_is_the_slope_in_b(submission: Submission, problem: Regression) -> None:
    """db is the slope of mse in the bias, as finite differences of mse measure it."""
    _, db = gradient_of(submission, *fresh(*problem))
    right = oracles.mse_slopes(*problem)[1]
    assert_close(db, right, atol=ROUNDING, mistakes=gradient_mistakes(problem, 1))


@question("mse_gradient", points="1/2")
@few
@given(problem=regressions())
def test_mse_gradient_is_a_mean_over_rows(submission: Submission, problem: Regression) -> None:
    """When every row occurs twice, the gradient is the same."""
    x, y, w, b = problem
    doubled = slopes_of(submission, np.concatenate([x, x]), np.concatenate([y, y]), w, b)
    for part, once in zip(doubled, slopes_of(submission, *problem), strict=True):
        assert_close(part, once, atol=ROUNDING, mistakes={SUMMED: 2 * once})


@question("mse_gradient", points="1/4")
@few
@given(problem=regressions(min_rows=2))
def test_mse_gradient_ignores_the_order_of_rows(submission: Submission, problem: Regression) -> None:
    """With the rows in another order, the gradient is the same."""
    x, y, w, b = problem
    dw, db = slopes_of(submission, *problem)
    turned_dw, turned_db = slopes_of(submission, x[::-1], y[::-1], w, b)
    assert_close(turned_dw, dw, atol=ROUNDING)
    assert_close(turned_db, db, atol=ROUNDING)


@question("mse_gradient", points="1/2")
@few
@given(problem=regressions(min_features=2))
def test_mse_gradient_follows_the_order_of_features(submission: Submission, problem: Regression) -> None:
    """With the features in another order, the values of dw are in that order, too."""
    x, y, w, b = problem
    dw, _ = slopes_of(submission, *problem)
    turned, _ = slopes_of(submission, x[:, ::-1], y, w[::-1], b)
    assert_close(turned, dw[::-1], atol=ROUNDING)


@question("mse_gradient", points="1/4")
@few
@given(problem=regressions(max_rows=1, max_features=1))
def test_mse_gradient_of_one_row(submission: Submission, problem: Regression) -> None:
    """With a single row, the gradient is 2 * error * x in w and 2 * error in b, with one column as without."""
    for part, answer in enumerate(gradient_of(submission, *fresh(*problem))):
        right = oracles.mse_gradient(*problem)[part]
        assert_close(answer, right, atol=ROUNDING, mistakes=gradient_mistakes(problem, part))


@question("mse_gradient", points="1/2")
@few
@given(problem=regressions())
def test_mse_gradient_keeps_fractions_of_integers(submission: Submission, problem: Regression) -> None:
    """With integer x, y and w, the gradient is the same as with the equal floats: no fraction is cut off."""
    x, y, w, _ = problem
    values = slopes_of(submission, 8 * x, 8 * y, 8 * w, 0.5)
    for answer, value in zip(gradient_of(submission, *integers(x, y, w), 0.5), values, strict=True):
        assert_close(answer, value, atol=ROUNDING, mistakes={TRUNCATED: np.trunc(value)})


@question("mse_gradient", points="1/4")
@few
@given(problem=regressions(min_features=1))
def test_mse_gradient_keeps_float32(submission: Submission, problem: Regression) -> None:
    """For float32 arrays, dw is a float32 array."""
    values, _ = slopes_of(submission, *problem)
    dw, _ = gradient_of(submission, *float32(*problem))
    assert_close(dw, values, rtol=FLOAT32_ROUNDING, atol=1e-3)
    assert_dtype(dw, np.float32)


@question("mse_gradient", points="1/4")
@few
@given(problem=regressions())
def test_mse_gradient_leaves_its_inputs_alone(submission: Submission, problem: Regression) -> None:
    """mse_gradient changes no argument, and takes read-only arrays and slices with a stride."""
    assert_leaves_inputs_alone(submission, "mse_gradient", *fresh(*problem))
    answer = gradient_of(submission, *awkward(*problem))
    for part, value in zip(answer, slopes_of(submission, *problem), strict=True):
        assert_close(part, value, atol=ROUNDING)


@question("mse_gradient", points="1/4")
def test_mse_gradient_rejects_other_targets(submission: Submission) -> None:
    """mse_gradient raises ValueError, with both shapes in the message, unless y has shape (n,)."""
    assert_rejects_other_targets(submission, "mse_gradient")


@question("mse_gradient", points="1/4")
def test_mse_gradient_rejects_other_weights(submission: Submission) -> None:
    """mse_gradient raises ValueError, with both shapes in the message, when w does not fit x."""
    assert_rejects_other_weights(submission, "mse_gradient", TARGETS)


# --- coordinate_step ---


def bowl_around(centre: Array) -> Callable[[Any], float]:
    """The squared distance to `centre`: the lowest loss is there."""

    def loss(weights: Any) -> float:
        return float(np.sum((np.asarray(weights, float) - centre) ** 2))

    loss.__name__ = f"lambda w: np.sum((w - {show(centre)}) ** 2)"  # what feedback shows as the argument
    return loss


def hill_around(centre: Array) -> Callable[[Any], float]:
    """The opposite of `bowl_around`: from near the top, raising and lowering both give a lower loss."""

    def loss(weights: Any) -> float:
        return -float(np.sum((np.asarray(weights, float) - centre) ** 2))

    loss.__name__ = f"lambda w: -np.sum((w - {show(centre)}) ** 2)"
    return loss


Candidates = tuple[Array, Array, int, float]


@st.composite
def candidates(draw: st.DrawFn) -> Candidates:
    """A centre, weights, an index and a step; no two of the three candidates are equally far from the centre."""
    size = draw(st.integers(1, 4))
    centre = draw(vectors(size)) + 1 / 64  # halfway between two candidates lie multiples of 1/16 only
    return centre, draw(vectors(size)), draw(st.integers(0, size - 1)), draw(eighths(0.125, 2))


def nearest(centre: Array, weights: Array, index: int, step: float) -> Array:
    """The candidate that `coordinate_step` has to return for the loss `bowl_around(centre)`."""
    change = min((0.0, step, -step), key=lambda each: abs(weights[index] + each - centre[index]))
    return moved(weights, index, change)


def moved(weights: Array, index: int, change: float) -> Array:
    """`weights` with one of them changed."""
    unit: Array = np.eye(len(weights))[index]
    return weights + change * unit


def step_mistakes(weights: Array, index: int, step: float) -> dict[str, object]:
    """The candidates that are wrong here, by what leads to them (the right one among them is never named)."""
    return {
        "the weight stays, although another candidate has a lower loss": weights,
        "the raised weight is kept, although another candidate has a lower loss": moved(weights, index, step),
        "the lowered weight is kept, although another candidate has a lower loss": moved(weights, index, -step),
        "the weight keeps what the trials added to it": moved(weights, index, 2 * step),
    }


@question("coordinate_step", points="1/2")
@few
@given(case=candidates())
def test_coordinate_step_keeps_the_lowest_of_three(submission: Submission, case: Candidates) -> None:
    """coordinate_step returns whichever of weights[index], + step and - step has the lowest loss; the others stay."""
    centre, weights, index, step = case
    answer = submission.coordinate_step(bowl_around(centre), weights.copy(), index, step)
    assert_close(answer, nearest(*case), atol=ROUNDING, mistakes=step_mistakes(weights, index, step))


@question("coordinate_step", points="1/2")
@few
@given(weights=vectors(3), step=eighths(0.125, 2), upward=st.booleans())
def test_coordinate_step_compares_both_directions(
    submission: Submission, weights: Array, step: float, upward: bool
) -> None:
    """Where raising and lowering both lower the loss, coordinate_step takes the better of the two."""
    better, worse = (step, -step) if upward else (-step, step)
    top = moved(weights, 1, worse / 4)  # just beside the weight: 5/4 steps to the better side, 3/4 to the other
    answer = submission.coordinate_step(hill_around(top), weights.copy(), 1, step)
    cause = "the first direction that lowers the loss is taken, without looking at the other"
    assert_close(answer, moved(weights, 1, better), atol=ROUNDING, mistakes={cause: moved(weights, 1, worse)})


@question("coordinate_step", points="1/2")
@settings(max_examples=5)
@given(start=vectors(2))
def test_coordinate_step_walks_to_the_minimum(submission: Submission, start: Array) -> None:
    """Repeated for each weight in turn, coordinate_step arrives at the minimum and stays there."""
    centre, weights = np.array([1.0, -2.0]), start
    loss = bowl_around(centre)
    for step in (4.0, 2.0, 1.0, 0.5, 0.25, 0.125):  # halving the step, two rounds each: 72 losses
        for index in (0, 1, 0, 1):
            answer: Any = submission.coordinate_step(loss, weights.copy(), index, step)
            assert_shape(answer, (2,))
            weights = answer
    assert_close(weights, centre, rtol=0, atol=ROUNDING)


@question("coordinate_step", points="1/4")
@few
@given(case=candidates())
def test_coordinate_step_leaves_its_inputs_alone(submission: Submission, case: Candidates) -> None:
    """coordinate_step does not change the array it is given, read-only arrays and slices with a stride included."""
    centre, weights, index, step = case
    submission.coordinate_step(bowl_around(centre), weights.copy(), index, step)
    if submission.calls[-1].mutated:  # sharing memory is another requirement, the next one
        cause = "an in-place operation such as `weights[index] += step` works on the caller's array: copy it first"
        fail("The call changed its array argument.", "inputs as they were", cause)
    answer = submission.coordinate_step(bowl_around(centre), *awkward(weights), index, step)
    assert_close(answer, nearest(*case), atol=ROUNDING)


@question("coordinate_step", points="1/4")
@few
@given(weights=vectors(3))
def test_coordinate_step_returns_a_new_array(submission: Submission, weights: Array) -> None:
    """coordinate_step returns a new array, also where the weights stay as they were."""
    assert_leaves_inputs_alone(submission, "coordinate_step", bowl_around(weights), weights.copy(), 1, 0.5)
    assert_equal(submission.coordinate_step(bowl_around(weights), weights.copy(), 1, 0.5), weights)


@question("coordinate_step", points="1/4")
@few
@given(weights=vectors(3))
def test_coordinate_step_of_integers(submission: Submission, weights: Array) -> None:
    """With integer weights and a step of 1/4, coordinate_step returns fractions."""
    (whole,) = integers(weights)
    answer = submission.coordinate_step(bowl_around(whole + 1.0), whole.copy(), 2, 0.25)
    assert_close(answer, moved(whole, 2, 0.25), mistakes={TRUNCATED: whole})


@question("coordinate_step", points="1/4")
@few
@given(weights=vectors(3))
def test_coordinate_step_keeps_float32(submission: Submission, weights: Array) -> None:
    """For float32 weights, coordinate_step returns a float32 array."""
    answer = submission.coordinate_step(bowl_around(weights - 1), *float32(weights), 0, 0.5)
    assert_close(answer, moved(weights, 0, -0.5), rtol=FLOAT32_ROUNDING)
    assert_dtype(answer, np.float32)


# --- numerical_gradient ---


def cubic(coefficients: Array) -> Callable[[Any], float]:
    """A loss in which every weight has its own cubic, so that central differences depend on h."""

    def loss(weights: Any) -> float:
        values = np.asarray(weights, float)
        return float(np.sum(coefficients * values**3 + values**2))

    loss.__name__ = f"lambda w: np.sum({show(coefficients)} * w ** 3 + w ** 2)"
    return loss


def coupled(weights: Any) -> float:
    """A loss whose slope in each weight depends on the others: w0 w1 + 3 w1 w2 - 2 w2."""
    first, second, third = np.asarray(weights, float)
    return float(first * second + 3 * second * third - 2 * third)


coupled.__name__ = "lambda w: w[0] * w[1] + 3 * w[1] * w[2] - 2 * w[2]"


SLOPES = np.array([1.0, -2.0, 0.5])


def ramp(weights: Any) -> float:
    """A loss with the same slopes everywhere, none of them 0."""
    values = np.asarray(weights, float)
    return float(np.sum(SLOPES[: len(values)] * values))


ramp.__name__ = f"lambda w: np.sum({show(SLOPES)}[:len(w)] * w)"


def differences_of(submission: Submission, weights: Array, h: float) -> Any:
    """The numerical gradient of `ramp`, required to have the shape of `weights` and no 0."""
    answer: Any = submission.numerical_gradient(ramp, weights.copy(), h=h)
    assert_shape(answer, weights.shape)
    if not np.all(answer):
        fail("A slope is 0, although the loss depends on every weight.", show(SLOPES[: len(weights)]))
    return answer


def difference_mistakes(loss: Callable[[Any], float], weights: Array, h: float) -> dict[str, object]:
    """What numerical_gradient returns for each classical mistake."""
    here, units = loss(weights), np.eye(len(weights))
    ahead = np.array([loss(weights + h * unit) for unit in units])
    behind = np.array([loss(weights - h * unit) for unit in units])
    return {
        "a forward difference is used, not a central one": (ahead - here) / h,
        "a backward difference is used, not a central one": (here - behind) / h,
        "the difference is divided by h instead of 2h": (ahead - behind) / h,
        "the parameter h is not used": oracles.central_differences(loss, weights, 1e-5),
        "all weights are changed at once": np.full(len(weights), (loss(weights + h) - loss(weights - h)) / (2 * h)),
    }


@question("numerical_gradient", points="3/4")
@few
@given(weights=vectors(2), coefficients=vectors(2), h=eighths(0.125, 1) | st.none())
def test_numerical_gradient_is_a_central_difference(
    submission: Submission, weights: Array, coefficients: Array, h: float | None
) -> None:
    """For any h, 1e-5 when not given, gradient[i] is (loss(w[i] + h) - loss(w[i] - h)) / (2 h); other weights stay."""
    if h is None:
        loss = cubic(1e11 * coefficients)  # at 0, c w^3 has the slope 0 and the central difference c h^2
        answer = submission.numerical_gradient(loss, np.zeros(2))
        right = oracles.central_differences(loss, np.zeros(2), 1e-5)
        assert_close(answer, right, rtol=0, atol=1e-6, likely_cause="the default of h is not 1e-5")
        return
    loss, weights = cubic(coefficients), weights + 0.1  # float32 does not hold 0.1
    right, mistakes = oracles.central_differences(loss, weights, h), difference_mistakes(loss, weights, h)
    assert_close(submission.numerical_gradient(loss, weights.copy(), h), right, atol=ROUNDING, mistakes=mistakes)


@question("numerical_gradient", points="1/2")
@few
@given(weights=vectors(2), coefficients=vectors(2))
def test_numerical_gradient_is_near_the_gradient(submission: Submission, weights: Array, coefficients: Array) -> None:
    """With the default h, the numerical gradient of a smooth loss is its gradient to six places."""
    right = 3 * coefficients * weights**2 + 2 * weights
    # Losses of at most 600 are rounded to 1e-13; divided by 2h = 2e-5 that is 1e-8. One-sided differences are 1e-4 off.
    assert_close(submission.numerical_gradient(cubic(coefficients), weights.copy()), right, rtol=0, atol=1e-6)


@question("numerical_gradient", points="1/4")
@few
@given(weights=vectors(3))
def test_numerical_gradient_moves_one_weight_at_a_time(submission: Submission, weights: Array) -> None:
    """While one weight is moved, all others have the values that were passed."""
    right = np.array([weights[1], weights[0] + 3 * weights[2], 3 * weights[1] - 2])
    answer = submission.numerical_gradient(coupled, weights.copy(), h=0.5)
    assert_close(answer, right, atol=ROUNDING, likely_cause="a weight that was moved is not put back before the next")


@question("numerical_gradient", points="1/4")
@few
@given(weights=vectors(1))
def test_numerical_gradient_of_one_weight(submission: Submission, weights: Array) -> None:
    """With a single weight, the gradient is an array of shape (1,), the slope in that weight."""
    answer = submission.numerical_gradient(ramp, weights.copy(), h=0.25)
    assert_close(answer, SLOPES[:1], atol=ROUNDING)


@question("numerical_gradient", points="1/4")
@few
@given(weights=vectors(3))
def test_numerical_gradient_leaves_its_inputs_alone(submission: Submission, weights: Array) -> None:
    """numerical_gradient does not change the array it is given, read-only arrays and slices with a stride included."""
    assert_leaves_inputs_alone(submission, "numerical_gradient", ramp, weights.copy())
    values = differences_of(submission, weights, 0.5)
    assert_close(submission.numerical_gradient(ramp, *awkward(weights), h=0.5), values, atol=ROUNDING)


@question("numerical_gradient", points="1/4")
@few
@given(weights=vectors(3))
def test_numerical_gradient_of_integers(submission: Submission, weights: Array) -> None:
    """With integer weights, numerical_gradient is the same as with the equal floats."""
    (whole,) = integers(weights)
    values = differences_of(submission, 8 * weights, 0.25)
    answer = submission.numerical_gradient(ramp, whole.copy(), h=0.25)
    assert_close(answer, values, atol=ROUNDING, likely_cause=TRUNCATED)


@question("numerical_gradient", points="1/4")
@few
@given(weights=vectors(3), h=st.sampled_from([0.5, 1e-5]))
def test_numerical_gradient_keeps_float32(submission: Submission, weights: Array, h: float) -> None:
    """For float32 weights, numerical_gradient returns a float32 array, right to four digits for a small h as well."""
    weights = weights + 0.1  # which float32 rounds
    values = differences_of(submission, weights, h)
    answer = submission.numerical_gradient(ramp, *float32(weights), h=h)
    cause = "float32 does not hold 1 + 1e-5: compute in float64, and convert the result"
    assert_close(answer, values, rtol=FLOAT32_ROUNDING, atol=1e-4, likely_cause=cause if h < 0.5 else None)
    assert_dtype(answer, np.float32)


# --- gradient_descent ---

# Six rows, two features and a bias. The eigenvalues of the Hessian lie between 1.33 and 2.10: at a learning rate of 0.3
# each step leaves at most 0.6 of every distance to the optimum, and 120 steps nothing (with half the gradient: 1e-11).
DESIGN = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0], [0.5, 0.25], [-0.5, 0.5]])
CONVERGE = {"learning_rate": 0.3, "steps": 120}


def descend(submission: Submission, *problem: Any, **options: Any) -> tuple[Any, Any, Array]:
    """What gradient_descent returns, as `descended` has it, required to have moved."""
    answer = submission.gradient_descent(*fresh(*problem), **options)
    w, b, history = descended(answer, problem[2], options["steps"])
    assert_moved(w, b, problem, options)
    return w, b, history


def descended(answer: Any, start: Any, steps: int) -> tuple[Any, Any, Array]:
    """The three parts of what gradient_descent returns, with the shapes of w and b checked and history as an array.

    A history that is one loss short is let through: `whole_history` is for the requirements that are about it.
    """
    assert_length(answer, 3, "The returned tuple (w, b, history)")
    w, b, history = answer
    assert_shape(w, np.shape(start))
    assert_shape(b, ())
    if not isinstance(history, list | tuple | np.ndarray) or np.ndim(history) == 0 or len(history) < steps:
        cause = "history begins with the loss before the first step, and all steps are made, also when it grows"
        assert_length(history, steps + 1, "history", likely_cause=cause)
    for loss in history:
        assert_shape(loss, ())
    return w, b, np.array([float(loss) for loss in history])


def whole_history(history: Array, steps: int) -> Array:
    """`history`, required to hold the loss before the first step and one after each."""
    assert_length(history, steps + 1, "history", likely_cause="history begins with the loss before the first step")
    return history


def assert_moved(w: Any, b: Any, problem: tuple[Any, ...], options: dict[str, Any]) -> None:
    """Require that w and b have moved, if there is a slope and a step: standing still is no descent."""
    dw, db = oracles.mse_gradient(*problem)
    slope = max(np.max(np.abs(dw)), abs(db) * options.get("fit_bias", True))
    should_move = slope > ROUNDING and options["learning_rate"] * options["steps"] > 0
    if should_move and np.array_equal(w, problem[2]) and b == problem[3]:
        fail("w and b are still where they started.", "w and b after the steps")


def one_step(x: Array, y: Array, w: Any, b: float, learning_rate: float, scale: float = 1, bias: float = 1) -> Any:
    """Where one step leads with the gradient of w times `scale` and that of b times `scale * bias`."""
    dw, db = oracles.mse_gradient(x, y, w, b)
    return w - learning_rate * scale * dw, b - learning_rate * scale * bias * db


def step_by_mistake(x: Array, y: Array, w: Any, b: float, learning_rate: float, part: int) -> dict[str, object]:
    """Where one step leads in w (part 0) or b (part 1) with each classical mistake."""
    after = one_step(x, y, w, b, learning_rate)[0]
    return {
        HALVED: one_step(x, y, w, b, learning_rate, 0.5)[part],
        SUMMED: one_step(x, y, w, b, learning_rate, len(y))[part],
        "the step goes uphill: subtract the gradient": one_step(x, y, w, b, learning_rate, -1)[part],
        NO_BIAS: one_step(x, y, w, 0.0, learning_rate)[part] + (b if part else 0),
        "the gradient of b is doubled": one_step(x, y, w, b, learning_rate, bias=2)[part],
        "the gradient of b is taken after w has moved; both gradients belong to the old w and b": one_step(
            x, y, after, b, learning_rate
        )[1]
        if part
        else w,
    }


@question("gradient_descent", points="1/2")
@few
@given(problem=regressions(), learning_rate=eighths(0.125, 1))
def test_gradient_descent_one_exact_step(submission: Submission, problem: Regression, learning_rate: float) -> None:
    """One step leads exactly to w - learning_rate * dw and b - learning_rate * db, for any number of features."""
    w, b, _ = descend(submission, *problem, learning_rate=learning_rate, steps=1)
    right = one_step(*problem, learning_rate)
    for part, answer in enumerate((w, b)):
        mistakes = step_by_mistake(*problem, learning_rate, part=part)
        assert_close(answer, right[part], atol=ROUNDING, mistakes=mistakes)


@question("gradient_descent", points="1/2")
@few
@given(problem=regressions())
def test_gradient_descent_continues_where_it_stopped(submission: Submission, problem: Regression) -> None:
    """Three steps followed by two more, from where the three ended, are the same as five steps; so is their history."""
    x, y, w, b = problem
    halfway_w, halfway_b, first = descend(submission, x, y, w, b, learning_rate=0.03, steps=3)
    halfway_w = halfway_w if np.ndim(w) else float(halfway_w)  # a 0-d array is not what a number w means
    then_w, then_b, second = descend(submission, x, y, halfway_w, float(halfway_b), learning_rate=0.03, steps=2)
    once_w, once_b, once = descend(submission, x, y, w, b, learning_rate=0.03, steps=5)
    assert_close(once_w, then_w, rtol=ROUNDING, atol=ROUNDING)
    assert_close(once_b, then_b, rtol=ROUNDING, atol=ROUNDING)
    cause = "history[t] is the loss after t steps, and the last one belongs to the w and b that are returned"
    joined = np.concatenate([whole_history(first, 3), whole_history(second, 2)[1:]])
    assert_close(once, joined, rtol=ROUNDING, atol=ROUNDING, likely_cause=cause)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_records_every_loss(submission: Submission, problem: Regression) -> None:
    """history[t] is the mse after t steps, beginning with that of the first w and b."""
    x, y, w, b = problem
    reached = [descend(submission, *problem, learning_rate=0.03, steps=steps) for steps in range(1, 5)]
    right = np.array([oracles.mse(x, y, *after) for after in ((w, b), *((each[0], each[1]) for each in reached))])
    mistakes = {SUMMED: right * len(y), "each loss is half of the mse": right / 2}
    history = whole_history(reached[-1][2], 4)
    assert_close(history, right, rtol=ROUNDING, atol=ROUNDING, mistakes=mistakes)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_stays_at_a_perfect_fit(submission: Submission, problem: Regression) -> None:
    """Started where the model fits every target exactly, w and b stay there, and every loss is 0."""
    x, _, w, b = problem
    after_w, after_b, history = descend(submission, x, oracles.predict(x, w, b), w, b, learning_rate=0.03, steps=5)
    assert_close(after_w, w, atol=ROUNDING)
    assert_close(after_b, b, atol=ROUNDING)
    assert_close(history, np.zeros(len(history)), atol=ROUNDING)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_with_learning_rate_0(submission: Submission, problem: Regression) -> None:
    """With a learning rate of 0, w and b stay where they are, and so does the loss."""
    w, b, history = descend(submission, *problem, learning_rate=0.0, steps=3)
    assert_close(w, problem[2])
    assert_close(b, problem[3])
    assert_close(history, np.full(len(history), history[0]), atol=ROUNDING)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_of_0_steps(submission: Submission, problem: Regression) -> None:
    """With steps=0, the first w and b come back, an array w as a new one, and history holds their loss alone."""
    w, b, history = descend(submission, *problem, learning_rate=0.1, steps=0)
    assert_close(w, problem[2])
    assert_close(b, problem[3])
    assert_close(history, np.array([oracles.mse(*problem)]), atol=ROUNDING)
    if submission.calls[-1].shares_memory:
        cause = "the function returns its argument or a view of it; make a new array"
        fail("The result shares memory with an input, so changing one changes the other.", "a new array", cause)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_goes_downhill(submission: Submission, problem: Regression) -> None:
    """With a learning rate below the largest stable one, the loss never rises."""
    curvature, _ = oracles.largest_curvature(problem[0])
    _, _, history = descend(submission, *problem, learning_rate=0.9 * 2 / curvature, steps=12)
    rises = np.flatnonzero(history[1:] > history[:-1] * (1 + ROUNDING) + ROUNDING)
    if rises.size:
        low, high = (show(history[rises[0] + step].item()) for step in (0, 1))
        fail(
            translate("The loss rises from {low} to {high}.").format(low=low, high=high),
            "a loss that never rises",
            "the steps are too long (a gradient that is summed, not averaged), or go uphill",
        )


@question("gradient_descent", points="1/2")
@few
@given(problem=regressions())
def test_gradient_descent_diverges_above_the_stable_rate(submission: Submission, problem: Regression) -> None:
    """With 1.5 times the largest stable learning rate, the loss grows in every step, however near the start is."""
    x, _, w, b = problem
    curvature, direction = oracles.largest_curvature(x)
    y = oracles.predict(x, w, b)
    start = w + direction[:-1] if np.ndim(w) else w + float(direction[0])
    rate = 1.5 * 2 / curvature
    _, _, history = descend(submission, x, y, start, b + float(direction[-1]), learning_rate=rate, steps=6)
    # The distance to the optimum is multiplied by 1 - 3 = -2 in every step, its square by 4.
    if not (history[1:] > 2 * history[:-1]).all():
        cause = "the steps are too short: the factor 2 of the gradient is missing"
        fail("The loss does not grow in every step.", "losses that grow fourfold in every step", cause)


@question("gradient_descent", points="1/4")
@settings(max_examples=5)
@given(problem=regressions())
def test_gradient_descent_has_defaults(submission: Submission, problem: Regression) -> None:
    """Called with x, y and w alone, gradient_descent starts from b = 0 and takes 100 steps of learning rate 0.01."""
    x, y, w, _ = problem
    named_w, named_b, named = descend(submission, x, y, w, 0.0, learning_rate=0.01, steps=100)
    default_w, default_b, history = descended(submission.gradient_descent(*fresh(x, y, w)), w, 100)
    assert_length(history, len(named), "history", likely_cause="the default of steps is not 100")
    assert_close(history, named, rtol=ROUNDING, atol=ROUNDING)
    assert_close(default_w, named_w, rtol=ROUNDING, atol=ROUNDING)
    assert_close(default_b, named_b, rtol=ROUNDING, atol=ROUNDING)


@question("gradient_descent", points="1/4")
@settings(max_examples=10)
@given(y=vectors(6))
def test_gradient_descent_agrees_with_least_squares(submission: Submission, y: Array) -> None:
    """Once it has converged, gradient_descent has found the w and b with the lowest mse of all."""
    w, b, _ = descend(submission, DESIGN, y, np.zeros(2), 0.0, **CONVERGE)
    best_w, best_b = oracles.least_squares(DESIGN, y)
    assert_close(w, best_w, atol=ROUNDING)
    assert_close(b, best_b, atol=ROUNDING)


@question("gradient_descent", points="1/4")
@settings(max_examples=10)
@given(y=vectors(6), shift=eighths())
def test_gradient_descent_puts_a_shift_into_the_bias(submission: Submission, y: Array, shift: float) -> None:
    """When a number is added to all targets, the w that is found stays, and the number is added to b."""
    w, b, _ = descend(submission, DESIGN, y, np.zeros(2), 0.0, **CONVERGE)
    shifted_w, shifted_b, _ = descend(submission, DESIGN, y + shift, np.zeros(2), 0.0, **CONVERGE)
    assert_close(shifted_w, w, atol=ROUNDING)
    assert_close(shifted_b, b + shift, atol=ROUNDING)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_scales_with_the_targets(submission: Submission, problem: Regression) -> None:
    """From w = 0 and b = 0, targets three times as large give w and b three times as large, and 9 times the loss."""
    x, y, w, _ = problem
    w, b, history = descend(submission, x, y, 0.0 * w, 0.0, learning_rate=0.03, steps=4)
    scaled_w, scaled_b, scaled_history = descend(submission, x, 3 * y, 0.0 * w, 0.0, learning_rate=0.03, steps=4)
    assert_close(scaled_w, 3 * w, rtol=ROUNDING, atol=ROUNDING)
    assert_close(scaled_b, 3 * b, rtol=ROUNDING, atol=ROUNDING)
    assert_close(scaled_history, 9 * history, rtol=ROUNDING, atol=ROUNDING)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions(min_rows=2))
def test_gradient_descent_ignores_the_order_of_rows(submission: Submission, problem: Regression) -> None:
    """With the rows in another order, gradient_descent returns the same."""
    x, y, w, b = problem
    answer = descend(submission, x, y, w, b, learning_rate=0.03, steps=4)
    turned = descend(submission, x[::-1], y[::-1], w, b, learning_rate=0.03, steps=4)
    cause = "a step uses the gradient of the mean over all rows, not of one row after the other"
    for part, other in zip(turned, answer, strict=True):
        assert_close(part, other, rtol=ROUNDING, atol=ROUNDING, likely_cause=cause)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions(min_features=2))
def test_gradient_descent_follows_the_order_of_features(submission: Submission, problem: Regression) -> None:
    """With the features in another order, the values of w are in that order, and b and history stay."""
    x, y, w, b = problem
    first_w, first_b, first = descend(submission, x, y, w, b, learning_rate=0.03, steps=4)
    turned_w, turned_b, turned = descend(submission, x[:, ::-1], y, w[::-1], b, learning_rate=0.03, steps=4)
    assert_close(turned_w, first_w[::-1], rtol=ROUNDING, atol=ROUNDING)
    assert_close(turned_b, first_b, rtol=ROUNDING, atol=ROUNDING)
    assert_close(turned, first, rtol=ROUNDING, atol=ROUNDING)


@question("gradient_descent", points="1/2")
@few
@given(problem=regressions(min_features=1))
def test_gradient_descent_leaves_its_inputs_alone(submission: Submission, problem: Regression) -> None:
    """gradient_descent does not change the w it starts from, nor x nor y, and returns a new w."""
    assert_leaves_inputs_alone(submission, "gradient_descent", *fresh(*problem), learning_rate=0.03, steps=2)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_takes_any_memory_layout(submission: Submission, problem: Regression) -> None:
    """Read-only arrays and slices with a stride give the same result as plain arrays."""
    plain_w, plain_b, _ = descend(submission, *problem, learning_rate=0.03, steps=2)
    answer: Any = submission.gradient_descent(*awkward(*problem), learning_rate=0.03, steps=2)
    assert_length(answer, 3, "The returned tuple (w, b, history)")
    assert_close(answer[0], plain_w, rtol=ROUNDING, atol=ROUNDING)
    assert_close(answer[1], plain_b, rtol=ROUNDING, atol=ROUNDING)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_is_not_random(submission: Submission, problem: Regression) -> None:
    """The same call gives the same result again, and NumPy's global random numbers are left alone."""
    first = descend(submission, *problem, learning_rate=0.03, steps=3)
    assert_leaves_global_rng_alone(submission, "gradient_descent", *fresh(*problem), learning_rate=0.03, steps=3)
    again = descend(submission, *problem, learning_rate=0.03, steps=3)
    for part, other in zip(again, first, strict=True):
        assert_equal(part, other)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions(max_rows=1))
def test_gradient_descent_of_one_row(submission: Submission, problem: Regression) -> None:
    """From a single row, gradient_descent finds the same w and b as from that row twice."""
    x, y, w, b = problem
    once_w, once_b, _ = descend(submission, *problem, learning_rate=0.03, steps=3)
    row_twice = np.concatenate([x, x]), np.concatenate([y, y])
    twice_w, twice_b, _ = descend(submission, *row_twice, w, b, learning_rate=0.03, steps=3)
    assert_close(once_w, twice_w, rtol=ROUNDING, atol=ROUNDING, likely_cause=SUMMED)
    assert_close(once_b, twice_b, rtol=ROUNDING, atol=ROUNDING, likely_cause=SUMMED)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions(max_features=0))
def test_gradient_descent_of_one_feature(submission: Submission, problem: Regression) -> None:
    """x of shape (n, 1) with w of shape (1,) gives the same numbers as x of shape (n,) with a number w."""
    x, y, w, b = problem
    column_w, column_b, column = descend(submission, x[:, None], y, np.array([w]), b, learning_rate=0.03, steps=3)
    number_w, number_b, history = descend(submission, x, y, w, b, learning_rate=0.03, steps=3)
    assert_close(column_w[0], number_w, rtol=ROUNDING, atol=ROUNDING)
    assert_close(column_b, number_b, rtol=ROUNDING, atol=ROUNDING)
    assert_close(column, history, rtol=ROUNDING, atol=ROUNDING)


@question("gradient_descent", points="1/2")
@few
@given(problem=regressions(min_features=1))
def test_gradient_descent_of_integers(submission: Submission, problem: Regression) -> None:
    """With integer x, y, w and b, gradient_descent is the same as with the equal floats: w does not stay whole."""
    floats = tuple(8 * value for value in problem)
    float_w, float_b, _ = descend(submission, *floats, learning_rate=0.001, steps=2)
    answer: Any = submission.gradient_descent(*integers(*problem), learning_rate=0.001, steps=2)
    assert_length(answer, 3, "The returned tuple (w, b, history)")
    assert_close(answer[0], float_w, rtol=ROUNDING, atol=ROUNDING, likely_cause=TRUNCATED)
    assert_close(answer[1], float_b, rtol=ROUNDING, atol=ROUNDING, likely_cause=TRUNCATED)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions(min_features=1))
def test_gradient_descent_keeps_float32(submission: Submission, problem: Regression) -> None:
    """For float32 arrays, the w that gradient_descent returns is a float32 array."""
    values, _, _ = descend(submission, *problem, learning_rate=0.01, steps=2)
    w, _, _ = descend(submission, *float32(*problem), learning_rate=0.01, steps=2)
    assert_close(w, values, rtol=FLOAT32_ROUNDING, atol=1e-3)
    assert_dtype(w, np.float32)


@question("gradient_descent", points="1/8")
def test_gradient_descent_rejects_other_targets(submission: Submission) -> None:
    """gradient_descent raises ValueError, with both shapes in the message, unless y has shape (n,)."""
    assert_rejects_other_targets(submission, "gradient_descent")


@question("gradient_descent", points="1/8")
def test_gradient_descent_rejects_other_weights(submission: Submission) -> None:
    """gradient_descent raises ValueError, with both shapes in the message, when w does not fit x."""
    assert_rejects_other_weights(submission, "gradient_descent", TARGETS)


@question("gradient_descent", points="1/4")
@few
@given(problem=regressions())
def test_gradient_descent_predicts_with_a_fixed_bias(submission: Submission, problem: Regression) -> None:
    """With fit_bias=False, b comes back as it was, and every prediction on the way includes it."""
    x, y, start, bias = problem
    w, b, history = descend(submission, *problem, learning_rate=0.03, steps=3, fit_bias=False)
    assert_close(b, bias, likely_cause="b is changed although fit_bias is False")
    # A bias that stays is the same as targets that are lower by it.
    lower_w, _, lower = descend(submission, x, y - bias, start, 0.0, learning_rate=0.03, steps=3, fit_bias=False)
    cause = "b is left out of the predictions when fit_bias is False"
    assert_close(w, lower_w, rtol=ROUNDING, atol=ROUNDING, likely_cause=cause)
    assert_close(history, lower, rtol=ROUNDING, atol=ROUNDING, likely_cause=cause)


# --- decayed_learning_rate ---


@question("decayed_learning_rate", points="1/2")
@few
@given(iteration=st.integers(0, 20_000))
def test_decayed_learning_rate_falls_in_every_iteration(submission: Submission, iteration: int) -> None:
    """Between the multiples of decay_steps the rate falls, too: the exponent is the plain quotient."""
    right = oracles.decayed_learning_rate(0.1, iteration, 0.96, 1000)
    mistakes = {
        "the rate is rounded; only the handout's table is": round(right, 4),
        "whole-number division: the rate falls in stairs": 0.1 * 0.96 ** (iteration // 1000),
        "the division by decay_steps is missing": 0.1 * 0.96**iteration,
        "the decay is linear, not exponential": 0.1 * 0.96 * iteration / 1000,
    }
    assert_close(submission.decayed_learning_rate(0.1, iteration), right, rtol=1e-9, mistakes=mistakes)


@question("decayed_learning_rate", points="1/2")
@few
@given(rate=eighths(0.125, 1), count=st.integers(1, 500), times=st.integers(1, 4))
def test_decayed_learning_rate_uses_its_parameters(submission: Submission, rate: float, count: int, times: int) -> None:
    """After 1, 2, 3 or 4 times any decay_steps iterations, the rate has fallen by that power of any decay_rate."""
    iteration = times * count
    right = oracles.decayed_learning_rate(0.5, iteration, rate, count)
    mistakes = {
        "the default of decay_rate is written into the formula": 0.5 * 0.96 ** (iteration / count),
        "the default of decay_steps is written into the formula": 0.5 * rate ** (iteration / 1000),
        "both defaults are written into the formula": 0.5 * 0.96 ** (iteration / 1000),
    }
    answer = submission.decayed_learning_rate(0.5, iteration, decay_rate=rate, decay_steps=count)
    assert_close(answer, right, rtol=1e-9, mistakes=mistakes)


@question("decayed_learning_rate", points="1/4")
@few
@given(initial=eighths(0.125, 4))
def test_decayed_learning_rate_starts_at_the_initial_rate(submission: Submission, initial: float) -> None:
    """At iteration 0 the rate is the initial one, and after decay_steps iterations it is that times decay_rate."""
    assert_starts_at_the_initial_rate(submission, initial)


# --- largest_stable_learning_rate ---


@st.composite
def designs(draw: st.DrawFn, min_features: int = 0, max_features: int = 3) -> Array:
    """X for a model, (n,) or (n, d), with its last value at least 1/2, so that it is not all zeros."""
    x = draw(regressions(min_features=min_features, max_features=max_features))[0]
    x.flat[-1] = draw(eighths(0.5, 4))
    return x


def rate_mistakes(x: Array, *, fit_bias: bool) -> dict[str, object]:
    """What largest_stable_learning_rate returns for each classical mistake."""
    right = 2 / oracles.largest_curvature(x, fit_bias=fit_bias)[0]
    cause = "the column of ones for the bias is missing" if fit_bias else "ones are added although fit_bias is False"
    return {
        "the Hessian lacks the factor 2": 2 * right,
        "it is 2 / eigenvalue, not 1 / eigenvalue": right / 2,
        "the Hessian is not divided by n": right / len(x),
        cause: 2 / oracles.largest_curvature(x, fit_bias=not fit_bias)[0],
    }


def assert_rate(submission: Submission, x: Array, *, fit_bias: bool) -> None:
    """Require that largest_stable_learning_rate is right for x."""
    right = 2 / oracles.largest_curvature(x, fit_bias=fit_bias)[0]
    answer = submission.largest_stable_learning_rate(*fresh(x), fit_bias=fit_bias)
    assert_close(answer, right, rtol=EIGENVALUE_ROUNDING, mistakes=rate_mistakes(x, fit_bias=fit_bias))


def rate_of(submission: Submission, x: Array, *, fit_bias: bool = True) -> Any:
    """The answer for x, required to be a positive number, and to be another one for larger x."""
    answer: Any = submission.largest_stable_learning_rate(*fresh(x), fit_bias=fit_bias)
    assert_shape(answer, ())
    if not 0 < answer < math.inf:
        fail("The largest stable learning rate should be a positive number.", "a number > 0")
    if submission.largest_stable_learning_rate(8 * x, fit_bias=fit_bias) == answer:
        fail("The result is the same for x eight times as large.", "a smaller learning rate for larger x")
    return answer


@question("largest_stable_learning_rate", points="1/2")
@few
@given(x=designs(max_features=0))
def test_largest_stable_learning_rate_of_one_feature(submission: Submission, x: Array) -> None:
    """For x of shape (n,) it is 2 / largest eigenvalue of the Hessian of mse, with and without a bias."""
    assert_rate(submission, x, fit_bias=False)
    assert_rate(submission, x, fit_bias=True)


@question("largest_stable_learning_rate", points="3/4")
@few
@given(x=designs(min_features=1))
def test_largest_stable_learning_rate_of_several_features(submission: Submission, x: Array) -> None:
    """For x of shape (n, d) it is 2 / largest eigenvalue of the Hessian of mse, with and without a bias."""
    assert_rate(submission, x, fit_bias=False)
    assert_rate(submission, x, fit_bias=True)


@question("largest_stable_learning_rate", points="1/4")
@few
@given(x=designs())
def test_largest_stable_learning_rate_is_about_a_mean(submission: Submission, x: Array) -> None:
    """When every row occurs twice, the largest stable learning rate is the same."""
    once = rate_of(submission, x)
    doubled = rate_of(submission, np.concatenate([x, x]))
    mistakes = {"the Hessian is not divided by n": once / 2}
    assert_close(doubled, once, rtol=EIGENVALUE_ROUNDING, mistakes=mistakes)


@question("largest_stable_learning_rate", points="1/4")
@few
@given(x=designs())
def test_largest_stable_learning_rate_and_the_scale_of_x(submission: Submission, x: Array) -> None:
    """Without a bias, x twice as large makes the largest stable learning rate four times as small."""
    once, larger = rate_of(submission, x, fit_bias=False), rate_of(submission, 2 * x, fit_bias=False)
    cause = "ones are added although fit_bias is False"
    assert_close(larger, once / 4, rtol=EIGENVALUE_ROUNDING, likely_cause=cause)


@question("largest_stable_learning_rate", points="1/4")
@few
@given(x=designs())
def test_largest_stable_learning_rate_of_one_row(submission: Submission, x: Array) -> None:
    """With a single row it is 1 / (1 + sum of x^2), the 1 being the bias's."""
    row = x[-1:]
    assert_close(submission.largest_stable_learning_rate(*fresh(row)), 1 / (1 + math.fsum(row.ravel() ** 2)), rtol=1e-9)


@question("largest_stable_learning_rate", points="1/4")
@few
@given(x=designs())
def test_largest_stable_learning_rate_of_integers(submission: Submission, x: Array) -> None:
    """With integer x, it is the same as with the equal floats."""
    values = rate_of(submission, 8 * x)
    (whole,) = integers(x)
    assert_close(submission.largest_stable_learning_rate(whole), values, rtol=EIGENVALUE_ROUNDING)


@question("largest_stable_learning_rate", points="1/4")
@few
@given(x=designs())
def test_largest_stable_learning_rate_leaves_its_inputs_alone(submission: Submission, x: Array) -> None:
    """x is not changed; read-only arrays and slices with a stride are taken, too."""
    assert_leaves_inputs_alone(submission, "largest_stable_learning_rate", *fresh(x))
    values = rate_of(submission, x)
    answer = submission.largest_stable_learning_rate(*awkward(x))
    assert_close(answer, values, rtol=EIGENVALUE_ROUNDING)
