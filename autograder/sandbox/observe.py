"""Call a student's function and note what a caller could notice. Runs where the student's code runs.

Needs nothing but the standard library and NumPy: this file is also visible inside the sandbox.
"""

from __future__ import annotations

import inspect
import random
import warnings
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, FunctionType
from typing import Any, NamedTuple, TextIO

import numpy as np

MAX_WARNINGS = 4
MAX_ACCEPTED = 1000
# Types of arguments that hold no other array.
_FLAT = frozenset({np.ndarray, bool, int, float, str, type(None), np.float64, np.float32, np.int64, np.bool_})
MAX_DEPTH = 24  # a list may hold itself; nothing deeper crosses the wire anyway
# Calls that a function's signature allows: the function, how many positional arguments, and the names of the others.
_accepted: set[tuple[FunctionType, int, tuple[str, ...]]] = set()


class Observation(NamedTuple):
    """What one call did. `args` are the arguments as they were before the call.

    `arrays` are those that were passed, as they are after it; `mutated` holds the positions of those that were changed,
    or replaced in the list they were passed in.
    """

    args: tuple[object, ...]
    arrays: list[np.ndarray[Any, Any]]
    returned: object
    raised: BaseException | None
    mutated: tuple[int, ...]
    shares_memory: bool
    warnings: tuple[str, ...]
    touched_global_rng: bool


def bind_error(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> tuple[str, str] | None:
    """None when `function` accepts these arguments, else its signature and what is wrong, as text."""
    call = (function, len(args), tuple(kwargs)) if type(function) is FunctionType else None
    if call in _accepted:
        return None
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # a built-in or ufunc without a signature: the call itself will tell
        return None
    try:
        signature.bind(*args, **kwargs)
    except TypeError as error:
        return str(signature), str(error)
    if call is not None and len(_accepted) < MAX_ACCEPTED:
        _accepted.add(call)
    return None


def arrays_in(args: tuple[object, ...], kwargs: dict[str, object]) -> list[np.ndarray[Any, Any]]:
    """The arrays among the arguments, positional first, those in lists, tuples and dicts in their place.

    `Observation.mutated` counts in this order.
    """
    found: list[np.ndarray[Any, Any]] = []
    for each in (*args, *kwargs.values()):
        _collect(each, found, 1)
    return found


def _collect(value: object, found: list[np.ndarray[Any, Any]], depth: int = 0) -> None:
    if isinstance(value, np.ndarray):
        found.append(value)
    elif isinstance(value, list | tuple | dict) and depth <= MAX_DEPTH:
        for each in value.values() if isinstance(value, dict) else value:
            _collect(each, found, depth + 1)


def with_arrays(value: Any, originals: dict[int, np.ndarray[Any, Any]]) -> Any:
    """`value` with every array whose id is a key of `originals` replaced by the array there."""
    if isinstance(value, np.ndarray):
        return originals.get(id(value), value)
    if type(value) in (list, tuple):
        return type(value)(with_arrays(each, originals) for each in value)
    if type(value) is dict:
        return {key: with_arrays(each, originals) for key, each in value.items()}
    return value


def _rng_state() -> tuple[object, ...]:
    state: Any = np.random.get_state(legacy=True)
    return state[1].tobytes(), state[2], random.getstate()


def _move_rng() -> None:
    """Move both generators on: from where a seed has left them, the same seed again would not be noticed."""
    np.random.random()
    random.random()


def _shares_memory(result: object, arrays: list[np.ndarray[Any, Any]]) -> bool:
    returned: list[np.ndarray[Any, Any]] = []
    _collect(result, returned)
    return any(each.size > 0 and np.may_share_memory(each, array) for each in returned for array in arrays)


def _put_back(array: np.ndarray[Any, Any], dtype: np.dtype[Any], shape: tuple[int, ...]) -> None:
    """Give an array that the call reshaped in place its dtype and shape back: its owner goes on with it."""
    if (array.dtype, array.shape) == (dtype, shape):
        return
    with warnings.catch_warnings(), suppress(AttributeError, TypeError, ValueError):  # resized, say
        warnings.simplefilter("ignore")  # newer NumPys do not like it to be done
        array.shape = (array.size,)
        array.dtype = dtype  # type: ignore[misc]
        array.shape = shape


class _Ear:
    """Hears the warnings of all calls in a process whose other warnings nobody needs.

    To ask for them before each call, as `warnings.catch_warnings` does, costs as much as a short call.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.listen()

    def listen(self) -> None:
        """Be the one who is told of every warning, whatever a module has asked for."""
        warnings.simplefilter("always")
        self._filter = warnings.filters[0]
        warnings.showwarning = self._hear

    def _hear(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if len(self.heard) < MAX_WARNINGS:
            self.heard.append(_described(category, message))

    def begin(self) -> None:
        """Forget what was heard, and listen again where a module has turned the warnings elsewhere."""
        self.heard.clear()
        if warnings.filters[:1] != [self._filter] or warnings.showwarning != self._hear:
            self.listen()


_ear: _Ear | None = None


def hear_all_warnings() -> None:
    """From now on, let `observe` hear every warning of this process: for one that does nothing else."""
    global _ear  # noqa: PLW0603
    _ear = _Ear()


def _described(category: type[Warning], message: Warning | str) -> str:
    return f"{category.__name__}: {message}"


def _called(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> tuple[object, BaseException | None, tuple[str, ...]]:
    """What the call returned, what it raised, and its first warnings."""
    if _ear is not None:
        _ear.begin()
        try:
            return function(*args, **kwargs), None, tuple(_ear.heard)
        except BaseException as error:
            return None, error, tuple(_ear.heard)
    returned: object = None
    raised: BaseException | None = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            returned = function(*args, **kwargs)
        except BaseException as error:
            raised = error
    return returned, raised, tuple([_described(each.category, each.message) for each in caught[:MAX_WARNINGS]])


def is_in_a_call(frame: FrameType | None) -> bool:
    """Whether a student's function, which `observe` has called, is running in `frame` or has called it."""
    outermost = None
    while frame is not None and frame.f_code is not _called.__code__:
        outermost, frame = frame, frame.f_back
    if frame is None or outermost is None:
        return False
    # Beside the function, `_called` calls `warnings.catch_warnings` and what is in this file.
    return outermost.f_code.co_filename not in (warnings.__file__, frame.f_code.co_filename)


def observe(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object], watch_rng: bool = False
) -> Observation:
    """Call `function(*args, **kwargs)` and return what happened; exceptions are caught, all of them.

    Whether the global random generators moved is only looked at with `watch_rng`: it costs as much as the rest
    together.
    """
    is_flat = not kwargs and _FLAT.issuperset(map(type, args))
    arrays = [each for each in args if type(each) is np.ndarray] if is_flat else arrays_in(args, kwargs)
    before = [(array.tobytes(), array.dtype, array.shape) for array in arrays]
    if watch_rng:
        _move_rng()
    rng_before = _rng_state() if watch_rng else None
    returned, raised, warned = _called(function, args, kwargs)
    after = [(array.tobytes(), array.dtype, array.shape) for array in arrays]
    mutated = tuple([index for index, state in enumerate(after) if state != before[index]])
    if not is_flat:  # a function can replace an array only where it is in a list or a dict
        now = {id(array) for array in arrays_in(args, kwargs)}
        replaced = {index for index, array in enumerate(arrays) if id(array) not in now}
        mutated = tuple(sorted(replaced.union(mutated)))
    if mutated:
        for array, (_, dtype, shape) in zip(arrays, before, strict=True):
            _put_back(array, dtype, shape)
        originals = {
            id(array): np.ndarray(shape, dtype, content).copy()
            for array, (content, dtype, shape) in zip(arrays, before, strict=True)
        }
        args = with_arrays(args, originals)
    return Observation(
        args,
        arrays,
        returned,
        raised,
        mutated,
        _shares_memory(returned, arrays),
        warned,
        watch_rng and _rng_state() != rng_before,
    )
