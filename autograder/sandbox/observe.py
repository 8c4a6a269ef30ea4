"""Call a student's function and note what a caller could notice. Runs where the student's code runs.

Needs nothing but the standard library and NumPy: this file is also visible inside the sandbox.
"""

from __future__ import annotations

import inspect
import random
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_WARNINGS = 4


@dataclass(frozen=True)
class Observation:
    """What one call did. `args` are the arguments as they were before the call."""

    args: tuple[object, ...]
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
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # a built-in or ufunc without a signature: the call itself will tell
        return None
    try:
        signature.bind(*args, **kwargs)
    except TypeError as error:
        return str(signature), str(error)
    return None


def arrays_in(args: tuple[object, ...], kwargs: dict[str, object]) -> list[np.ndarray[Any, Any]]:
    """The arguments that are arrays, positional first: `Observation.mutated` counts in this order."""
    return [value for value in (*args, *kwargs.values()) if isinstance(value, np.ndarray)]


def _rng_state() -> tuple[object, ...]:
    state: Any = np.random.get_state(legacy=True)
    return state[1].tobytes(), state[2], random.getstate()


def _move_rng() -> None:
    """Move both generators on: from where a seed has left them, the same seed again would not be noticed."""
    np.random.random()
    random.random()


def _shares_memory(result: object, arrays: list[np.ndarray[Any, Any]]) -> bool:
    results = result if isinstance(result, tuple | list) else (result,)
    return any(
        isinstance(each, np.ndarray) and each.size and np.may_share_memory(each, array)
        for each in results
        for array in arrays
    )


def observe(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object], watch_rng: bool = False
) -> Observation:
    """Call `function(*args, **kwargs)` and return what happened; exceptions are caught, all of them.

    Whether the global random generators moved is only looked at with `watch_rng`: it costs as much as the rest
    together.
    """
    arrays = arrays_in(args, kwargs)
    before = [array.copy() for array in arrays]
    if watch_rng:
        _move_rng()
    rng_before = _rng_state() if watch_rng else None
    returned: object = None
    raised: BaseException | None = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            returned = function(*args, **kwargs)
        except BaseException as error:
            raised = error
    mutated = tuple(
        index
        for index, (array, copy) in enumerate(zip(arrays, before, strict=True))
        if array.tobytes() != copy.tobytes()
    )
    originals = {id(array): copy for array, copy in zip(arrays, before, strict=True)}
    return Observation(
        args=tuple(originals.get(id(value), value) for value in args) if mutated else args,
        returned=returned,
        raised=raised,
        mutated=mutated,
        shares_memory=_shares_memory(returned, arrays),
        warnings=tuple(f"{each.category.__name__}: {each.message}" for each in caught[:MAX_WARNINGS]),
        touched_global_rng=watch_rng and _rng_state() != rng_before,
    )
