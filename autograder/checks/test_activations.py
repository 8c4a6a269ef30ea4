"""Hidden checks of activations.py.

What every elementwise function must do stands once, in the first section; each question then lists those
requirements beside its own, `test_relu_keeps_float32 = keeps_float32(RELU, points="1/4")`.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assertions import (
    FLOAT32_ROUNDING,
    FLOAT64_ROUNDING,
    assert_between,
    assert_close,
    assert_dtype,
    assert_leaves_inputs_alone,
    assert_no_warnings,
    assert_raises,
    assert_shape,
    fail,
)
from autograder.checks import oracles
from autograder.checks.arguments import Array, awkward, float32, fresh
from autograder.checks.causes import BOTH_SHAPES, NO_ALPHA, OUTPUT, TRUNCATED
from autograder.checks.strategies import eighths, pre_activations, vectors
from autograder.plugin import question
from autograder.showing import show
from autograder.submission import Submission

# Absolute, for values below 100: forms that subtract numbers near 1 or sum in another order lose a few units of 2e-16.
ROUNDING = 1e-13
SLOPE_ROUNDING = 1e-8  # of `oracles.slopes`: 1e-11 from the third derivative, 1e-9 from rounding
FLOAT32_CANCELLATION = 1e-6  # a few roundings of 6e-8 in forms that subtract numbers near 1
few = settings(max_examples=25)  # wrong formulas are wrong for nearly every input
AROUND_ZERO = st.just(np.array([0.5, 1e-7, -1e-7, -0.5]))  # where two formulas meet, a wrong border shows

NOT_FINITE = {  # what far out stands where a number should, and why
    "inf / inf, inf - inf and inf * 0 are nan; keep exponents negative, and choose with np.where or a mask": [np.nan],
    "exp of a large number is inf; use a form whose exponent is never positive": [np.inf],
}


# --- every elementwise function ---


@dataclass(frozen=True)
class Function:
    """A function of the submission: its independent value, what follows x in its calls here, what it derives."""

    name: str
    right: Callable[..., Array]
    extra: tuple[object, ...] = ()
    activation: Callable[..., Array] | None = None

    def of(self, submission: Submission, x: Any) -> Any:
        """The submission's answer for a copy of x, required to have the shape of x."""
        answer: Any = getattr(submission, self.name)(x.copy() if isinstance(x, np.ndarray) else x, *self.extra)
        assert_shape(answer, np.shape(x))
        return answer

    def values(self, submission: Submission, x: Array) -> Array:
        """The same as float64, to compare other answers with; required to vary where the right values do.

        Comparing a function with itself tells one mistake from another, but alone it would let a constant pass.
        """
        values, right = np.asarray(self.of(submission, x), np.float64), self.right(x, *self.extra)
        if x.size and right.min() < right.max() - ROUNDING and np.unique(values).size == 1:
            fail("The result is the same everywhere, whatever x is.", show(right))
        return values


Requirement = Callable[[Submission, Function, Any], None]


def of_every_function(inputs: st.SearchStrategy[Any]) -> Callable[[Requirement], Callable[..., Callable[..., None]]]:
    """Turn a requirement into a maker of checks: `keeps_shape(SIGMOID, points="1/4")` is a check of sigmoid.

    The requirement's docstring becomes the check's, with the function's name for `{name}`. The checks that are made
    differ in name, so each has its own examples.
    """

    def decorate(requirement: Requirement) -> Callable[..., Callable[..., None]]:
        @functools.wraps(requirement)
        def check_of(function: Function, *, points: str) -> Callable[..., None]:
            def check(submission: Submission, x: Any) -> None:
                requirement(submission, function, x)

            check.__doc__ = (requirement.__doc__ or "").format(name=function.name)
            check.__name__ = check.__qualname__ = f"test_{function.name}_{requirement.__name__}"
            return question(function.name, points=points)(few(given(x=inputs)(check)))

        return check_of

    return decorate


# No function is constant here: `values` of it end the checks that a constant would pass.
MIDDLE = np.array([-1.0, 0.5, 2.0])
SHAPES = ((3,), (), (2, 3), (3, 1), (2, 1, 2), (0,))


@of_every_function(st.sampled_from(SHAPES).map(lambda shape: (np.arange(math.prod(shape)) - 1.5).reshape(shape)))
def keeps_shape(submission: Submission, function: Function, x: Array) -> None:
    """For x of shape (), (n,), (m, n), with three axes or empty, {name} keeps the shape, every value in its place."""
    answer = function.of(submission, x)
    if x.size:
        assert_close(answer, function.values(submission, x.ravel()).reshape(x.shape), atol=ROUNDING)


@of_every_function(st.sampled_from([2.0, -2.0, 0.0]))
def takes_a_number(submission: Submission, function: Function, x: float) -> None:
    """For a Python number, {name} returns a single number, the one that an array of it gives."""
    answer = function.of(submission, x)
    assert_close(answer, function.values(submission, np.array([x]))[0], atol=ROUNDING)


@of_every_function(st.just(np.arange(-6, 7) / 2))
def keeps_float32(submission: Submission, function: Function, x: Array) -> None:
    """For a float32 array, {name} returns a float32 array, with the values of float64 to its precision."""
    values = function.values(submission, x)
    answer = function.of(submission, x.astype(np.float32))
    assert_close(answer, values, rtol=FLOAT32_ROUNDING, atol=FLOAT32_CANCELLATION)
    assert_dtype(answer, np.float32, likely_cause="the result is collected in an array of another dtype")


@of_every_function(st.sampled_from([np.arange(-3, 4), np.arange(-3, 4, dtype=np.int8)]))
def treats_integers_as_floats(submission: Submission, function: Function, x: Array) -> None:
    """For integers, int8 included, {name} returns what it returns for the equal float64 numbers, as float64."""
    values = function.values(submission, x.astype(np.float64))
    answer = function.of(submission, x)
    assert_close(answer, values, atol=ROUNDING, mistakes={TRUNCATED: np.trunc(values)})
    assert_dtype(answer, np.float64, likely_cause="an array of integers is not converted to floats first")


@of_every_function(st.sampled_from(["float64", "float32"]).map(np.array([-2.0, -0.5, 0.0, 0.75, 3.0]).astype))
def leaves_its_input_alone(submission: Submission, function: Function, x: Array) -> None:
    """Calling {name} leaves x as it was and gives a new array, and x may be a read-only slice with a stride."""
    assert_leaves_inputs_alone(submission, function.name, x.copy(), *function.extra)
    answer: Any = getattr(submission, function.name)(*awkward(x), *function.extra)
    rtol, atol = (FLOAT64_ROUNDING, ROUNDING) if x.dtype == np.float64 else (FLOAT32_ROUNDING, FLOAT32_CANCELLATION)
    assert_close(answer, function.values(submission, x), rtol=rtol, atol=atol)


@of_every_function(st.just(np.array([-3.0, -1.5, 0.0, 0.5, 1.0, 4.0])))
def works_in_each_place_alone(submission: Submission, function: Function, x: Array) -> None:
    """Each value of {name} comes from its own x: alone, in another order or a second time, it is the same."""
    whole = function.values(submission, x)
    assert_close(function.of(submission, x), whole, atol=ROUNDING, likely_cause="the result is random")
    assert_close(function.of(submission, x[::-1]), whole[::-1], atol=ROUNDING)
    for index in range(x.size):
        assert_close(function.of(submission, x[index : index + 1]), whole[index : index + 1], atol=ROUNDING)


@of_every_function(st.sampled_from([-1000.0, 1000.0]).map(lambda number: np.array([number])))
def gives_no_warning(submission: Submission, function: Function, x: Array) -> None:
    """At -1000 and 1000, {name} gives no warning, such as NumPy's overflow warning."""
    assert_no_warnings(submission, function.name, x.copy(), *function.extra)
    function.values(submission, MIDDLE)


FAR_OUT = st.sampled_from([1000.0, -1000.0, np.inf, -np.inf]).map(lambda number: np.array([number]))


@of_every_function(FAR_OUT)
def is_right_far_out(submission: Submission, function: Function, x: Array) -> None:
    """At -1000, 1000, -inf and inf, {name} is right: nothing overflows to a wrong value."""
    # Absolute 1e-15, so that a form that stops at exp(-500) instead of 0 is right, too.
    assert_close(function.of(submission, x), function.right(x, *function.extra), atol=1e-15, mistakes=NOT_FINITE)
    function.values(submission, MIDDLE)


@of_every_function(st.just(np.array([1.0, np.nan, -1.0])))
def keeps_nan(submission: Submission, function: Function, x: Array) -> None:
    """Where x is NaN, {name} is NaN, and nowhere else."""
    answer = function.of(submission, x)
    if not np.array_equal(np.isnan(answer), np.isnan(x)):
        fail("NaN should stay NaN, so that a mistake elsewhere is noticed.", "NaN in the same places as in x")


@of_every_function(pre_activations(zero=False))
def is_the_slope(submission: Submission, function: Function, x: Array) -> None:
    """The values of {name} are the slopes of the activation function, as finite differences measure them."""
    # Steps of 6e-6 from multiples of 1/8 other than 0 stay on one side of any kink.
    assert function.activation is not None
    assert_close(function.of(submission, x), oracles.slopes(function.activation, x), atol=SLOPE_ROUNDING)


# --- sigmoid ---

SIGMOID = Function("sigmoid", oracles.sigmoid)


@question("sigmoid", points="3/4")
@few
@given(x=pre_activations(-30, 30) | AROUND_ZERO)
def test_sigmoid_follows_the_formula(submission: Submission, x: Array) -> None:
    """sigmoid is 1 / (1 + exp(-x))."""
    right = oracles.sigmoid(x)
    mistakes = {
        "the sign of the exponent is wrong: it is exp(-x)": 1 - right,
        "this is tanh": oracles.tanh(x),
        "this is the derivative of sigmoid": oracles.sigmoid_derivative(x),
    }
    assert_close(SIGMOID.of(submission, x), right, atol=ROUNDING, mistakes=mistakes)


@question("sigmoid", points="1/4")
@few
@given(start=eighths(-30, 28))
def test_sigmoid_increases(submission: Submission, start: float) -> None:
    """sigmoid increases with x, also where it is near 0 or 1: larger x between -30 and 30 have larger values."""
    # Between neighbours at 30 sigmoid still rises by 1e-14, a hundred times its rounding.
    answer = SIGMOID.of(submission, start + np.arange(0, 2.25, 0.25))
    if not (np.diff(answer) > 0).all():
        fail("The values do not increase from each x to the next.", "values that increase with x")


@question("sigmoid", points="1/2")
@settings(max_examples=10)
@given(x=FAR_OUT)
def test_sigmoid_is_exact_far_out(submission: Submission, x: Array) -> None:
    """sigmoid is exactly 0 at -1000 and -inf, and exactly 1 at 1000 and inf."""
    answer, right = SIGMOID.of(submission, x), oracles.sigmoid(x)
    cause = "x is clipped, so that sigmoid stops short of 0 and 1" if abs(answer[0] - right[0]) < 1e-6 else None
    assert_close(answer, right, rtol=0, mistakes=NOT_FINITE, likely_cause=cause)
    SIGMOID.values(submission, MIDDLE)


@question("sigmoid", points="3/8")
@few
@given(x=pre_activations(-700, -40))
def test_sigmoid_keeps_its_precision_in_the_tail(submission: Submission, x: Array) -> None:
    """From x = -40 down to -700, sigmoid is tiny but right to 12 digits, not rounded to 0."""
    # Honest forms: exp errs by 1e-16 of its value, and by 1e-13 where the exponent 700 was rounded (exp(-log(...))).
    cause = "far on the left a difference of numbers near 1, as in (1 + tanh(x / 2)) / 2 or 1 - ..., rounds to 0"
    assert_close(SIGMOID.of(submission, x), oracles.sigmoid(x), mistakes={cause: np.zeros(x.shape)})


test_sigmoid_keeps_nan = keeps_nan(SIGMOID, points="1/8")
test_sigmoid_keeps_shape = keeps_shape(SIGMOID, points="1/4")
test_sigmoid_takes_a_number = takes_a_number(SIGMOID, points="1/4")
test_sigmoid_keeps_float32 = keeps_float32(SIGMOID, points="1/4")
test_sigmoid_treats_integers_as_floats = treats_integers_as_floats(SIGMOID, points="1/2")
test_sigmoid_leaves_its_input_alone = leaves_its_input_alone(SIGMOID, points="1/4")
test_sigmoid_works_in_each_place_alone = works_in_each_place_alone(SIGMOID, points="1/4")
test_sigmoid_gives_no_warning = gives_no_warning(SIGMOID, points="1/4")


# --- sigmoid_derivative ---

SIGMOID_DERIVATIVE = Function("sigmoid_derivative", oracles.sigmoid_derivative, activation=oracles.sigmoid)


@question("sigmoid_derivative", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_sigmoid_derivative_follows_the_formula(submission: Submission, x: Array) -> None:
    """The derivative is s * (1 - s) with s = sigmoid(x), for |x| > 1 as well."""
    s = oracles.sigmoid(x)
    mistakes = {
        OUTPUT: x * (1 - x),
        "sigmoid is applied twice": oracles.sigmoid(s) * (1 - oracles.sigmoid(s)),
        "this is sigmoid itself": s,
        "this is s * (1 + s); it is s * (1 - s)": s * (1 + s),
        "one of the two factors is missing": 1 - s,
        "this is the derivative of tanh": oracles.tanh_derivative(x),
    }
    assert_close(SIGMOID_DERIVATIVE.of(submission, x), s * (1 - s), atol=ROUNDING, mistakes=mistakes)


@question("sigmoid_derivative", points="1/4")
@few
@given(x=pre_activations(-1000, 1000))
def test_sigmoid_derivative_lies_between_0_and_a_quarter(submission: Submission, x: Array) -> None:
    """The derivative is nowhere negative and nowhere above 1/4."""
    assert_between(SIGMOID_DERIVATIVE.of(submission, x), 0, 0.25 + ROUNDING, likely_cause=OUTPUT)
    SIGMOID_DERIVATIVE.values(submission, MIDDLE)


test_sigmoid_derivative_is_the_slope = is_the_slope(SIGMOID_DERIVATIVE, points="1/2")
test_sigmoid_derivative_is_right_far_out = is_right_far_out(SIGMOID_DERIVATIVE, points="3/4")
test_sigmoid_derivative_keeps_shape = keeps_shape(SIGMOID_DERIVATIVE, points="1/4")
test_sigmoid_derivative_takes_a_number = takes_a_number(SIGMOID_DERIVATIVE, points="1/4")
test_sigmoid_derivative_keeps_float32 = keeps_float32(SIGMOID_DERIVATIVE, points="1/4")
test_sigmoid_derivative_treats_integers_as_floats = treats_integers_as_floats(SIGMOID_DERIVATIVE, points="1/2")
test_sigmoid_derivative_leaves_its_input_alone = leaves_its_input_alone(SIGMOID_DERIVATIVE, points="1/4")
test_sigmoid_derivative_works_in_each_place_alone = works_in_each_place_alone(SIGMOID_DERIVATIVE, points="1/4")
test_sigmoid_derivative_gives_no_warning = gives_no_warning(SIGMOID_DERIVATIVE, points="1/4")


# --- relu ---

RELU = Function("relu", oracles.relu)


@question("relu", points="1/2")
@few
@given(x=pre_activations())
def test_relu_follows_the_definition(submission: Submission, x: Array) -> None:
    """relu is the larger one of x and 0."""
    mistakes = {
        "this is the absolute value": np.abs(x),
        "the two sides of 0 are swapped": np.minimum(x, 0),
        "this is leaky_relu": oracles.leaky_relu(x),
        "this is the derivative of relu": oracles.relu_derivative(x),
        "an integer dtype cuts off every fraction (np.vectorize takes that of its first result)": np.trunc(
            oracles.relu(x)
        ),
    }
    assert_close(RELU.of(submission, x), oracles.relu(x), mistakes=mistakes)


@question("relu", points="1/2")
@few
@given(x=pre_activations(zero=False), exponent=st.integers(-290, 290))
def test_relu_scales_over_all_magnitudes(submission: Submission, x: Array, exponent: int) -> None:
    """Tiny and huge x, from 1e-290 to 1e290, keep their value where positive and give 0 where negative."""
    scaled = x * 10.0**exponent
    assert_close(RELU.of(submission, scaled), oracles.relu(scaled))


@question("relu", points="1/4")
@few
@given(x=pre_activations())
def test_relu_twice_is_relu(submission: Submission, x: Array) -> None:
    """relu(relu(x)) is relu(x)."""
    once = RELU.values(submission, x)
    assert_close(RELU.of(submission, once), once)


@question("relu", points="1/4")
@few
@given(x=pre_activations(-1000, 1000))
def test_relu_is_never_negative(submission: Submission, x: Array) -> None:
    """relu is nowhere negative."""
    assert_between(RELU.of(submission, x), 0, np.inf)
    RELU.values(submission, MIDDLE)


COMPARE_INSTEAD = "inf / inf and inf * 0 are nan; compare x > 0"
INFINITE = st.sampled_from([np.inf, -np.inf]).map(lambda number: np.array([number]))


@question("relu", points="1/2")
@given(x=INFINITE)
def test_relu_at_infinity(submission: Submission, x: Array) -> None:
    """relu is 0 at -inf and inf at inf."""
    assert_close(RELU.of(submission, x), oracles.relu(x), mistakes=NOT_FINITE)


test_relu_keeps_shape = keeps_shape(RELU, points="1/4")
test_relu_takes_a_number = takes_a_number(RELU, points="1/4")
test_relu_keeps_float32 = keeps_float32(RELU, points="1/4")
test_relu_treats_integers_as_floats = treats_integers_as_floats(RELU, points="1/2")
test_relu_leaves_its_input_alone = leaves_its_input_alone(RELU, points="1/2")
test_relu_works_in_each_place_alone = works_in_each_place_alone(RELU, points="1/4")


# --- relu_derivative ---

RELU_DERIVATIVE = Function("relu_derivative", oracles.relu_derivative, activation=oracles.relu)


@question("relu_derivative", points="3/4")
@few
@given(x=pre_activations(zero=False))
def test_relu_derivative_follows_the_definition(submission: Submission, x: Array) -> None:
    """The derivative is 1 where x is positive and 0 where it is negative."""
    mistakes = {
        "this is relu itself": oracles.relu(x),
        "this is the sign of x": np.sign(x),
        "the two sides of 0 are swapped": 1 - oracles.relu_derivative(x),
    }
    assert_close(RELU_DERIVATIVE.of(submission, x), oracles.relu_derivative(x), mistakes=mistakes)


@question("relu_derivative", points="1/4")
@few
@given(x=pre_activations(zero=False), exponent=st.integers(-290, 290))
def test_relu_derivative_ignores_the_scale(submission: Submission, x: Array, exponent: int) -> None:
    """The derivative at x times any positive number is the derivative at x."""
    # Self-consistent, so that a wrong value costs the check of the definition and not this one.
    once = RELU_DERIVATIVE.values(submission, x)
    assert_close(RELU_DERIVATIVE.of(submission, x * 10.0**exponent), once)


@question("relu_derivative", points="1/4")
@given(x=INFINITE)
def test_relu_derivative_at_infinity(submission: Submission, x: Array) -> None:
    """The derivative is 0 at -inf and 1 at inf."""
    mistakes = {COMPARE_INSTEAD: [np.nan]}
    assert_close(RELU_DERIVATIVE.of(submission, x), oracles.relu_derivative(x), mistakes=mistakes)


@question("relu_derivative", points="1/4")
@given(x=st.sampled_from([0.0, -0.0]).map(lambda number: np.array([number, 1.0])))
def test_relu_derivative_at_both_zeros(submission: Submission, x: Array) -> None:
    """At 0.0 and at -0.0 the derivative is 0."""
    mistakes = {"the comparison includes 0: use x > 0": [1.0, 1.0], "0 / 0 is nan; compare x > 0": [np.nan, 1.0]}
    assert_close(RELU_DERIVATIVE.of(submission, x), [0.0, 1.0], mistakes=mistakes)


@question("relu_derivative", points="1/4")
@given(x=st.just(np.array([-1.0, 2.0])))
def test_relu_derivative_returns_floats(submission: Submission, x: Array) -> None:
    """The derivative is returned as floating-point numbers, not as bools or integers."""
    cause = "a comparison gives bools; turn them into floats"
    assert_dtype(RELU_DERIVATIVE.of(submission, x), np.float64, likely_cause=cause)


test_relu_derivative_is_the_slope = is_the_slope(RELU_DERIVATIVE, points="1/4")
test_relu_derivative_keeps_shape = keeps_shape(RELU_DERIVATIVE, points="1/4")
test_relu_derivative_takes_a_number = takes_a_number(RELU_DERIVATIVE, points="1/4")
test_relu_derivative_keeps_float32 = keeps_float32(RELU_DERIVATIVE, points="1/4")
test_relu_derivative_treats_integers_as_floats = treats_integers_as_floats(RELU_DERIVATIVE, points="1/4")
test_relu_derivative_leaves_its_input_alone = leaves_its_input_alone(RELU_DERIVATIVE, points="1/2")
test_relu_derivative_works_in_each_place_alone = works_in_each_place_alone(RELU_DERIVATIVE, points="1/2")


# --- tanh ---

TANH = Function("tanh", oracles.tanh)


@question("tanh", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_tanh_follows_the_formula(submission: Submission, x: Array) -> None:
    """tanh is (exp(x) - exp(-x)) / (exp(x) + exp(-x))."""
    right = oracles.tanh(x)
    mistakes = {
        "the sign is wrong": -right,
        "this is sigmoid": oracles.sigmoid(x),
        "this is tanh(x / 2): the exponents are x and -x, or 2x alone": oracles.tanh(x / 2),
        "this is the derivative of tanh": 1 - right**2,
    }
    assert_close(TANH.of(submission, x), right, atol=ROUNDING, mistakes=mistakes)


test_tanh_is_right_far_out = is_right_far_out(TANH, points="3/8")
test_tanh_keeps_nan = keeps_nan(TANH, points="1/8")
test_tanh_keeps_shape = keeps_shape(TANH, points="1/8")
test_tanh_takes_a_number = takes_a_number(TANH, points="1/8")
test_tanh_keeps_float32 = keeps_float32(TANH, points="1/8")
test_tanh_treats_integers_as_floats = treats_integers_as_floats(TANH, points="1/4")
test_tanh_leaves_its_input_alone = leaves_its_input_alone(TANH, points="1/8")
test_tanh_works_in_each_place_alone = works_in_each_place_alone(TANH, points="1/8")
test_tanh_gives_no_warning = gives_no_warning(TANH, points="1/8")


# --- tanh_derivative ---

TANH_DERIVATIVE = Function("tanh_derivative", oracles.tanh_derivative, activation=oracles.tanh)


@question("tanh_derivative", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_tanh_derivative_follows_the_formula(submission: Submission, x: Array) -> None:
    """The derivative is 1 - tanh(x) ** 2."""
    t = oracles.tanh(x)
    mistakes = {
        OUTPUT: 1 - x**2,
        "the square is missing": 1 - t,
        "tanh is applied twice": 1 - oracles.tanh(t) ** 2,
        "this is tanh itself": t,
        "this is t * (1 - t), which belongs to sigmoid": t * (1 - t),
    }
    assert_close(TANH_DERIVATIVE.of(submission, x), oracles.tanh_derivative(x), atol=ROUNDING, mistakes=mistakes)


test_tanh_derivative_is_the_slope = is_the_slope(TANH_DERIVATIVE, points="1/4")
test_tanh_derivative_is_right_far_out = is_right_far_out(TANH_DERIVATIVE, points="1/4")
test_tanh_derivative_keeps_shape = keeps_shape(TANH_DERIVATIVE, points="1/8")
test_tanh_derivative_takes_a_number = takes_a_number(TANH_DERIVATIVE, points="1/8")
test_tanh_derivative_keeps_float32 = keeps_float32(TANH_DERIVATIVE, points="1/8")
test_tanh_derivative_treats_integers_as_floats = treats_integers_as_floats(TANH_DERIVATIVE, points="1/4")
test_tanh_derivative_leaves_its_input_alone = leaves_its_input_alone(TANH_DERIVATIVE, points="1/8")
test_tanh_derivative_works_in_each_place_alone = works_in_each_place_alone(TANH_DERIVATIVE, points="1/8")
test_tanh_derivative_gives_no_warning = gives_no_warning(TANH_DERIVATIVE, points="1/8")


# --- leaky_relu ---

LEAKY_RELU = Function("leaky_relu", oracles.leaky_relu)
LEAKY_ALPHAS = st.sampled_from([0.5, 0.01, 0.25, 0.9])


@question("leaky_relu", points="1/2")
@few
@given(x=pre_activations(), alpha=LEAKY_ALPHAS)
def test_leaky_relu_follows_the_definition(submission: Submission, x: Array, alpha: float) -> None:
    """leaky_relu is x where x is positive, else alpha * x, for any alpha between 0 and 1."""
    mistakes = {
        NO_ALPHA: oracles.leaky_relu(x),
        "this is relu": oracles.relu(x),
        "the sign is wrong on the left": np.where(x > 0, x, -alpha * x),
        "the two sides of 0 are swapped": np.where(x > 0, alpha * x, x),
        "alpha itself is returned on the left, not alpha * x": np.where(x > 0, x, alpha),
    }
    assert_close(submission.leaky_relu(x.copy(), alpha), oracles.leaky_relu(x, alpha), mistakes=mistakes)


@question("leaky_relu", points="1/4")
@few
@given(x=pre_activations(zero=False), exponent=st.integers(-290, 290))
def test_leaky_relu_scales_over_all_magnitudes(submission: Submission, x: Array, exponent: int) -> None:
    """Tiny and huge x, from 1e-290 to 1e290, keep their value where positive and a tenth of it where negative."""
    scaled = x * 10.0**exponent
    assert_close(LEAKY_RELU.of(submission, scaled), oracles.leaky_relu(scaled))


@question("leaky_relu", points="1/4")
@given(x=INFINITE)
def test_leaky_relu_at_infinity(submission: Submission, x: Array) -> None:
    """leaky_relu is -inf at -inf and inf at inf."""
    assert_close(LEAKY_RELU.of(submission, x), oracles.leaky_relu(x), mistakes=NOT_FINITE)


test_leaky_relu_keeps_shape = keeps_shape(LEAKY_RELU, points="1/8")
test_leaky_relu_takes_a_number = takes_a_number(LEAKY_RELU, points="1/8")
test_leaky_relu_keeps_float32 = keeps_float32(LEAKY_RELU, points="1/8")
test_leaky_relu_treats_integers_as_floats = treats_integers_as_floats(LEAKY_RELU, points="1/4")
test_leaky_relu_leaves_its_input_alone = leaves_its_input_alone(LEAKY_RELU, points="1/4")
test_leaky_relu_works_in_each_place_alone = works_in_each_place_alone(LEAKY_RELU, points="1/8")


# --- leaky_relu_derivative ---

LEAKY_RELU_DERIVATIVE = Function("leaky_relu_derivative", oracles.leaky_relu_derivative, activation=oracles.leaky_relu)


@question("leaky_relu_derivative", points="1/2")
@few
@given(x=pre_activations(zero=False) | AROUND_ZERO, alpha=LEAKY_ALPHAS)
def test_leaky_relu_derivative_follows_the_definition(submission: Submission, x: Array, alpha: float) -> None:
    """The derivative is 1 where x is positive and alpha where it is negative, for any alpha between 0 and 1."""
    mistakes = {
        NO_ALPHA: oracles.leaky_relu_derivative(x),
        "this is the derivative of relu": oracles.relu_derivative(x),
        "this is leaky_relu itself": oracles.leaky_relu(x, alpha),
        "the sign is wrong on the left": np.where(x > 0, 1.0, -alpha),
        "the two sides of 0 are swapped": np.where(x > 0, alpha, 1.0),
    }
    right = oracles.leaky_relu_derivative(x, alpha)
    assert_close(submission.leaky_relu_derivative(x.copy(), alpha), right, mistakes=mistakes)


@question("leaky_relu_derivative", points="1/8")
@given(zero=st.sampled_from([0.0, -0.0]), alpha=LEAKY_ALPHAS)
def test_leaky_relu_derivative_at_both_zeros(submission: Submission, zero: float, alpha: float) -> None:
    """At 0.0 and at -0.0 the derivative is alpha, whatever alpha is."""
    answer = submission.leaky_relu_derivative(np.array([zero, 1.0]), alpha)
    assert_close(answer, [alpha, 1.0], mistakes={"the comparison includes 0: use x > 0": [1.0, 1.0]})


@question("leaky_relu_derivative", points="1/8")
@given(x=INFINITE)
def test_leaky_relu_derivative_at_infinity(submission: Submission, x: Array) -> None:
    """The derivative is alpha at -inf and 1 at inf."""
    mistakes = {COMPARE_INSTEAD: [np.nan]}
    assert_close(LEAKY_RELU_DERIVATIVE.of(submission, x), oracles.leaky_relu_derivative(x), mistakes=mistakes)


test_leaky_relu_derivative_is_the_slope = is_the_slope(LEAKY_RELU_DERIVATIVE, points="1/4")
test_leaky_relu_derivative_keeps_shape = keeps_shape(LEAKY_RELU_DERIVATIVE, points="1/8")
test_leaky_relu_derivative_takes_a_number = takes_a_number(LEAKY_RELU_DERIVATIVE, points="1/8")
test_leaky_relu_derivative_keeps_float32 = keeps_float32(LEAKY_RELU_DERIVATIVE, points="1/8")
test_leaky_relu_derivative_treats_integers_as_floats = treats_integers_as_floats(LEAKY_RELU_DERIVATIVE, points="1/4")
test_leaky_relu_derivative_leaves_its_input_alone = leaves_its_input_alone(LEAKY_RELU_DERIVATIVE, points="1/4")
test_leaky_relu_derivative_works_in_each_place_alone = works_in_each_place_alone(LEAKY_RELU_DERIVATIVE, points="1/8")


# --- elu ---

ELU = Function("elu", oracles.elu)
ELU_ALPHAS = st.sampled_from([1.0, 0.5, 0.25, 3.0])


@question("elu", points="1/2")
@few
@given(x=pre_activations(-30, 30) | AROUND_ZERO, alpha=ELU_ALPHAS)
def test_elu_follows_the_definition(submission: Submission, x: Array, alpha: float) -> None:
    """elu is x where x is positive, else alpha * (exp(x) - 1), for any positive alpha."""
    right, left = oracles.elu(x, alpha), x <= 0
    mistakes = {
        NO_ALPHA: oracles.elu(x),
        "this is relu": oracles.relu(x),
        "the 1 is not multiplied by alpha": right + (alpha - 1) * left,
        "the 1 is not subtracted on the left": right + alpha * left,
        "alpha also scales the right side": np.where(left, right, alpha * x),
        "this is the derivative of elu": oracles.elu_derivative(x, alpha),
    }
    assert_close(submission.elu(x.copy(), alpha), right, atol=ROUNDING, mistakes=mistakes)


test_elu_is_right_far_out = is_right_far_out(ELU, points="1/2")
test_elu_keeps_shape = keeps_shape(ELU, points="1/8")
test_elu_takes_a_number = takes_a_number(ELU, points="1/8")
test_elu_keeps_float32 = keeps_float32(ELU, points="1/8")
test_elu_treats_integers_as_floats = treats_integers_as_floats(ELU, points="1/4")
test_elu_leaves_its_input_alone = leaves_its_input_alone(ELU, points="1/8")
test_elu_works_in_each_place_alone = works_in_each_place_alone(ELU, points="1/8")
test_elu_gives_no_warning = gives_no_warning(ELU, points="1/8")


# --- elu_derivative ---

ELU_DERIVATIVE = Function("elu_derivative", oracles.elu_derivative, activation=oracles.elu)


@question("elu_derivative", points="1/2")
@few
@given(x=pre_activations(-30, 30, zero=False) | AROUND_ZERO, alpha=ELU_ALPHAS)  # at 0, two sides unless alpha is 1
def test_elu_derivative_follows_the_definition(submission: Submission, x: Array, alpha: float) -> None:
    """The derivative is 1 where x is positive and alpha * exp(x) where it is negative, for any positive alpha."""
    right = oracles.elu_derivative(x, alpha)
    mistakes = {
        NO_ALPHA: oracles.elu_derivative(x),
        "the 1 of exp(x) - 1 has no slope": np.where(x > 0, 1, right - alpha),
        "the slope on the right is 1": oracles.elu(x, alpha) + alpha,
        "this takes x for the output of elu; x is the pre-activation": np.where(x > 0, 1, x + alpha),
        "this is the derivative of leaky_relu": np.where(x > 0, 1, alpha),
    }
    assert_close(submission.elu_derivative(x.copy(), alpha), right, atol=ROUNDING, mistakes=mistakes)


test_elu_derivative_is_the_slope = is_the_slope(ELU_DERIVATIVE, points="1/4")
test_elu_derivative_is_right_far_out = is_right_far_out(ELU_DERIVATIVE, points="1/4")
test_elu_derivative_keeps_shape = keeps_shape(ELU_DERIVATIVE, points="1/8")
test_elu_derivative_takes_a_number = takes_a_number(ELU_DERIVATIVE, points="1/8")
test_elu_derivative_keeps_float32 = keeps_float32(ELU_DERIVATIVE, points="1/8")
test_elu_derivative_treats_integers_as_floats = treats_integers_as_floats(ELU_DERIVATIVE, points="1/4")
test_elu_derivative_leaves_its_input_alone = leaves_its_input_alone(ELU_DERIVATIVE, points="1/8")
test_elu_derivative_works_in_each_place_alone = works_in_each_place_alone(ELU_DERIVATIVE, points="1/8")
test_elu_derivative_gives_no_warning = gives_no_warning(ELU_DERIVATIVE, points="1/8")


# --- softplus ---

SOFTPLUS = Function("softplus", oracles.softplus)


@question("softplus", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_softplus_follows_the_formula(submission: Submission, x: Array) -> None:
    """softplus is log(1 + exp(x))."""
    right = oracles.softplus(x)
    mistakes = {
        "the sign of the exponent is wrong: it is exp(x)": oracles.softplus(-x),
        "the logarithm has base 2, not e": right / np.log(2),
        "the logarithm has base 10, not e": right / np.log(10),
        "this is relu": oracles.relu(x),
        "this is the derivative of softplus": oracles.sigmoid(x),
    }
    assert_close(SOFTPLUS.of(submission, x), right, atol=ROUNDING, mistakes=mistakes)


test_softplus_is_right_far_out = is_right_far_out(SOFTPLUS, points="3/8")
test_softplus_keeps_nan = keeps_nan(SOFTPLUS, points="1/8")
test_softplus_keeps_shape = keeps_shape(SOFTPLUS, points="1/8")
test_softplus_takes_a_number = takes_a_number(SOFTPLUS, points="1/8")
test_softplus_keeps_float32 = keeps_float32(SOFTPLUS, points="1/8")
test_softplus_treats_integers_as_floats = treats_integers_as_floats(SOFTPLUS, points="1/4")
test_softplus_leaves_its_input_alone = leaves_its_input_alone(SOFTPLUS, points="1/8")
test_softplus_works_in_each_place_alone = works_in_each_place_alone(SOFTPLUS, points="1/8")
test_softplus_gives_no_warning = gives_no_warning(SOFTPLUS, points="1/8")


# --- softplus_derivative ---

SOFTPLUS_DERIVATIVE = Function("softplus_derivative", oracles.sigmoid, activation=oracles.softplus)


@question("softplus_derivative", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_softplus_derivative_follows_the_formula(submission: Submission, x: Array) -> None:
    """The derivative of softplus is 1 / (1 + exp(-x))."""
    right = oracles.sigmoid(x)
    mistakes = {
        "the factor exp(x) of the chain rule is missing": 1 - right,
        "this is the derivative of sigmoid": oracles.sigmoid_derivative(x),
        "this takes x for the output of softplus; x is the pre-activation": 1 - np.exp(-x),
        "this is softplus itself": oracles.softplus(x),
    }
    assert_close(SOFTPLUS_DERIVATIVE.of(submission, x), right, atol=ROUNDING, mistakes=mistakes)


test_softplus_derivative_is_the_slope = is_the_slope(SOFTPLUS_DERIVATIVE, points="1/4")
test_softplus_derivative_is_right_far_out = is_right_far_out(SOFTPLUS_DERIVATIVE, points="1/4")
test_softplus_derivative_keeps_shape = keeps_shape(SOFTPLUS_DERIVATIVE, points="1/8")
test_softplus_derivative_takes_a_number = takes_a_number(SOFTPLUS_DERIVATIVE, points="1/8")
test_softplus_derivative_keeps_float32 = keeps_float32(SOFTPLUS_DERIVATIVE, points="1/8")
test_softplus_derivative_treats_integers_as_floats = treats_integers_as_floats(SOFTPLUS_DERIVATIVE, points="1/4")
test_softplus_derivative_leaves_its_input_alone = leaves_its_input_alone(SOFTPLUS_DERIVATIVE, points="1/8")
test_softplus_derivative_works_in_each_place_alone = works_in_each_place_alone(SOFTPLUS_DERIVATIVE, points="1/8")
test_softplus_derivative_gives_no_warning = gives_no_warning(SOFTPLUS_DERIVATIVE, points="1/8")


# --- maxout ---

Layer = tuple[Array, Array, Array, Array, Array]


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    """Arguments of maxout, multiples of 1/8: x (n, d), w1 (d, u), b1 (u,), w2 (d, u), b2 (u,)."""
    rows, features, units = (draw(st.integers(1, 3)) for _ in range(3))
    w, b = (features, units), (units,)
    return draw(vectors((rows, features))), draw(vectors(w)), draw(vectors(b)), draw(vectors(w)), draw(vectors(b))


@question("maxout", points="3/4")
@few
@given(layer=layers())
def test_maxout_follows_the_definition(submission: Submission, layer: Layer) -> None:
    """maxout is the larger one of x @ w1 + b1 and x @ w2 + b2 in every place, for all numbers of rows and units."""
    x, w1, b1, w2, b2 = layer
    mistakes = {
        "b1 is added to both maps": np.maximum(x @ w1 + b1, x @ w2 + b1),
        "b2 is added to both maps": np.maximum(x @ w1 + b2, x @ w2 + b2),
        "the biases are ignored": np.maximum(x @ w1, x @ w2),
        "the biases are added after the maximum": np.maximum(x @ w1, x @ w2) + b1 + b2,
        "the smaller map is taken": np.minimum(x @ w1 + b1, x @ w2 + b2),
        "one maximum is taken over everything": np.full((len(x), len(b1)), np.max([x @ w1 + b1, x @ w2 + b2])),
        "the second map is ignored": x @ w1 + b1,
        "the first map is ignored": x @ w2 + b2,
    }
    assert_close(submission.maxout(*fresh(*layer)), oracles.maxout(*layer), atol=ROUNDING, mistakes=mistakes)


@question("maxout", points="1/4")
@few
@given(layer=layers())
def test_maxout_treats_both_maps_alike(submission: Submission, layer: Layer) -> None:
    """When the two maps change places, maxout is the same."""
    x, w1, b1, w2, b2 = fresh(*layer)
    answer: Any = submission.maxout(*fresh(*layer))
    assert_shape(answer, (len(x), len(b1)))
    assert_close(submission.maxout(x, w2, b2, w1, b1), answer, atol=ROUNDING)


@question("maxout", points="1/4")
@few
@given(x=vectors((2, 2)))
def test_maxout_contains_the_absolute_value(submission: Submission, x: Array) -> None:
    """When w1 is the identity, w2 is minus the identity and the biases are 0, maxout is the absolute value."""
    answer = submission.maxout(x.copy(), np.eye(2), np.zeros(2), -np.eye(2), np.zeros(2))
    assert_close(answer, np.abs(x))


@question("maxout", points="1/4")
@few
@given(layer=layers())
def test_maxout_keeps_float32(submission: Submission, layer: Layer) -> None:
    """For float32 arrays, maxout returns a float32 array."""
    answer: Any = submission.maxout(*float32(*layer))
    assert_shape(answer, (len(layer[0]), len(layer[2])))
    assert_dtype(answer, np.float32, likely_cause="the result is collected in an array of the default dtype, float64")


@question("maxout", points="1/4")
@few
@given(layer=layers())
def test_maxout_keeps_fractions_of_integers(submission: Submission, layer: Layer) -> None:
    """With integer x, w1 and w2, biases with fractions are not cut off, and the result is float64."""
    x, w1, b1, w2, b2 = fresh(*layer)
    whole = [(8 * each).astype(np.int64) for each in (x, w1, w2)]
    floats: Any = submission.maxout(*(each.astype(np.float64) for each in (whole[0], whole[1], b1, whole[2], b2)))
    answer = submission.maxout(whole[0], whole[1], b1, whole[2], b2)
    assert_shape(floats, (len(x), len(b1)))
    assert_close(answer, floats, atol=ROUNDING, mistakes={TRUNCATED: np.trunc(floats)})
    integer_biases = [(8 * each).astype(np.int64) for each in (b1, b2)]
    answer = submission.maxout(whole[0].copy(), whole[1].copy(), integer_biases[0], whole[2].copy(), integer_biases[1])
    assert_dtype(answer, np.float64, likely_cause="arrays of integers are not converted to floats")


@question("maxout", points="1/4")
@few
@given(layer=layers())
def test_maxout_leaves_its_inputs_alone(submission: Submission, layer: Layer) -> None:
    """maxout changes no argument and returns a new array, and takes read-only arrays and slices with a stride."""
    assert_leaves_inputs_alone(submission, "maxout", *fresh(*layer))
    answer: Any = submission.maxout(*fresh(*layer))
    assert_shape(answer, (len(layer[0]), len(layer[2])))
    assert_close(submission.maxout(*awkward(*layer)), answer, atol=ROUNDING)


X, W, B = np.ones((4, 3)), np.ones((3, 2)), np.ones(2)


@question("maxout", points="1/4")
def test_maxout_rejects_weights_that_do_not_fit(submission: Submission) -> None:
    """maxout raises ValueError, with both shapes in the message, when w1 or w2 does not fit x or the other."""
    for w1, b1, w2, b2, shapes in (
        (np.ones((2, 2)), B, np.ones((2, 2)), B, ("(4, 3)", "(2, 2)")),
        (np.ones((4, 2)), B, np.ones((4, 2)), B, ("(4, 3)", "(4, 2)")),
        (W, B, np.ones((5, 2)), B, ("(5, 2)",)),  # the other shape may be that of x or of w1
        (W, B, np.ones((3, 1)), np.ones(1), ("(3, 2)", "(3, 1)")),  # NumPy would broadcast (4, 1) to (4, 2)
    ):
        assert_raises(
            *(submission, ValueError, "maxout", X.copy(), w1.copy(), b1.copy(), w2.copy(), b2.copy()),
            mentions=shapes,
            likely_cause=BOTH_SHAPES,
        )


@question("maxout", points="1/4")
def test_maxout_rejects_biases_that_do_not_fit(submission: Submission) -> None:
    """maxout raises ValueError, with both shapes in the message, unless b1 and b2 have one value per unit."""
    cause = BOTH_SHAPES + "; NumPy broadcasts (1,) and (4, 2) to (4, 2) without a word"
    for b1, b2, shape in (
        (np.ones(3), B, "(3,)"),
        (B, np.ones(1), "(1,)"),
        (B, np.ones((4, 2)), "(4, 2)"),
    ):
        assert_raises(
            *(submission, ValueError, "maxout", X.copy(), W.copy(), b1.copy(), W.copy(), b2.copy()),
            mentions=("(3, 2)", shape),
            likely_cause=cause,
        )


# --- gradient_through_layers ---

GRADIENT = Function("gradient_through_layers", oracles.gradient_through_layers, extra=(3,))


@question("gradient_through_layers", points="3/4")
@few
@given(x=pre_activations(-6, 6), depth=st.integers(1, 12))
def test_gradient_through_layers_follows_the_chain_rule(submission: Submission, x: Array, depth: int) -> None:
    """The gradient is the product of the derivatives of sigmoid at each layer's own pre-activation."""

    def right(depth: int) -> Array:
        return oracles.gradient_through_layers(x, depth)

    mistakes = {
        "every factor is taken at x; each layer's pre-activation is the output of the layer before": (
            oracles.sigmoid_derivative(x) ** depth
        ),
        "one factor too few": right(depth - 1),
        "one factor too many": right(depth + 1),
        "every factor is taken to be 1/4, its greatest value": np.full(x.shape, 0.25**depth),
        "the factors are added; the chain rule multiplies them": _sum_of_factors(x, depth),
        "the first factor is taken after the first layer, not at x": oracles.gradient_through_layers(
            oracles.sigmoid(x), depth
        ),
        "this is the last factor alone": right(depth) / right(depth - 1),
    }
    # Relative, since the values are as small as 1e-9: the worst factor is s * (1 - s) at 6, where 1 - s = 0.0025 has
    # lost 3 digits, and the others lose one.
    answer = submission.gradient_through_layers(x.copy(), depth)
    assert_close(answer, right(depth), rtol=1e-11, mistakes=mistakes)


def _sum_of_factors(x: Array, depth: int) -> Array:
    total, activation = np.zeros(x.shape), x
    for _ in range(depth):
        total, activation = total + oracles.sigmoid_derivative(activation), oracles.sigmoid(activation)
    return total


@question("gradient_through_layers", points="1/4")
@few
@given(x=pre_activations(-6, 6), depth=st.integers(0, 12))
def test_gradient_through_layers_vanishes(submission: Submission, x: Array, depth: int) -> None:
    """The gradient is positive and at most (1/4) ** depth."""
    answer: Any = submission.gradient_through_layers(x.copy(), depth)
    assert_shape(answer, x.shape)
    assert_between(answer, np.finfo(float).tiny, 0.25**depth * (1 + 1e-9))


@question("gradient_through_layers", points="1/4")
@few
@given(x=pre_activations(-6, 6))
def test_gradient_through_fifty_layers(submission: Submission, x: Array) -> None:
    """Through 50 layers the gradient is tiny, below 1e-30, and still right."""
    right = oracles.gradient_through_layers(x, 50)
    assert_close(submission.gradient_through_layers(x.copy(), 50), right, rtol=1e-10)


@question("gradient_through_layers", points="1/8")
@given(shape=st.sampled_from([(2,), (), (2, 3), (0,)]))
def test_gradient_through_no_layer_keeps_shape(submission: Submission, shape: tuple[int, ...]) -> None:
    """With depth 0, the gradient is 1 in the shape of x, as float64, also for integers."""
    answer = submission.gradient_through_layers(np.full(shape, 3), 0)
    assert_close(answer, np.ones(shape))
    assert_dtype(answer, np.float64)


test_gradient_through_layers_is_right_far_out = is_right_far_out(GRADIENT, points="1/8")
test_gradient_through_layers_keeps_shape = keeps_shape(GRADIENT, points="1/8")
test_gradient_through_layers_takes_a_number = takes_a_number(GRADIENT, points="1/8")
test_gradient_through_layers_keeps_float32 = keeps_float32(GRADIENT, points="1/8")
test_gradient_through_layers_treats_integers_as_floats = treats_integers_as_floats(GRADIENT, points="1/4")
test_gradient_through_layers_leaves_its_input_alone = leaves_its_input_alone(GRADIENT, points="1/8")
test_gradient_through_layers_works_in_each_place_alone = works_in_each_place_alone(GRADIENT, points="1/8")
test_gradient_through_layers_gives_no_warning = gives_no_warning(GRADIENT, points="1/8")
