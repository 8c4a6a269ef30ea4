"""Checks that train: what a runner allows, the secret that decides each attempt, and thresholds in bands.

An attempt clearly within a band decides. One near a threshold is repeated, with seeds that were fixed before anything
was measured, until two attempts lie in the same band, three at most; the median counts.
"""

from __future__ import annotations

import hashlib
import hmac
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import numpy as np

from autograder.assertions import fail
from autograder.language import translate
from autograder.submission import Submission

MAX_ATTEMPTS = 3
T = TypeVar("T")


@dataclass(frozen=True)
class Training:
    """What a runner allows a training task, and what it asks for; from course.toml.

    `bands` holds for each measured quantity its thresholds, from the easiest to the hardest, and `near` how close to
    one of them an attempt is repeated. Both were measured by `make calibrate`.
    """

    assignment: str
    rows: int
    test_rows: int
    epochs: int
    batch_size: int
    bands: Mapping[str, tuple[float, ...]]
    near: Mapping[str, float]
    secret: bytes = field(repr=False)

    def task(self, attempt: int) -> np.random.Generator:
        """The generator that decides what attempt number `attempt` (from 0) looks like.

        The same for every submission, so that equal code gets equal grades; not to be known without the secret.
        """
        message = f"{self.assignment} attempt {attempt}".encode()
        return np.random.default_rng(int.from_bytes(hmac.digest(self.secret, message, hashlib.sha256)))


@dataclass(frozen=True)
class Measured:
    """What the attempts gave; `value`, their median, counts. `notes` is where a check's note goes."""

    attempts: tuple[float, ...]
    notes: list[str] = field(repr=False, compare=False)

    @property
    def value(self) -> float:
        """The median; of two attempts, which lie in the same band, the first."""
        return statistics.median(self.attempts) if len(self.attempts) != 2 else self.attempts[0]

    def __str__(self) -> str:
        if len(self.attempts) == 1:
            return f"{self.value:.4f}"
        attempts = ", ".join(f"{each:.4f}" for each in self.attempts)
        return translate("{value} (attempts near a threshold: {attempts})").format(
            value=f"{self.value:.4f}", attempts=attempts
        )


def once(submission: Submission, key: object, function: Callable[[], T]) -> T:
    """`function()`, called once per submission and `key`; whatever it raised is raised again.

    The calls it made are put back, too, so that every check that asks shows them.
    """
    memo = submission.memo
    if key not in memo:
        before = len(submission.calls)
        outcome: tuple[Any, BaseException | None]
        try:
            outcome = (function(), None)
        except BaseException as error:
            outcome = (None, error)
        memo[key] = (*outcome, submission.calls[before:])
    else:
        submission.calls += memo[key][2]
    value, failure, _ = memo[key]
    if failure is not None:
        raise failure
    return value  # type: ignore[no-any-return]


def measured(
    submission: Submission, training: Training, name: str, attempt: Callable[[int, np.random.Generator], float]
) -> Measured:
    """What `attempt(number, generator)` gives, once per submission; repeated near a threshold of `name`."""
    return once(submission, ("measured", name), lambda: _measure(submission, training, name, attempt))


def _measure(
    submission: Submission, training: Training, name: str, attempt: Callable[[int, np.random.Generator], float]
) -> Measured:
    bands, near = training.bands[name], training.near.get(name, 0.0)
    values: list[float] = []
    reached: list[int] = []
    for number in range(MAX_ATTEMPTS):
        values.append(float(attempt(number, training.task(number))))
        reached.append(sum(values[-1] >= band for band in bands))
        if number == 0 and all(abs(values[0] - band) > near for band in bands):
            break
        if number == 1 and reached[0] == reached[1]:
            break
    return Measured(tuple(values), submission.notes)


def assert_band(result: Measured, training: Training, name: str, index: int, *, higher_is_better: bool = True) -> None:
    """Require that the measured value reaches band number `index` of `name`; notes the value in either case.

    Raises `CheckFailure`.
    """
    __tracebackhide__ = True
    band = training.bands[name][index]
    sentence = translate("Measured {value}; the threshold is {band}.").format(value=result, band=f"{band:g}")
    if result.value >= band if higher_is_better else result.value <= band:
        result.notes.append(sentence)
        return
    wanted = translate("at least {band}") if higher_is_better else translate("at most {band}")
    fail(sentence, wanted.format(band=f"{band:g}"))


def assert_reaches(
    submission: Submission,
    training: Training,
    name: str,
    index: int,
    attempt: Callable[[Submission, Training, int, np.random.Generator], float],
    *,
    higher_is_better: bool = True,
) -> None:
    """Require that what `attempt(submission, training, number, generator)` gives reaches band number `index` of `name`.

    Measured once per submission, whichever check asks first. Raises `CheckFailure`.
    """
    __tracebackhide__ = True
    result = measured(submission, training, name, partial(attempt, submission, training))
    assert_band(result, training, name, index, higher_is_better=higher_is_better)
