"""What a question's function should give along a line: data for students, made from the solution.

`curves.json` of an assignment holds calls, the range of one number in each, and the values that are required there. It
is made by `required_curves`; `explain` compares a student's own values with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from autograder.course import Assignment
from autograder.submission import Submission, SubmissionFault
from autograder.time_limit import time_limit

SAME = 1e-8  # relative: what no eye sees in a curve, nor any wrong formula gives
SECONDS = 30  # for all points of a curve: far more than any takes
DIGITS = 12  # of a value in curves.json: equal on every machine
Floats = NDArray[np.float64]


class CurvesError(Exception):
    """The file of the curves, or what it is made from, cannot be used. The message says which, where, and why."""


class Line(BaseModel):
    """A call of a question's function in which one number, `over`, goes from `first` to `last`.

    `call` is a Python expression with one number as its value, in which the question's function, `np`, `over` and the
    file's constants are known. `whole` is for numbers that only whole values make sense for. With `at_once`, `over` is
    an array of all values, and so is the result.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    call: str
    over: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    first: float
    last: float
    whole: bool = False
    at_once: bool = False

    @model_validator(mode="after")
    def _rises(self) -> Line:
        if not self.first < self.last:
            raise ValueError("`first` below `last`")
        return self

    @property
    def values(self) -> list[float] | list[int]:
        """What `over` goes through: whole numbers, or 81 floats (so that both ends and the middle are among them)."""
        if self.whole:
            return list(range(int(self.first), int(self.last) + 1))
        return [float(f"{value:.{DIGITS}g}") for value in np.linspace(self.first, self.last, 81)]


@dataclass(frozen=True)
class Curve:
    """A line with what is required on it. NaN stands where nothing finite is."""

    line: Line
    constants: dict[str, str]
    required: Floats


@dataclass(frozen=True)
class Answers:
    """What a submission gives along a curve, and the first place where that is not what is required.

    NaN stands for values that are not finite, and where the call raised; `raised` is then the first exception.
    """

    curve: Curve
    values: Floats
    raised: str = ""

    @property
    def wrong(self) -> int | None:
        """Where the two first differ, as an index; None where they never do."""
        same = np.isclose(self.values, self.curve.required, rtol=SAME, atol=SAME, equal_nan=True)
        return None if same.all() else int(np.argmin(same))


def json_of(assignment: Assignment) -> Path:
    """Where the required values stand."""
    return assignment.stub.with_name("curves.json")


def curves_of(assignment: Assignment) -> list[Curve]:
    """The curves of an assignment; none where it has no curves.json. Raises `CurvesError` for a damaged one."""
    file = json_of(assignment)
    if not file.is_file():
        return []
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return [
            Curve(
                Line.model_validate(each["line"]),
                {str(name): str(value) for name, value in data["constants"].items()},
                np.array([np.nan if value is None else value for value in each["required"]], float),
            )
            for each in data["curves"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CurvesError(f"{file} cannot be read. Restore it with git checkout.") from error


def answered(curve: Curve, submission: Submission) -> Answers:
    """Call the submission along the curve. Raises `SubmissionFault` where it is not written, or does not end."""
    line = curve.line
    known = _known(curve.constants, line.question, submission)
    with np.errstate(all="ignore"), time_limit(SECONDS):
        if line.at_once:
            values, raised = _value(line, known, np.array(line.values, float), len(line.values))
            return Answers(curve, values, raised)
        found, first = [], ""
        for value in line.values:
            values, raised = _value(line, known, value, 1)
            found.append(values)
            first = first or raised
        return Answers(curve, np.concatenate(found), first)


def _known(constants: dict[str, str], question: str, submission: Submission) -> dict[str, Any]:
    known: dict[str, Any] = {"np": np, question: getattr(submission, question)}
    for name, text in constants.items():
        try:
            known[name] = eval(text, known)
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
            raise CurvesError(f"The constant `{name} = {text}` cannot be computed ({problem}).") from error
    return known


def _value(line: Line, known: dict[str, Any], over: object, size: int) -> tuple[Floats, str]:
    """The call's values at one place, or at all, with the exception in words where it raised one."""
    nothing = np.full(size, np.nan)
    try:
        value = np.asarray(eval(line.call, {**known, line.over: over}), float)
    except (SubmissionFault, KeyboardInterrupt):
        raise
    except (Exception, SystemExit) as error:
        return nothing, f"{type(error).__name__}: {error}"
    if value.size != size:
        return nothing, ""
    value = value.reshape(size)
    return np.where(np.isfinite(value), value, np.nan), ""


def of_question(curves: Iterable[Curve], question: str) -> list[Curve]:
    """Those of one question."""
    return [each for each in curves if each.line.question == question]
