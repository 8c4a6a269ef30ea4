"""What Gradescope says about a submission: when it was handed in, until when it could be, and what came before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ValidationError

from autograder.moments import utc_text
from autograder.submitted import Submitted


class _Dates(BaseModel):
    due_date: AwareDatetime | None = None


class _User(BaseModel):
    assignment: _Dates = _Dates()  # with an extension, the student's own


class _Earlier(BaseModel):
    results: dict[str, Any] | None = None  # the results.json of then


class _File(BaseModel):
    created_at: AwareDatetime
    assignment: _Dates = _Dates()
    users: tuple[_User, ...] = ()
    previous_submissions: tuple[_Earlier, ...] = ()


@dataclass(frozen=True)
class Metadata:
    """The part of submission_metadata.json that grades depend on.

    `problem` is a sentence for the instructor when there is none; then nothing is taken off for being late.
    """

    created_at: datetime | None = None
    due: datetime | None = None
    earlier: tuple[tuple[Fraction, Fraction], ...] = ()  # final score and greatest score of each earlier submission
    problem: str = ""

    def dated(self, submitted: Submitted) -> Submitted:
        """`submitted` with the time at which Gradescope got it, in the place of the files' own."""
        if self.created_at is None or not (submitted.files or submitted.rejected):
            return replace(submitted, submitted_at="")
        return replace(submitted, submitted_at=utc_text(self.created_at))

    def best_of(self, max_score: Fraction) -> Fraction | None:
        """The best final score among earlier submissions that were graded out of the same points."""
        return max((final for final, most in self.earlier if most == max_score), default=None)


def read_metadata(path: Path) -> Metadata:
    """Read Gradescope's submission_metadata.json; with a `problem` when it cannot be read."""
    try:
        file = _File.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not in the form that Gradescope documents"
        return Metadata(problem=f"{path.name} cannot be used ({reason}): nothing is taken off for being late.")
    own = [each.assignment.due_date for each in file.users]
    due = [each for each in (file.assignment.due_date, *own) if each is not None]
    earlier = [found for each in file.previous_submissions if (found := _scores(each.results or {}))]
    return Metadata(file.created_at, max(due, default=None), tuple(earlier))


def _scores(results: dict[str, Any]) -> tuple[Fraction, Fraction] | None:
    """The exact scores that `gradescope_json` left there, if it did."""
    exact = results.get("extra_data")
    try:
        return (Fraction(exact["final"]), Fraction(exact["max_score"])) if isinstance(exact, dict) else None
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
