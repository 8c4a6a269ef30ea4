"""What publishing the grades would change for whom, and why: a pure function of two versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from autograder.results import CheckResult, CheckStatus, Result


@dataclass(frozen=True)
class Counted:
    """A result, and what counts of its score after lateness."""

    result: Result
    final: Fraction


@dataclass(frozen=True)
class Change:
    """A grade that would be another one. `before` is None for whoever had none, `after` for whoever has none now.

    `reasons` are short sentences, those about checks in the order of the checks.
    """

    student: str
    assignment: str
    before: Fraction | None
    after: Fraction | None
    reasons: tuple[str, ...]


def changes(published: Iterable[Counted], current: Iterable[Counted]) -> list[Change]:
    """Every grade that differs between two versions, sorted by student and assignment."""
    before = {(each.result.student, each.result.assignment): each for each in published}
    after = {(each.result.student, each.result.assignment): each for each in current}
    found = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            reason = "It was not published before." if old is None else "It is not in the record any more."
            was, is_now = (each.final if each else None for each in (old, new))
            found.append(Change(*key, was, is_now, (reason,)))
        elif old.final != new.final:
            found.append(Change(*key, old.final, new.final, tuple(_reasons(old, new))))
    return found


def _reasons(old: Counted, new: Counted) -> Iterable[str]:
    if old.result.digest != new.result.digest:
        yield "Something else was handed in."
    if old.result.status != new.result.status:
        yield f"It ended as {new.result.status.value}, not {old.result.status.value}."
    known, now = _checks(old.result), _checks(new.result)
    for key, check in now.items():
        former = known.get(key)
        if former is None:
            yield f"{key}: a new check, {check.status.value} ({check.points} of {check.max_points} points)."
        elif (former.status is CheckStatus.PASSED) != (check.status is CheckStatus.PASSED):
            yield f"{key}: {check.status.value}, not {former.status.value}. {check.message}".rstrip()
        elif former.points != check.points:
            yield f"{key}: worth {check.points} points, not {former.points}."
    for key, check in known.items():
        if key not in now and check.points:
            yield f"{key}: the check is gone, and its {check.points} points."
    if old.result.score - old.final != new.result.score - new.final:
        yield f"Being late takes off {new.result.score - new.final} points, not {old.result.score - old.final}."


def _checks(result: Result) -> dict[str, CheckResult]:
    return {
        f"{question.id}, {check.id} ({check.visibility})": check
        for question in result.questions
        for check in question.checks
    }
