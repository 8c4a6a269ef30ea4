"""Two versions of a module, compared on the same generated inputs in this process: where do they differ?

What counts is what a contract speaks of: values to rounding, dtypes, shapes, exceptions, changed arguments, memory
shared with an argument, and floating-point warnings on finite inputs. For trusted code only: nothing is walled off.
"""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from autograder.inputs import CALLED_BY, MAKERS
from autograder.showing import show, show_call

RTOL, ATOL = 1e-11, 1e-13  # a sum in another order passes, any other formula does not
FLOAT32_RTOL, FLOAT32_ATOL = 1e-5, 1e-6
SEED = 20240229
_SHAPES = re.compile(r"\(\d*(?:, ?\d+)*,?\)")


@dataclass(frozen=True)
class Difference:
    """A call on which two versions differ, as text."""

    call: str
    reference: str
    mutant: str


@dataclass(frozen=True)
class _Answer:
    """All that is compared of one call."""

    value: Any = None
    error: str = ""  # the exception's type and the shapes in its message
    arguments: tuple[Any, ...] = ()  # as they are after the call
    shares_memory: bool = False
    warned: bool = False


def load(source: str, name: str) -> ModuleType:
    """A module made of `source`, not registered anywhere."""
    module = ModuleType(name)
    exec(compile(source, f"{name}.py", "exec", dont_inherit=True), vars(module))  # noqa: S102  our own code
    return module


def first_difference(
    assignment: str, reference: str, mutant: str, functions: Sequence[str], examples: int
) -> Difference | None:
    """The first of `examples` inputs, shared out among `functions`, on which `mutant` does not do as `reference`.

    Both are source texts of the assignment's module. The inputs are the same on every run.
    """
    try:
        changed = load(mutant, "mutant")
    except Exception as error:
        return Difference("import", "imports", f"raises {type(error).__name__}")
    original = load(reference, "reference")
    makers = MAKERS.get(assignment, {})
    known = [name for name in functions if name in makers]
    for name in known:
        for arguments in _inputs(assignment, name, -(-examples // len(known))):
            right = _answer(getattr(original, name), name, arguments())
            got = _answer(getattr(changed, name), name, arguments())
            if not _agree(right, got):
                return Difference(_shown_call(name, arguments()), _shown(right), _shown(got))
    return None


def _inputs(assignment: str, function: str, count: int) -> Iterator[Callable[[], tuple[Any, ...]]]:
    """Makers of arguments: each gives equal but fresh ones whenever it is called."""
    maker, start = MAKERS[assignment][function], zlib.crc32(function.encode())
    bits = np.random.PCG64(SEED + start)
    rng = np.random.Generator(bits)
    for _ in range(count):
        state = bits.state

        def arguments(state: Any = state) -> tuple[Any, ...]:
            bits.state = state
            return maker(rng)

        yield arguments


def _answer(function: Callable[..., Any], name: str, arguments: tuple[Any, ...]) -> _Answer:
    warned: list[str] = []
    finite = all(np.isfinite(array).all() for array in _arrays(arguments))
    value, error = None, ""
    with np.errstate(over="call", divide="call", invalid="call", call=lambda kind, flag: warned.append(kind)):
        try:
            via = CALLED_BY.get(name)
            value = via(function, *arguments) if via else function(*arguments)
        except Exception as raised:
            error = " ".join([type(raised).__name__, *sorted(set(_SHAPES.findall(str(raised))))])
    passed = list(_arrays(arguments))
    shares = any(np.may_share_memory(each, array) for each in _arrays(value) for array in passed)
    return _Answer(value, error, arguments, shares, bool(warned) and finite)


def _arrays(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _arrays(each)


def _agree(right: _Answer, got: _Answer) -> bool:
    if (right.error, right.shares_memory, right.warned) != (got.error, got.shares_memory, got.warned):
        return False
    dtypes = {array.dtype for array in _arrays(right.arguments)}
    single = np.dtype(np.float32) in dtypes
    either = single and len(dtypes) > 1  # of a mixture, contracts leave the dtype open
    return _equal(right.value, got.value, single, either) and _equal(right.arguments, got.arguments)


def _equal(right: Any, got: Any, single: bool = False, either: bool = False) -> bool:
    """Equal in structure, dtype (unless `either` is right) and shape, and in value but for rounding."""
    if isinstance(right, list | tuple):
        same_length = isinstance(got, list | tuple) and len(right) == len(got)
        return same_length and all(_equal(*pair, single, either) for pair in zip(right, got, strict=True))
    if isinstance(right, np.ndarray | np.generic | float | int):
        with contextlib.suppress(TypeError, ValueError):
            return _close(np.asarray(right), np.asarray(got), single, either)
        return False
    if callable(right):
        return callable(got)
    return bool(right == got)


def _close(right: np.ndarray[Any, Any], got: np.ndarray[Any, Any], single: bool, either: bool) -> bool:
    if right.shape != got.shape or right.dtype.kind != got.dtype.kind:
        return False
    if right.ndim and right.dtype != got.dtype and not either:
        return False
    if right.dtype.kind not in "fc":
        return np.array_equal(right, got)
    rounded = single or np.float32 in (right.dtype, got.dtype)
    rtol, atol = (FLOAT32_RTOL, FLOAT32_ATOL) if rounded else (RTOL, ATOL)
    size = np.abs(right[np.isfinite(right)]).max(initial=1.0)
    return bool(np.allclose(got, right, rtol=rtol, atol=min(atol * size, 1e-3), equal_nan=True))


def _shown_call(name: str, arguments: tuple[Any, ...]) -> str:
    return show_call(name, arguments, {})


def _shown(answer: _Answer) -> str:
    text = f"raises {answer.error}" if answer.error else f"returns {show(answer.value)}"
    notes = [note for note, is_so in (("shares memory", answer.shares_memory), ("warns", answer.warned)) if is_so]
    return ", ".join([text, *notes])
