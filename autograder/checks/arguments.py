"""Arguments for calls: the same values in arrays of another making, to see that a submission takes them alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def fresh(*values: Any) -> tuple[Any, ...]:
    """The values with every array copied, so that a submission that writes into one spoils nothing else."""
    return tuple(with_each_array(lambda array: array.copy(), value) for value in values)


def float32(*values: Any) -> tuple[Any, ...]:
    """The values with every array as float32."""
    return tuple(with_each_array(lambda array: array.astype(np.float32), value) for value in values)


def awkward(*values: Any) -> tuple[Any, ...]:
    """The values with every array read-only and every other item of a larger one."""
    return tuple(with_each_array(_read_only_slice, value) for value in values)


def with_each_array(change: Callable[[Array], Array], value: Any) -> Any:
    """`value` with `change` applied to it or, in lists and tuples, to every array in it."""
    if isinstance(value, np.ndarray):
        return change(value)
    return type(value)(with_each_array(change, each) for each in value) if isinstance(value, list | tuple) else value


def _read_only_slice(array: Array) -> Array:
    view: Array = np.repeat(array, 2, axis=-1)[..., ::2]
    view.flags.writeable = False
    return view
