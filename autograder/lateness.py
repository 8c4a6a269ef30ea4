"""What being late does to a score: a pure function of stored scores and times, so a new policy grades nothing again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from autograder.moments import moment_in
from autograder.results import Result


@dataclass(frozen=True)
class LatePolicy:
    """What is taken off for each `unit` begun after the deadline: a share of the full score, and `most` in all.

    Nothing within the `grace`; later than that, lateness counts from the deadline.
    """

    unit: timedelta
    penalty: Fraction
    grace: timedelta = timedelta(0)
    most: Fraction = Fraction(1)

    def share(self, late: timedelta) -> Fraction:
        """The share of the full score that `late` costs, in [0, 1]."""
        if late <= max(self.grace, timedelta(0)):
            return Fraction(0)
        units = -(-late // self.unit)  # every unit begun
        return min(units * self.penalty, self.most, Fraction(1))


@dataclass(frozen=True)
class Deadlines:
    """Until when each assignment is in time: for everybody, and for those who got more.

    `extended` maps a student, and an assignment or "" for all, to a time; the later of the two counts.
    """

    general: Mapping[str, datetime | None]
    extended: Mapping[tuple[str, str], datetime] = field(default_factory=dict)

    def of(self, student: str, assignment: str) -> datetime | None:
        """The deadline of a student, or None where there is none."""
        general = self.general.get(assignment)
        if general is None:
            return None
        mine = (self.extended.get((student, each)) for each in (assignment, ""))
        return max((general, *(each for each in mine if each is not None)))


@dataclass(frozen=True)
class Grade:
    """A score and what lateness took off it. All exact."""

    raw: Fraction
    penalty: Fraction
    late: timedelta = timedelta(0)

    @property
    def final(self) -> Fraction:
        """What counts; never below zero."""
        return self.raw - self.penalty


@dataclass(frozen=True)
class Policy:
    """The deadlines of a course, and what missing them costs."""

    deadlines: Deadlines
    late: LatePolicy

    def grade(self, result: Result) -> Grade:
        """The grade of a stored result. Where nobody knows when it was handed in, nothing is taken off."""
        raw = result.score
        deadline = self.deadlines.of(result.student, result.assignment)
        submitted = moment_in(result.submitted_at)
        if deadline is None or submitted is None or submitted <= deadline:
            return Grade(raw, Fraction(0))
        late = submitted - deadline
        return Grade(raw, min(raw, self.late.share(late) * result.max_score), late)
