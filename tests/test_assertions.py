"""What checks compare with: exactly the right answers pass, and the sentence for every other names what is wrong."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hypothesis_numpy

from autograder.assertions import (
    CheckFailure,
    assert_between,
    assert_close,
    assert_dtype,
    assert_equal,
    assert_leaves_global_rng_alone,
    assert_leaves_inputs_alone,
    assert_length,
    assert_no_warnings,
    assert_raises,
    assert_shape,
)
from autograder.sandbox.values import DTYPES, Callback, Handle
from autograder.submission import LocalSubmission

numeric = st.sampled_from([dtype for dtype in DTYPES if dtype.kind != "b"])
shapes = hypothesis_numpy.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
filled_shapes = hypothesis_numpy.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=4)
moderate = st.floats(1e-100, 1e100) | st.floats(-1e100, -1e-100)
int64s = st.integers(-(2**63), 2**63 - 1) | st.sampled_from([-(2**63), -1, 0, 1, 2**63 - 1])
NO_NUMBERS = [
    None,
    [1.0],
    (1.0,),
    [],
    {},
    {"value": 1.0},
    "1.0",
    Handle(0, "Model"),
    Callback(0),
    np.array(["1.0"]),
    np.array([None]),
]


def problem(check: Callable[..., None], *args: Any, **kwargs: Any) -> CheckFailure:
    """The failure that the check ends in; anything else, passing included, is an error."""
    with pytest.raises(CheckFailure) as failure:
        check(*args, **kwargs)
    assert failure.value.problem
    return failure.value


# --- assert_close ---


@given(hypothesis_numpy.arrays(numeric, shapes))
def test_every_array_is_close_to_itself(array: np.ndarray[Any, Any]) -> None:
    before = array.copy()
    assert_close(array, array.copy(), rtol=0.0)
    assert_equal(array, array.copy())
    assert array.tobytes() == before.tobytes()


@given(moderate, st.floats(1e-12, 0.5))
def test_the_tolerance_is_relative_to_the_expected_value(expected: float, rtol: float) -> None:
    assert_close(expected * (1 + rtol / 2), expected, rtol=rtol)
    assert_close(expected * (1 - rtol / 2), expected, rtol=rtol)
    problem(assert_close, expected * (1 + 2 * rtol), expected, rtol=rtol)
    problem(assert_close, expected * (1 - 2 * rtol), expected, rtol=rtol)


def test_a_larger_answer_does_not_widen_the_tolerance() -> None:
    assert_close(1.0, 2.0, rtol=0.6)
    problem(assert_close, 2.0, 1.0, rtol=0.6)


@given(moderate, st.floats(1e-6, 1e6))
def test_the_absolute_tolerance_counts_where_zero_is_expected(answer: float, atol: float) -> None:
    if abs(answer) <= atol:
        assert_close(answer, 0.0, atol=atol)
    else:
        problem(assert_close, answer, 0.0, atol=atol)


def test_without_an_absolute_tolerance_zero_is_zero() -> None:
    assert_close(0.0, 0.0)
    assert_close(-0.0, 0.0)
    problem(assert_close, 5e-324, 0.0)


@given(st.data())
def test_one_wrong_value_anywhere_is_found_and_named(data: st.DataObject) -> None:
    expected = data.draw(hypothesis_numpy.arrays(np.float64, filled_shapes, elements=st.floats(-1e6, 1e6)))
    where = tuple(data.draw(st.integers(0, length - 1)) for length in expected.shape)
    wrong = data.draw(st.sampled_from([np.nan, np.inf, -np.inf]) | st.floats(1e7, 1e8))
    answer = expected.copy()
    answer[where] = wrong
    said = problem(assert_close, answer, expected)
    assert f"at index {where[0] if len(where) == 1 else where} is " in said.problem
    assert (f"(1 of {expected.size} values are wrong)" in said.problem) == (expected.size > 1)


@given(shapes, shapes)
def test_other_shapes_are_refused_whatever_could_be_broadcast(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    assume(one != other)
    said = problem(assert_close, np.zeros(one), np.zeros(other))
    assert ("a single number" if one == () else str(one)) in said.problem


@pytest.mark.parametrize(("answer", "expected"), list(itertools.permutations([(0, 1), (1,), (1, 1), (), (0,)], 2)))
def test_shapes_that_would_broadcast(answer: tuple[int, ...], expected: tuple[int, ...]) -> None:
    problem(assert_close, np.ones(answer), np.ones(expected))
    problem(assert_shape, np.ones(answer), expected)


SPECIAL = [np.nan, np.inf, -np.inf, 0.0, 1.0, np.finfo(float).max]


@pytest.mark.parametrize(("answer", "expected"), list(itertools.permutations(SPECIAL, 2)))
@pytest.mark.parametrize("rtol", [0.0, 0.5])
def test_nan_and_infinity_meet_only_themselves(answer: float, expected: float, rtol: float) -> None:
    assert_close(answer, answer, rtol=rtol)
    problem(assert_close, answer, expected, rtol=rtol)
    problem(assert_close, np.array([1.0, answer]), np.array([1.0, expected]), rtol=rtol)


@pytest.mark.parametrize("answer", NO_NUMBERS, ids=repr)
@pytest.mark.parametrize("expected", [1.0, np.array([1.0]), np.zeros((0, 1))], ids=repr)
def test_what_is_no_number_is_refused(answer: object, expected: object) -> None:
    for check in (assert_close, assert_equal):
        problem(check, answer, expected)
    problem(assert_shape, answer, np.shape(expected))


def test_none_names_the_missing_return() -> None:
    assert "return" in str(problem(assert_close, None, 1.0).likely_cause)


@given(st.booleans(), st.booleans())
def test_booleans(answer: bool, expected: bool) -> None:
    for one, other in ((answer, expected), (np.array([answer]), np.array([expected]))):
        for check in (assert_close, assert_equal):
            if answer == expected:
                check(one, other)
            else:
                problem(check, one, other)


@given(int64s, int64s)
def test_integers_at_the_ends_of_their_range(answer: int, expected: int) -> None:
    for one, other in ((np.int64(answer), np.int64(expected)), (np.array([answer]), np.array([expected]))):
        if answer == expected:
            assert_equal(one, other)
        else:
            problem(assert_equal, one, other)
        if abs(answer - expected) > abs(expected):
            problem(assert_close, one, other)


@given(st.integers(0, 255), st.integers(0, 255))
def test_unsigned_integers_do_not_wrap_around(answer: int, expected: int) -> None:
    one, other = np.array([answer], np.uint8), np.array([expected], np.uint8)
    if abs(answer - expected) <= 1:
        assert_close(one, other, atol=1.0)
    else:
        problem(assert_close, one, other, atol=1.0)


@pytest.mark.parametrize("huge", [2**63, 2**64, -(10**30), 10**400], ids=["2**63", "2**64", "-10**30", "10**400"])
def test_integers_beyond_64_bits_are_wrong_answers_and_no_errors(huge: int) -> None:
    problem(assert_close, huge, 1.0)
    problem(assert_equal, huge, 1)
    problem(assert_shape, huge, (1,))
    problem(assert_between, huge, 0.0, 1.0)


@given(st.floats(-10, 10), st.floats(-10, 10))
def test_a_float32_answer_is_compared_as_the_number_that_it_is(answer: float, expected: float) -> None:
    rounded = np.float32(answer)
    if abs(float(rounded) - expected) <= 0.25:
        assert_close(rounded, expected, rtol=0.0, atol=0.25 + 1e-9)
    else:
        problem(assert_close, rounded, expected, rtol=0.0, atol=0.25 - 1e-9)


# --- mistakes ---

RIGHT = np.array([1.0, 4.0, 9.0])
MISTAKES = {
    "the square is missing": np.array([1.0, 2.0, 3.0]),
    "a column is returned": RIGHT[:, np.newaxis],
    "the sum is returned": 14.0,
    "no mistake at all": RIGHT,
    "the square is missing as well": np.array([1.0, 2.0, 3.0]),
}


@pytest.mark.parametrize("cause", ["the square is missing", "a column is returned", "the sum is returned"])
def test_an_answer_that_is_a_known_mistake_names_it(cause: str) -> None:
    said = problem(assert_close, np.array(MISTAKES[cause]), RIGHT, mistakes=MISTAKES, likely_cause="something else")
    assert said.likely_cause == cause


@pytest.mark.parametrize("answer", [np.array([1.0, 2.0, 3.5]), np.array([1.0, 4.0]), np.zeros((0, 1)), np.nan])
def test_another_wrong_answer_names_no_mistake(answer: object) -> None:
    assert problem(assert_close, answer, RIGHT, mistakes=MISTAKES).likely_cause is None
    said = problem(assert_close, answer, RIGHT, mistakes=MISTAKES, likely_cause="something else")
    assert said.likely_cause == "something else"


def test_a_mistake_that_gives_the_right_answer_is_never_named() -> None:
    assert_close(RIGHT.copy(), RIGHT, mistakes=MISTAKES)
    # Within the tolerance of the mistake's value, which here is the right one; the answer is outside.
    said = problem(assert_close, RIGHT + 5e-10, RIGHT, mistakes={"nothing": RIGHT})
    assert said.likely_cause is not None
    assert said.likely_cause.startswith("it is nearly right")  # five parts in ten thousand million off


def test_mistakes_are_named_for_equality_too() -> None:
    said = problem(assert_equal, np.array([1.0, 2.0, 3.0]), RIGHT, mistakes=MISTAKES)
    assert said.likely_cause == "the square is missing"


# --- the others ---


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("relu", "relu"),
        ([1, 2], [1, 2]),
        (("a", 1), ("a", 1)),
        ({"a": 1}, {"a": 1}),
        ([], []),
        ([np.nan, np.array([1.0, np.nan])], [float("nan"), np.array([1.0, np.nan])]),
        ({"loss": [np.array([1, 2])]}, {"loss": [np.array([1, 2])]}),
    ],
    ids=repr,
)
def test_equal_texts_and_lists(answer: object, expected: object) -> None:
    assert_equal(answer, expected)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("relu", "Relu"),
        ([1, 2], (1, 2)),
        ([1, 2], [2, 1]),
        ([1], [1, 1]),
        (None, []),
        (None, "relu"),
        ([Handle(0, "list")], [1]),
        ([np.array([1, 2])], [1]),
        ([np.array([1, 2])], [[1, 2]]),
        (np.array([1, 2]), [1, 2]),
        ({"a": np.zeros(2)}, {"a": 1}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ([1], [1.0]),
        ([np.zeros(2)], [np.zeros((1, 2))]),
        ([np.zeros(2)], [np.zeros(2, np.float32)]),
    ],
    ids=repr,
)
def test_unequal_texts_and_lists(answer: object, expected: object) -> None:
    problem(assert_equal, answer, expected)


def test_dtypes() -> None:
    assert_dtype(np.zeros(2, np.float32), np.float32)
    assert_dtype(np.float32(1), "float32")
    assert_dtype(1.0, np.float64)
    assert_dtype(1, np.int64)
    assert_dtype(True, bool)
    for answer, dtype in ((np.zeros(2), np.float32), (1, float), (np.zeros(2, bool), int), (2**70, np.int64)):
        problem(assert_dtype, answer, dtype)
    for answer in NO_NUMBERS:
        problem(assert_dtype, answer, np.float64)


@given(hypothesis_numpy.arrays(np.float64, shapes))
def test_between_is_for_every_value(array: np.ndarray[Any, Any]) -> None:
    if all(0.0 <= value <= 1.0 for value in array.flat):
        assert_between(array, 0.0, 1.0)
    else:
        problem(assert_between, array, 0.0, 1.0)


@pytest.mark.parametrize("answer", [np.nan, np.array([0.5, np.nan]), 0.5j, *NO_NUMBERS], ids=repr)
def test_what_lies_between_nothing(answer: object) -> None:
    problem(assert_between, answer, 0.0, 1.0)


def test_lengths() -> None:
    for good in ([1, 2], (1, 2), np.zeros(2), np.zeros((2, 0))):
        assert_length(good, 2, "The returned pair")
    for bad in ([], (1,), [1, 2, 3], np.zeros((3, 2)), np.zeros(()), np.float64(2), "ab", {"a": 1, "b": 2}, None, 2):
        assert problem(assert_length, bad, 2, "The returned pair").problem.startswith("The returned pair should hold 2")


# --- assertions that make the call ---

MODULE = """
import random
import warnings

import numpy as np

CALLS = []


def double(x):
    CALLS.append(x)
    return 2 * x


def double_in_place(y, x):
    x *= 2
    return x.copy()


def same(x):
    return x


def reversed_view(x):
    return [1.0, x[::-1]]


def warn(x):
    warnings.warn("careful")
    return x


def overflow(x):
    return np.exp(x)


def draw_numpy(x):
    return np.random.rand()


def draw_python(x):
    return random.random()


def draw_own(x):
    return np.random.default_rng(0).random() + random.Random(0).random()


class ShapeError(ValueError):
    pass


def refuse(x):
    raise ShapeError(f"shapes {x.shape} and (7,) do not fit")


def fail_otherwise(x):
    raise KeyError("x")
"""


@pytest.fixture
def module(tmp_path: Path) -> LocalSubmission:
    (tmp_path / "asserted.py").write_text(MODULE, encoding="utf-8")
    return LocalSubmission(tmp_path / "asserted.py")


def x() -> np.ndarray[Any, Any]:
    return np.array([1.0, 2.0, 800.0])


def test_raises(module: LocalSubmission) -> None:
    assert_raises(module, ValueError, "refuse", x())
    assert_raises(module, ValueError, "refuse", x(), mentions=("(3,)", "(7,)"))
    assert_raises(module, ValueError, "refuse", x=x())
    said = problem(assert_raises, module, ValueError, "refuse", x(), mentions=("(3,)", "(8,)"), likely_cause="why")
    assert "does not mention (8,)" in said.problem
    assert (said.expected, said.likely_cause) == ("a ValueError whose message contains (3,) and (8,)", "why")
    assert (
        "raised KeyError, not ValueError" in problem(assert_raises, module, ValueError, "fail_otherwise", x()).problem
    )
    assert "returned a value" in problem(assert_raises, module, ValueError, "double", x()).problem


def test_leaves_inputs_alone(module: LocalSubmission) -> None:
    assert_leaves_inputs_alone(module, "double", x())
    assert "second array" in problem(assert_leaves_inputs_alone, module, "double_in_place", x(), x()).problem
    assert "first array" in problem(assert_leaves_inputs_alone, module, "double_in_place", 1.0, x=x()).problem
    for function in ("same", "reversed_view"):
        assert "shares memory" in problem(assert_leaves_inputs_alone, module, function, x()).problem


def test_no_warnings(module: LocalSubmission) -> None:
    assert_no_warnings(module, "double", x())
    assert "careful" in problem(assert_no_warnings, module, "warn", x()).problem
    assert "overflow" in problem(assert_no_warnings, module, "overflow", x()).problem


def test_leaves_global_rng_alone(module: LocalSubmission) -> None:
    for function in ("double", "draw_own"):
        assert_leaves_global_rng_alone(module, function, x())
    for function in ("draw_numpy", "draw_python"):
        problem(assert_leaves_global_rng_alone, module, function, x())
        assert not module.watch_rng
    with pytest.raises(KeyError):
        assert_leaves_global_rng_alone(module, "fail_otherwise", x())
    assert not module.watch_rng


def test_integers_do_not_wrap_around():
    # |int8 -128 - 0| is -128 in int8, which is below any tolerance.
    for lowest in (np.array([-128], np.int8), np.array([np.iinfo(np.int64).min])):
        for rtol in (0.0, 1e-12):
            with pytest.raises(CheckFailure):
                assert_close(lowest, np.zeros(1, lowest.dtype), rtol=rtol)
    with pytest.raises(CheckFailure):
        assert_equal(np.array([2**53 + 1]), np.array([2**53]))
