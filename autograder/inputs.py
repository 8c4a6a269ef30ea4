"""What makers of inputs share, which draw what a mutant is compared with the reference on.

The makers of an assignment stand in `inputs.py` in its strength folder. `MAKERS` there has one for each question's
function: it takes a random generator and returns the arguments of one call. It goes to the edges that the docstring
speaks of (dtypes, layouts, empty arrays, infinities, shapes that must raise) and leaves out what it leaves open. They
are much faster to draw than Hypothesis's examples, so that ten thousand take a second. `CALLED_BY` may say how to call
a function whose answer cannot be compared as it is after one call, and `COST` how many examples one of an expensive
function takes the place of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.sandbox.models import describe, seed

Array = np.ndarray[Any, Any]
Arguments = tuple[Any, ...]
Maker = Callable[[np.random.Generator], Arguments]
Rng = np.random.Generator


def eighths(rng: Rng, shape: tuple[int, ...] | int, reach: int = 4) -> Array:
    """Multiples of 1/8 up to `reach` on either side."""
    return rng.integers(-8 * reach, 8 * reach + 1, shape) / 8


def varied(rng: Rng, *values: Any, integers: bool = True) -> Arguments:
    """The values, with the arrays among them at times all float32, all integers, or all read-only and strided."""
    kind = rng.integers(8)
    if kind in (0, 1):
        values = tuple(each.astype(np.float32) if isinstance(each, np.ndarray) else each for each in values)
    elif kind == 2 and integers:
        dtype = one_of(rng, (np.int64, np.int64, np.int32, np.int8))
        values = tuple(_rounded(each, dtype) for each in values)
    elif kind == 3:
        values = tuple(strided(each) if isinstance(each, np.ndarray) and each.ndim else each for each in values)
    return values


def _rounded(value: Any, dtype: type[np.integer[Any]]) -> Any:
    """An array of finite numbers, rounded to integers where `dtype` holds them."""
    if not isinstance(value, np.ndarray) or not np.isfinite(value).all():
        return value
    fits = np.abs(value).max(initial=0) <= np.iinfo(dtype).max
    return np.rint(value).astype(dtype if fits else np.int64)


def strided(array: Array) -> Array:
    """The same values, read-only and with gaps between them."""
    view: Array = np.repeat(array, 2, axis=-1)[..., ::2]
    view.flags.writeable = False
    return view


def one_of(rng: Rng, choices: tuple[Any, ...]) -> Any:
    """One of the choices, drawn."""
    return choices[rng.integers(len(choices))]


def row_count(rng: Rng) -> int:
    """From 1 to 5."""
    return int(rng.integers(1, 6))


def decayed(rng: Rng) -> Arguments:
    """Arguments of a `decayed_learning_rate`."""
    rest = (float(rng.uniform(0.5, 1.0)), int(rng.integers(1, 2000)))
    return float(rng.uniform(0.001, 1)), int(rng.integers(0, 5000)), *rest[: rng.integers(0, 3)]


def as_asked_of(build: Callable[..., Any], number: int, *arguments: Any) -> Any:
    """What a contract asks of a model that is built: everything but sizes, hidden layers and the optimizer."""
    seed(number)
    models: list[dict[str, Any]] = [describe(build(*arguments)) for _ in range(2)]
    first, layers = models[0], models[0]["layers"]
    starts = [[each for layer in model["layers"] for each in layer["weights"]] for model in models]
    return [
        *(
            first[name]
            for name in ("kind", "compiled", "input_shape", "output_shape", "loss", "from_logits", "metrics")
        ),
        layers[-1]["activation"],
        sum(layer["activation"] == "relu" for layer in layers[:-1]) > 0,
        all(layer["trainable"] for layer in layers),
        all(len(start) == len(starts[0]) for start in starts),
        any(not np.array_equal(*pair) for pair in zip(*starts, strict=True)),
    ]
