"""The calls that an assignment's own checks make on the reference: inputs within the contract, for want of makers.

Where nobody has written makers (see `inputs`), a surviving mutant is compared with the reference on these calls, and
then on variations of them, which may leave the contract: they show what a check could look at.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from autograder.differential import SEED, Input, Inputs, Passed, Source, load
from autograder.examples import copied
from autograder.inputs import varied
from autograder.sandbox import models
from autograder.sandbox.observe import observe
from autograder.submission import Call, Submission

MOST_CALLS = 2_000  # of one function


class Recorder(Submission):
    """A trusted module, run here, that remembers the arguments of every call to its functions in `passed`."""

    def __init__(self, module: str, source: str) -> None:
        super().__init__(module)
        self.passed: dict[str, list[Passed]] = {}
        self._functions = vars(load(source, module))

    def call(self, function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        """See `Submission.call`."""
        passed = self.passed.setdefault(function, [])
        if len(passed) < MOST_CALLS:
            passed.append(Passed(**copied({"args": args, "kwargs": kwargs})))
        seen = observe(self._functions[function], args, kwargs, self.watch_rng)
        noticed: dict[str, Any] = {
            name: getattr(seen, name) for name in ("mutated", "shares_memory", "warnings", "touched_global_rng")
        }
        self.calls.append(Call(function, seen.args, kwargs, seen.returned, **noticed))
        if seen.raised is not None:
            raise seen.raised
        return seen.returned

    def renew(self) -> None:
        """See `Submission.renew`: a trusted module has no need of it."""

    def tool(self, name: str, *args: object) -> object:
        """See `Submission.tool`."""
        return getattr(models, name)(*args)


def recorded(passed: dict[str, list[Passed]], *, vary: bool = True) -> Inputs:
    """The calls of each function as they were made, then, with `vary`, as many variations as are asked for.

    A variation takes each argument from any of the calls in which it has the same type and shape, and its arrays at
    times as float32, as integers, or read-only and strided.
    """
    return Inputs({name: _source(name, calls, vary) for name, calls in passed.items() if calls})


def _source(name: str, calls: list[Passed], vary: bool) -> Source:
    def draw(count: int) -> Iterator[Input]:
        for call in calls:
            yield _fresh(call)
        rng = np.random.default_rng(SEED + zlib.crc32(name.encode()))
        for _ in range(count if vary else 0):
            yield _fresh(_variation(rng, calls))

    return draw


def _fresh(call: Passed) -> Input:
    def passed() -> Passed:
        return Passed(**copied({"args": call.args, "kwargs": call.kwargs}))

    return passed


def _variation(rng: np.random.Generator, calls: list[Passed]) -> Passed:
    base = calls[rng.integers(len(calls))]
    args = list(base.args)
    for place, value in enumerate(args):
        other = calls[rng.integers(len(calls))].args[place : place + 1]
        if other and _alike(value, other[0]):
            args[place] = other[0]
    return Passed(varied(rng, *args), base.kwargs)


def _alike(one: Any, other: Any) -> bool:
    return type(one) is type(other) and np.shape(one) == np.shape(other) if _is_plain((one, other)) else False


def _is_plain(values: Iterable[Any]) -> bool:
    return all(isinstance(value, np.ndarray | np.generic | float | int | str) for value in values)
