"""What checks use to compare a submission's answers with the required ones.

Every function raises `CheckFailure` with a sentence for the student. Answers come from another process and are plain
data (numbers, strings, lists, NumPy arrays of the base class), so nothing here can be fooled by an object's own
`__eq__`. Tolerances are relative to the *expected* value, and shapes are compared before values.

`__tracebackhide__` makes `--pdb` stop in the check rather than in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from autograder.language import translate
from autograder.showing import clean, show

if TYPE_CHECKING:
    from autograder.submission import Submission

FLOAT64_ROUNDING = (
    1e-12  # thousands of float64 roundings (2.2e-16 each): any order of summation passes, any other formula fails
)
NEARLY = 1e-5  # relative; what a difference quotient or float32 makes of a right formula
FLOAT32_ROUNDING = 2e-5  # about 300 float32 roundings (6e-8 each)


class CheckFailure(AssertionError):
    """A requirement that does not hold.

    `problem` says what is wrong, `expected` what was required (as text), and `likely_cause` what usually leads to it.
    Each is put into the chosen language when the catalogue has it; sentences with values in them arrive translated.
    """

    def __init__(self, problem: str, expected: str | None = None, likely_cause: str | None = None) -> None:
        super().__init__(problem)
        self.problem = translate(problem)
        self.expected = translate(expected) if expected else expected
        self.likely_cause = translate(likely_cause) if likely_cause else likely_cause


def fail(problem: str, expected: str | None = None, likely_cause: str | None = None) -> NoReturn:
    """Raise `CheckFailure`; for requirements that no other function here expresses."""
    __tracebackhide__ = True
    raise CheckFailure(problem, expected, likely_cause)


def _as_array(value: object, expected: np.ndarray[Any, Any], likely_cause: str | None = None) -> np.ndarray[Any, Any]:
    """`value` as an array, or `CheckFailure` when it is no number or numeric array."""
    __tracebackhide__ = True
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufc":
        return np.asarray(value)
    if isinstance(value, bool | int | float | complex) and np.asarray(value).dtype != object:  # beyond 64 bits
        return np.asarray(value)
    wanted = translate("a number")
    if expected.ndim:
        wanted = translate("a NumPy array of shape {shape}").format(shape=expected.shape)
    if value is None:
        cause = translate("the function ends without a return statement")
        fail("The function returned None.", wanted, likely_cause or cause)
    shown = type(value).__name__ if isinstance(value, list | tuple) else show(value)
    fail(
        translate("The function returned {shown}, not {wanted}.").format(shown=shown, wanted=wanted),
        wanted,
        likely_cause,
    )


def _close(
    actual: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], rtol: float, atol: float
) -> np.ndarray[Any, Any]:
    same = actual == expected
    if np.all(same):  # nothing is closer than equal, and most answers are
        return np.asarray(same)
    same = same | (np.isnan(actual) & np.isnan(expected))
    if rtol == atol == 0:
        return np.asarray(same)
    # In float64: booleans cannot be subtracted, and integers wrap around (the absolute value of int8 -128 is -128).
    wide = np.result_type(actual, expected, np.float64)
    answer, required = actual.astype(wide), expected.astype(wide)
    with np.errstate(all="ignore"):
        near = np.abs(answer - required) <= atol + rtol * np.abs(required)
    return np.asarray(np.where(np.isfinite(answer) & np.isfinite(required), near, same))


def _cause(
    actual: np.ndarray[Any, Any],
    expected: np.ndarray[Any, Any],
    rtol: float,
    atol: float,
    mistakes: Mapping[str, object] | None,
) -> str | None:
    """The first of `mistakes` whose value the answer has, so that the message can name it."""
    for cause, wrong_value in (mistakes or {}).items():
        wrong = np.asarray(wrong_value)
        differs = wrong.shape == actual.shape and not (
            wrong.shape == expected.shape and _close(wrong, expected, rtol, atol).all()
        )
        if differs and _close(actual, wrong, max(rtol, 1e-9), atol).all():
            return cause
    return None


def assert_close(
    actual: object,
    expected: object,
    *,
    rtol: float = FLOAT64_ROUNDING,
    atol: float = 0.0,
    mistakes: Mapping[str, object] | None = None,
    likely_cause: str | None = None,
) -> None:
    """Require |actual - expected| <= atol + rtol * |expected| in every place, with equal shapes.

    NaN must meet NaN and an infinity the same infinity. `mistakes` maps a likely cause to the value which
    that mistake gives: when the answer is that value, the cause is named. Raises `CheckFailure`.
    """
    __tracebackhide__ = True
    required = np.asarray(expected)
    answer = _as_array(actual, required, likely_cause)
    if answer.shape != required.shape:
        cause = _cause(answer, required, rtol, atol, mistakes) or likely_cause
        assert_shape(answer, required.shape, likely_cause=cause)
    good = _close(answer, required, rtol, atol)
    if good.all():
        return
    cause = _cause(answer, required, rtol, atol, mistakes) or likely_cause
    if cause is None and _close(answer, required, NEARLY, 0.0).all():
        cause = translate(
            "it is nearly right: a difference quotient, float32 or a rounded constant in place of the formula"
        )
    if required.ndim == 0:
        fail("The value is not the required one.", show(expected), cause)
    where = tuple(int(i) for i in np.argwhere(~good)[0])
    place = where[0] if len(where) == 1 else where
    count = int((~good).sum())
    if good.size > 1:
        sentence = translate(
            "The value at index {place} is {got}; it should be {wanted} ({count} of {size} values are wrong)."
        )
    else:
        sentence = translate("The value at index {place} is {got}; it should be {wanted}.")
    got, wanted = show(answer[where].item()), show(required[where].item())
    fail(sentence.format(place=place, got=got, wanted=wanted, count=count, size=good.size), show(expected), cause)


def assert_equal(
    actual: object,
    expected: object,
    *,
    mistakes: Mapping[str, object] | None = None,
    likely_cause: str | None = None,
) -> None:
    """Require exactly the expected value; NaN equals NaN.

    A number may have another type than the expected one; lists, tuples and dicts may not, nor may what they hold.
    """
    __tracebackhide__ = True
    if isinstance(expected, np.ndarray | np.generic | bool | int | float):
        assert_close(actual, expected, rtol=0.0, atol=0.0, mistakes=mistakes, likely_cause=likely_cause)
    elif not _same(actual, expected):
        fail("The value is not the required one.", show(expected), likely_cause)


def assert_alike(actual: object, expected: object, *, rtol: float = FLOAT64_ROUNDING, atol: float = 0.0) -> None:
    """Require the expected value of whatever kind: numbers and arrays to rounding, in lists, tuples and dicts as well.

    Where a list is expected a tuple is right, too, and the other way round.
    """
    __tracebackhide__ = True
    if isinstance(expected, list | tuple):
        assert_length(actual, len(expected), translate("The returned value"))
        for got, wanted in zip(actual, expected, strict=True):  # type: ignore[call-overload]
            assert_alike(got, wanted, rtol=rtol, atol=atol)
    elif isinstance(expected, dict):
        if not isinstance(actual, dict) or actual.keys() != expected.keys():
            fail("The value is not the required one.", show(expected))
        for name, wanted in expected.items():
            assert_alike(actual[name], wanted, rtol=rtol, atol=atol)
    elif isinstance(expected, np.ndarray | np.generic | bool | int | float | complex):
        single = np.asarray(expected).dtype == np.float32
        assert_close(actual, expected, rtol=max(rtol, FLOAT32_ROUNDING) if single else rtol, atol=atol)
    else:
        assert_equal(actual, expected)


def _same(actual: object, expected: object) -> bool:
    """Equal in type and value, all the way down."""
    if type(actual) is not type(expected):
        return False
    if isinstance(actual, list | tuple) and isinstance(expected, list | tuple):
        return len(actual) == len(expected) and all(map(_same, actual, expected))
    if isinstance(actual, dict) and isinstance(expected, dict):
        return actual.keys() == expected.keys() and all(_same(actual[key], expected[key]) for key in expected)
    if isinstance(actual, np.ndarray | np.generic | float | complex):
        one, other = np.asarray(actual), np.asarray(expected)
        return (one.dtype, one.shape) == (other.dtype, other.shape) and bool(_close(one, other, 0.0, 0.0).all())
    return bool(actual == expected)


def assert_shape(actual: object, shape: tuple[int, ...], *, likely_cause: str | None = None) -> None:
    """Require a number (`shape` is `()`) or an array of exactly this shape."""
    __tracebackhide__ = True
    answer = _as_array(actual, np.empty(shape), likely_cause)
    if answer.shape != shape:
        came, wanted = _described(answer.shape), _described(shape)
        sentence = translate("The function returned {shown}, not {wanted}.")
        if likely_cause is None and answer.size == 1 and shape == ():
            likely_cause = translate("an array with one element is not yet a number; take it out, with [0] or .item()")
        fail(sentence.format(shown=came, wanted=wanted), wanted, likely_cause)


def assert_dtype(actual: object, dtype: object, *, likely_cause: str | None = None) -> None:
    """Require an array or NumPy scalar of this dtype; a Python float counts as float64, a Python int as int64."""
    __tracebackhide__ = True
    wanted = np.dtype(dtype)  # type: ignore[call-overload]
    answer = _as_array(actual, np.empty(()), likely_cause) if not isinstance(actual, np.ndarray) else actual
    if answer.dtype != wanted:
        sentence = translate("The result has dtype {got}, not {wanted}.")
        if likely_cause is None and (answer.dtype, wanted) == (np.float64, np.float32):
            likely_cause = translate("a step on the way makes float64 of it; .astype(np.float32) converts it back")
        elif likely_cause is None and answer.dtype == bool:
            likely_cause = translate("a comparison gives True and False; .astype makes numbers of them")
        fail(sentence.format(got=answer.dtype, wanted=wanted), f"dtype {wanted}", likely_cause)


def assert_between(actual: object, low: float, high: float, *, likely_cause: str | None = None) -> None:
    """Require low <= value <= high in every place; NaN is never between."""
    __tracebackhide__ = True
    array = np.asarray(actual) if isinstance(actual, np.ndarray) else np.empty(())
    answer = _as_array(actual, array, likely_cause)
    if answer.dtype.kind == "c" or not ((answer >= low) & (answer <= high)).all():  # NumPy does order complex numbers
        sentence = translate("Every value should lie between {low} and {high}.").format(low=show(low), high=show(high))
        fail(sentence, translate("values in {interval}").format(interval=[low, high]), likely_cause)


def assert_length(actual: object, length: int, what: str, *, likely_cause: str | None = None) -> None:
    """Require a list, tuple or array with `length` items; `what` names it in the message ("the returned tuple")."""
    __tracebackhide__ = True
    items = translate("{count} items").format(count=length)
    if not isinstance(actual, list | tuple | np.ndarray) or (isinstance(actual, np.ndarray) and actual.ndim == 0):
        sentence = translate("{what} should hold {length} items, but is {shown}.")
        fail(sentence.format(what=translate(what), length=length, shown=show(actual)), items, likely_cause)
    if len(actual) != length:
        sentence = translate("{what} should hold {length} items, but holds {count}.")
        fail(sentence.format(what=translate(what), length=length, count=len(actual)), items, likely_cause)


def assert_raises(
    submission: Submission,
    exception: type[Exception],
    function: str,
    *args: object,
    mentions: tuple[str, ...] = (),
    likely_cause: str | None = None,
    **kwargs: object,
) -> None:
    """Require that calling `function` raises `exception` with a message that contains each of `mentions`."""
    __tracebackhide__ = True
    name = exception.__name__
    wanted = translate("a {error}").format(error=name)
    if mentions:
        sentence = translate("a {error} whose message contains {texts}")
        wanted = sentence.format(error=name, texts=translate(" and ").join(mentions))
    try:
        getattr(submission, function)(*args, **kwargs)
    except exception as raised:
        message = str(raised)
        for text in mentions:
            if text not in message:
                sentence = translate("The {error} says {message!r}, which does not mention {text}.")
                fail(sentence.format(error=name, message=clean(message, 200), text=text), wanted, likely_cause)
    except Exception as raised:
        sentence = translate("The function raised {got}, not {error}.")
        fail(sentence.format(got=type(raised).__name__, error=name), wanted, likely_cause)
    else:
        sentence = translate("The function returned a value where it should raise {error}.")
        fail(sentence.format(error=name), wanted, likely_cause)


def assert_leaves_inputs_alone(submission: Submission, function: str, *args: object, **kwargs: object) -> None:
    """Call `function` and require that no array argument changed and that the result shares no memory with one."""
    __tracebackhide__ = True
    getattr(submission, function)(*args, **kwargs)
    call = submission.calls[-1]
    if call.mutated:
        fail(
            translate("The call changed its {ordinal} array argument.").format(ordinal=_ordinal(call.mutated[0])),
            translate("inputs as they were"),
            translate("an in-place operation such as `x *= 2`, `x[x < 0] = 0` or `out=x` works on the caller's array"),
        )
    if call.shares_memory:
        fail(
            "The result shares memory with an input, so changing one changes the other.",
            translate("a new array"),
            translate("the function returns its argument or a view of it; make a new array"),
        )


def assert_no_warnings(submission: Submission, function: str, *args: object, **kwargs: object) -> None:
    """Call `function` and require that it gives no warning, such as NumPy's overflow warning."""
    __tracebackhide__ = True
    getattr(submission, function)(*args, **kwargs)
    warned = submission.calls[-1].warnings
    if warned:
        sentence = translate("The call gave a warning: {warning}.").format(warning=clean(warned[0], 200))
        cause = translate("exp of a large number overflows; np.where computes both sides for every element")
        fail(sentence, translate("no warning"), cause if "overflow" in warned[0] else None)


def assert_leaves_global_rng_alone(submission: Submission, function: str, *args: object, **kwargs: object) -> None:
    """Call `function` and require that the global generators of `random` and `numpy.random` are where they were."""
    __tracebackhide__ = True
    submission.watch_rng = True
    try:
        getattr(submission, function)(*args, **kwargs)
    finally:
        submission.watch_rng = False
    if submission.calls[-1].touched_global_rng:
        cause = translate(
            "np.random.seed and functions such as np.random.uniform use it; np.random.default_rng does not"
        )
        fail("The call used or seeded the global random generator.", translate("global random state as it was"), cause)


def _ordinal(index: int) -> str:
    names = (translate("first"), translate("second"), translate("third"), translate("fourth"), translate("fifth"))
    return names[index] if index < len(names) else f"{index + 1}."


def _described(shape: tuple[int, ...]) -> str:
    return translate("an array of shape {shape}").format(shape=shape) if shape else translate("a single number")
