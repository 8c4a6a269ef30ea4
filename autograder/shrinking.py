"""From a failure to the smallest counterexample, with Hypothesis's own steps remembered.

What Hypothesis tries next depends on how the examples before ended, and on nothing else: it is derandomised. Finding
the next example costs it far more than the call that tries it, and a class makes the same mistakes. So its steps are
kept as a tree, and taken again without it for as long as examples end as they did before; where one ends otherwise,
Hypothesis itself goes on, told how all examples until then have ended. The counterexample is Hypothesis's own, and a
submission is called as often and with the same arguments as if nothing had been known.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NoReturn

from hypothesis.errors import HypothesisException

from autograder.examples import Example, Examples, copied, pickled

MOST_STEPS = 2000  # kept for one test; some paths are 500 steps long, and small arrays make a step about 2 KB
MOST_OF_ALL = 20_000  # kept for the tests of one grader


def _places(trace: TracebackType | None) -> tuple[tuple[str, int], ...]:
    places = []
    while trace is not None:
        places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return tuple(places)


def _ending(error: BaseException | None) -> Hashable:
    """How an example ended, as far as Hypothesis can tell endings apart: by the error's type and where it arose.

    See `InterestingOrigin` in Hypothesis, which looks at the last place only.
    """
    if error is None:
        return None
    # The first place is in this module: where the example was begun.
    return type(error), _places(error.__traceback__)[1:], _ending(error.__context__)


@dataclass
class _Step:
    """The examples that follow one, by how that one ended; None where Hypothesis was done."""

    after: dict[Hashable, tuple[Example, _Step] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class _Tried:
    """An example and how it ended; `ending` is taken at once, as Hypothesis cuts tracebacks short."""

    example: Example
    error: Exception | None
    ending: Hashable


@dataclass
class Room:
    """How many steps may still be kept, by all tests together."""

    left: int = MOST_OF_ALL


class Shrinks:
    """The steps of Hypothesis that are known for one test."""

    def __init__(self, room: Room | None = None) -> None:
        self._first: dict[int, _Step] = {}  # by the number of examples that were satisfied before the failure
        self._room = room or Room()
        self.steps = 0

    def first(self, satisfied: int) -> _Step:
        """Where to begin when so many examples were satisfied and the next one failed."""
        return self._first.setdefault(satisfied, _Step())

    def learn(self, step: _Step, ending: Hashable, path: list[_Tried]) -> None:
        """Remember that `path` follows an example that ended with `ending`, and that Hypothesis was done after it."""
        if self.steps + len(path) > MOST_STEPS or len(path) > self._room.left:
            return
        self.steps += len(path)
        self._room.left -= len(path)
        for tried in path:
            following = _Step()
            step.after[ending] = (tried.example, following)
            step, ending = following, tried.ending
        step.after[ending] = None


def _try(inner: Callable[..., None], example: Example, fixtures: dict[str, Any]) -> _Tried:
    try:
        inner(**copied(example), **fixtures)
    except Exception as error:
        return _Tried(example, error, _ending(error))
    return _Tried(example, None, None)


def shrink(
    test: Any, examples: Examples, fixtures: dict[str, Any], satisfied: int, error: Exception, known: Shrinks
) -> NoReturn:
    """Raise what Hypothesis raises for `test` when `examples[satisfied]` ends with `error` and all before it with none.

    Calls the test's inner function with `fixtures` for every example that is tried after it. `known` is used and
    extended.
    """
    inner: Callable[..., None] = test.hypothesis.inner_test
    met = [_Tried(example, None, None) for example in examples[:satisfied]]
    met.append(_Tried(examples[satisfied], error, _ending(error)))
    step = known.first(satisfied)
    while met[-1].ending in step.after:
        follows = step.after[met[-1].ending]
        if follows is None:
            assert met[-1].error is not None
            raise met[-1].error
        tried = _try(inner, follows[0], fixtures)
        if isinstance(tried.error, HypothesisException):  # the check asks Hypothesis for something: it has to be there
            break
        met.append(tried)
        step = follows[1]
    _hypothesis_goes_on(test, fixtures, met, functools.partial(known.learn, step, met[-1].ending))
    raise error  # Hypothesis did not meet it again


def _hypothesis_goes_on(
    test: Any, fixtures: dict[str, Any], met: list[_Tried], learn: Callable[[list[_Tried]], None]
) -> None:
    """Run Hypothesis on `test`, told how the examples that were `met` ended; `learn` gets what it tries after them."""
    inner: Callable[..., None] = test.hypothesis.inner_test
    told = iter(met)
    path: list[_Tried] = []
    as_foreseen = True

    @functools.wraps(inner)  # the seed of a derandomised test is made from the inner function's source and name
    def example_of_hypothesis(*args: Any, **kwargs: Any) -> None:
        nonlocal told, as_foreseen
        example = {name: value for name, value in kwargs.items() if name not in fixtures}
        tried = next(told, None)
        if tried is not None and not _same(tried.example, example):
            tried, told, as_foreseen = None, iter(()), False
        if tried is None:
            tried = _try(inner, example, fixtures)
            path.append(tried)
        if tried.error is not None:
            raise tried.error

    test.hypothesis.inner_test = example_of_hypothesis
    try:
        test(**fixtures)
    except Exception as end:
        last = path[-1] if path else met[-1]
        if as_foreseen and end is last.error and not any(isinstance(each.error, HypothesisException) for each in path):
            learn(path)
        raise
    finally:
        test.hypothesis.inner_test = inner


def _same(one: Example, other: Example) -> bool:
    content = pickled([one])
    return content is not None and content == pickled([other])
