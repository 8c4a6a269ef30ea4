"""What grading produces: one `Result` per student and assignment, made of questions, made of checks.

Points are exact rationals everywhere (`fractions.Fraction`), so that every export adds up to the same number.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

SCHEMA = "descent/feedback/v1"
_NOTHING = Fraction(0)


class Status(StrEnum):
    """How grading a whole submission ended."""

    GRADED = "graded"
    IMPORT_ERROR = "import_error"
    MISSING = "missing"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    REJECTED = "rejected"
    GRADER_ERROR = "grader_error"


class CheckStatus(StrEnum):
    """How one check ended. Only `PASSED` earns its points."""

    PASSED = "passed"
    FAILED = "failed"  # a value was not what the requirement asks for
    RAISED = "raised"  # the student's code raised an exception
    NOT_WRITTEN = "not_written"  # the stub's NotImplementedError is still there
    MISSING_FUNCTION = "missing_function"
    WRONG_SIGNATURE = "wrong_signature"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"  # the process ended, or broke the protocol, in the middle of a call
    SKIPPED = "skipped"  # a check it depends on did not pass, or the module never loaded
    GRADER_ERROR = "grader_error"  # our fault, never the student's


@dataclass(frozen=True)
class ShownCall:
    """One call to the submission, as text: `sigmoid(np.array([0.0]))` and `returned np.array([0.5])`."""

    call: str
    outcome: str


@dataclass(frozen=True)
class Counterexample:
    """The smallest input found on which a requirement fails."""

    calls: tuple[ShownCall, ...]
    expected: str | None = None
    likely_cause: str | None = None


@dataclass(frozen=True)
class CheckResult:
    """The verdict of one check; `requirement` is the check's docstring, the sentence the student reads."""

    id: str
    question: str
    requirement: str
    visibility: str  # "public" or "hidden"
    status: CheckStatus
    max_points: Fraction
    message: str = ""
    counterexample: Counterexample | None = None
    note: str = ""  # what was measured, for a check that passed, too

    @property
    def points(self) -> Fraction:
        """All of the check's points when it passed, none otherwise."""
        return self.max_points if self.status is CheckStatus.PASSED else _NOTHING

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, each.name) for each in fields(self)))

    def __reduce__(self) -> tuple[Any, ...]:
        return _shared, tuple(getattr(self, each.name) for each in fields(self))


@lru_cache(maxsize=10_000)
def _shared(*values: Any) -> CheckResult:
    """The one object for equal results: a class passes and misses the same checks, and a result holds 200 of them."""
    return CheckResult(*values)


_fraction = lru_cache(maxsize=1000)(Fraction)  # from a text


@dataclass(frozen=True)
class QuestionResult:
    """The checks of one question, in the order in which they ran."""

    id: str
    checks: tuple[CheckResult, ...]

    @cached_property
    def points(self) -> Fraction:
        """The sum of the points of the checks that passed."""
        return sum((check.points for check in self.checks), _NOTHING)

    @cached_property
    def max_points(self) -> Fraction:
        """The sum of the points of all checks."""
        return sum((check.max_points for check in self.checks), _NOTHING)

    def __reduce__(self) -> tuple[Any, ...]:
        return _shared_question, (self.id, self.checks)


@lru_cache(maxsize=10_000)
def _shared_question(id: str, checks: tuple[CheckResult, ...]) -> QuestionResult:
    """The one object for equal results, as with checks: what is made of it is made once for a class."""
    return QuestionResult(id, checks)


@dataclass(frozen=True)
class Result:
    """Everything that is known about one student's submission to one assignment."""

    student: str
    assignment: str
    status: Status
    questions: tuple[QuestionResult, ...]
    message: str = ""
    submitted_at: str = ""  # ISO 8601, UTC; empty when there is no submission
    digest: str = ""  # SHA-256 of the submitted files; empty when there is no submission
    student_output: str = ""  # what the submission printed: for the instructor, never in feedback

    @cached_property
    def score(self) -> Fraction:
        """The sum of the questions' points."""
        return sum((question.points for question in self.questions), _NOTHING)

    @cached_property
    def max_score(self) -> Fraction:
        """The sum of the questions' greatest points."""
        return sum((question.max_points for question in self.questions), _NOTHING)

    @cached_property
    def is_final(self) -> bool:
        """Whether the score can be told: no fault of ours, in the grader or in one check, stands in its way."""
        return self.status is not Status.GRADER_ERROR and not any(
            check.status is CheckStatus.GRADER_ERROR for question in self.questions for check in question.checks
        )


def to_json(result: Result) -> dict[str, Any]:
    """`result` as JSON values; points and scores are exact strings such as "7" or "15/2"."""

    def check_json(check: CheckResult) -> dict[str, Any]:
        example = check.counterexample
        return {
            "id": check.id,
            "requirement": check.requirement,
            "visibility": check.visibility,
            "status": check.status.value,
            "points": str(check.points),
            "max_points": str(check.max_points),
            "message": check.message,
            "note": check.note,
            "counterexample": None
            if example is None
            else {
                "calls": [{"call": shown.call, "outcome": shown.outcome} for shown in example.calls],
                "expected": example.expected,
                "likely_cause": example.likely_cause,
            },
        }

    return {
        "schema": SCHEMA,
        "student": result.student,
        "assignment": result.assignment,
        "status": result.status.value,
        "message": result.message,
        "score": str(result.score),
        "max_score": str(result.max_score),
        "submitted_at": result.submitted_at,
        "digest": result.digest,
        "questions": [
            {
                "id": question.id,
                "points": str(question.points),
                "max_points": str(question.max_points),
                "checks": [check_json(check) for check in question.checks],
            }
            for question in result.questions
        ],
    }


def from_json(data: dict[str, Any]) -> Result:
    """The inverse of `to_json` (the student's output is not part of it).

    Raises ValueError on other data.
    """
    try:
        return _from_json(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no result: {type(error).__name__}: {error}") from error


def _from_json(data: dict[str, Any]) -> Result:

    def check(question: str, raw: dict[str, Any]) -> CheckResult:
        example = raw["counterexample"]
        return _shared(
            raw["id"],
            question,
            raw["requirement"],
            raw["visibility"],
            CheckStatus(raw["status"]),
            _fraction(raw["max_points"]),
            raw["message"],
            None
            if example is None
            else Counterexample(
                calls=tuple(ShownCall(shown["call"], shown["outcome"]) for shown in example["calls"]),
                expected=example["expected"],
                likely_cause=example["likely_cause"],
            ),
            raw.get("note", ""),
        )

    if data["schema"] != SCHEMA:
        raise ValueError(f"unknown schema {data['schema']!r}; expected {SCHEMA!r}")
    return Result(
        student=data["student"],
        assignment=data["assignment"],
        status=Status(data["status"]),
        message=data["message"],
        submitted_at=data["submitted_at"],
        digest=data["digest"],
        questions=tuple(
            _shared_question(raw["id"], tuple(check(raw["id"], each) for each in raw["checks"]))
            for raw in data["questions"]
        ),
    )
