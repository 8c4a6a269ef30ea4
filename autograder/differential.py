"""Two versions of a module, compared on the same inputs in this process: where do they differ?

What counts is what a contract speaks of: values to rounding, dtypes, shapes, exceptions, changed arguments, memory
shared with an argument, and floating-point warnings on finite inputs. For trusted code only: nothing is walled off.
"""

from __future__ import annotations

import contextlib
import functools
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

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
class Passed:
    """The arguments of one call."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)


Input = Callable[[], Passed]  # gives equal but fresh arguments whenever it is called
Source = Callable[[int], Iterator[Input]]  # inputs, as many as the number says or somewhat more


@dataclass(frozen=True)
class Inputs:
    """What the functions of a module are called with: a source for each, and for some another way of calling them."""

    sources: Mapping[str, Source]
    called_by: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    cost: Mapping[str, int] = field(default_factory=dict)  # of a call; as many examples fewer are compared


def drawn(
    makers: Mapping[str, Callable[[np.random.Generator], tuple[Any, ...]]],
    called_by: Mapping[str, Callable[..., Any]] | None = None,
    cost: Mapping[str, int] | None = None,
) -> Inputs:
    """Inputs that makers draw, see `inputs`; the same on every run."""
    return Inputs({name: _draws(name, maker) for name, maker in makers.items()}, called_by or {}, cost or {})


def _draws(name: str, maker: Callable[[np.random.Generator], tuple[Any, ...]]) -> Source:
    def draw(count: int) -> Iterator[Input]:
        bits = np.random.PCG64(SEED + zlib.crc32(name.encode()))
        rng = np.random.Generator(bits)
        for _ in range(count):
            state = bits.state

            def passed(state: Any = state) -> Passed:
                bits.state = state
                return Passed(maker(rng))

            yield passed

    return draw


@dataclass(frozen=True)
class _Answer:
    """All that is compared of one call."""

    value: Any = None
    error: str = ""  # the exception's type and the shapes in its message
    arguments: list[Any] = field(default_factory=list)  # as they are after the call
    shares_memory: bool = False
    warned: bool = False


def load(source: str, name: str) -> ModuleType:
    """A module made of `source`, not registered anywhere."""
    module = ModuleType(name)
    exec(compile(source, f"{name}.py", "exec", dont_inherit=True), vars(module))  # noqa: S102  our own code
    return module


def first_difference(
    inputs: Inputs, reference: str, mutant: str, functions: Sequence[str], examples: int
) -> Difference | None:
    """The first of `examples` inputs, shared out among `functions`, on which `mutant` does not do as `reference`.

    Both are source texts of one module. Functions for which there are no inputs are left out.
    """
    try:
        changed = load(mutant, "mutant")
    except Exception as error:
        return Difference("import", "imports", f"raises {type(error).__name__}")
    original = load(reference, "reference")
    known = [name for name in functions if name in inputs.sources]
    for name in known:
        via = inputs.called_by.get(name)
        count = -(-examples // (len(known) * inputs.cost.get(name, 1)))
        for passed in inputs.sources[name](count):
            right = _answer(getattr(original, name), via, passed())
            got = _answer(getattr(changed, name), via, passed())
            if not _agree(right, got):
                shown = passed()
                return Difference(show_call(name, shown.args, shown.kwargs), _shown(right), _shown(got))
    return None


def _answer(function: Callable[..., Any], via: Callable[..., Any] | None, passed: Passed) -> _Answer:
    warned: list[str] = []
    arguments = [*passed.args, *passed.kwargs.values()]
    finite = all(np.isfinite(array).all() for array in _arrays(arguments))
    value, error = None, ""
    with np.errstate(over="call", divide="call", invalid="call", call=lambda kind, flag: warned.append(kind)):
        try:
            called: Callable[..., Any] = functools.partial(via, function) if via else function
            value = called(*passed.args, **passed.kwargs)
        except Exception as raised:
            error = " ".join([type(raised).__name__, *sorted(set(_SHAPES.findall(str(raised))))])
    mine = list(_arrays(arguments))
    shares = any(np.may_share_memory(each, array) for each in _arrays(value) for array in mine)
    return _Answer(value, error, arguments, shares, bool(warned) and finite)


def _arrays(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _arrays(each)
    elif isinstance(value, dict):
        yield from _arrays(list(value.values()))


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
    if isinstance(right, dict):
        same_keys = isinstance(got, dict) and right.keys() == got.keys()
        return same_keys and all(_equal(right[key], got[key], single, either) for key in right)
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


def _shown(answer: _Answer) -> str:
    text = f"raises {answer.error}" if answer.error else f"returns {show(answer.value)}"
    notes = [note for note, is_so in (("shares memory", answer.shares_memory), ("warns", answer.warned)) if is_so]
    return ", ".join([text, *notes])
