"""A worker's answer, made into a `Call`. Nothing in it is believed: what has another form is no answer."""

from __future__ import annotations

import builtins
import functools
from contextlib import suppress
from typing import Any

import numpy as np

from autograder.sandbox import observe
from autograder.sandbox.values import ProtocolError
from autograder.sandbox.wire import Frame, Kind
from autograder.showing import clean
from autograder.submission import Call, Raised, StudentError
from autograder.submission import Frame as StudentFrame


def error_class(bases: list[str]) -> type[Exception]:
    """`StudentError`, mixed with the first built-in exception type among `bases`, so that `except ValueError` works."""
    return next((mixed for each in bases if (mixed := _mixed(each)) is not None), StudentError)


@functools.cache
def _mixed(name: str) -> type[Exception] | None:
    """The class for a built-in exception; always the same one: to Hypothesis, two classes would be two failures."""
    base = getattr(builtins, name, None)
    if isinstance(base, type) and issubclass(base, Exception) and base is not Exception:
        with suppress(TypeError):  # a layout that cannot be mixed, or one that needs more than a message
            mixed = type(name, (StudentError, base), {})
            mixed("")
            return mixed
    return None


def raised_in(body: Any) -> tuple[Raised, list[str]]:
    """A `Raised` from an untrusted body. Raises `ProtocolError` when it is not one."""
    match body:
        case {"type": str(name), "bases": list(bases), "message": str(message), "frames": list(raw)}:
            frames = []
            for entry in raw[:8]:
                match entry:
                    case [str(file), int(line), str(function), str(source)]:
                        frames.append(StudentFrame(clean(file, 100), line, clean(function, 100), clean(source, 200)))
                    case _:
                        raise ProtocolError("a malformed frame")
            # Built-in ones only: a class is kept for each.
            names = [each for each in bases[:20] if isinstance(each, str) and hasattr(builtins, each)]
            return Raised(clean(name, 100), clean(message), tuple(frames)), names
    raise ProtocolError("a malformed exception")


def record(
    function: str,
    args: tuple[object, ...],
    kwargs: dict[str, object],
    frame: Frame,
) -> tuple[Call, list[str]]:
    """The `Call` for an answer, and the names of the built-in bases of what was raised.

    Changes of array arguments are written back to the caller's arrays.

    Raises `ProtocolError` for what is no answer.
    """
    match frame.body:
        case {
            "mutated": list(changes),
            "shares_memory": bool(shares),
            "warnings": list(warned),
            "touched_global_rng": bool(touched),
        }:
            pass
        case _:
            raise ProtocolError("a malformed answer")
    raised, bases = raised_in(frame.body) if frame.kind is Kind.RAISED else (None, [])
    passed = observe.arrays_in(args, kwargs) if changes else []
    before = {id(array): array.copy() for array in passed} if changes else {}
    positions = []
    for change in changes[: len(passed)]:
        match change:
            case [int(index), np.ndarray() as content] if 0 <= index < len(passed):
                array = passed[index]
                if content.shape != array.shape or content.dtype != array.dtype:
                    raise ProtocolError("a changed argument of another shape")
                if array.flags.writeable:
                    array[...] = content
                positions.append(index)
            case _:
                raise ProtocolError("a malformed answer")
    call = Call(
        function=function,
        args=observe.with_arrays(args, before) if changes else args,
        kwargs=kwargs,
        returned=frame.body.get("value"),
        raised=raised,
        mutated=tuple(positions),
        shares_memory=shares,
        warnings=tuple(clean(each, 300) for each in warned[:4] if isinstance(each, str)),
        touched_global_rng=touched,
    )
    return call, bases
