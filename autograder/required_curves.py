"""`make curves`: what is required along the lines of curves.toml, computed with the solution, into curves.json."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from autograder.course import Assignment, Course, CourseError, load_course
from autograder.course_folder import folder_at
from autograder.curves import DIGITS, Curve, CurvesError, Line, answered, json_of
from autograder.submission import ImportFailure, LocalSubmission, SubmissionFault


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    constants: dict[str, str] = {}
    curve: tuple[Line, ...]


def toml_of(assignment: Assignment) -> Path:
    """Where the calls of an assignment's curves stand."""
    return assignment.stub.with_name("curves.toml")


def required(assignment: Assignment) -> str:
    """The text of curves.json, from curves.toml and the solution. Raises `CurvesError`."""
    file = toml_of(assignment)
    lines = _read(file)
    try:
        solution = LocalSubmission(assignment.reference)
    except ImportFailure as failure:
        raise CurvesError(str(failure)) from None
    made = []
    for line in lines.curve:
        if all(line.question != question.id for question in assignment.questions):
            raise CurvesError(f"{file}: there is no question {line.question!r} in course.toml.")
        try:
            answers = answered(Curve(line, lines.constants, np.full(len(line.values), np.nan)), solution)
        except SubmissionFault as fault:
            raise CurvesError(f"{file}: {fault.sentence}") from None
        if answers.raised:
            raise CurvesError(f"{file}: with the solution, `{line.call}` raises {answers.raised}.")
        if not np.isfinite(answers.values).any():
            raise CurvesError(f"{file}: with the solution, `{line.call}` is nowhere one finite number.")
        values = [float(f"{value:.{DIGITS}g}") if np.isfinite(value) else None for value in answers.values]
        made.append({"line": line.model_dump(exclude_defaults=True), "required": values})
    return json.dumps({"constants": lines.constants, "curves": made}, separators=(",", ":")) + "\n"


def _read(file: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CurvesError(f"{file} cannot be read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CurvesError(f"{file}: `{place}`: {first['msg']}.") from error


def write_all(course: Course) -> None:
    """Write the curves of every assignment that has some. Raises `CurvesError`."""
    for assignment in course.assignments:
        if toml_of(assignment).is_file():
            json_of(assignment).write_text(required(assignment), encoding="utf-8")
            print(f"{json_of(assignment)}")


def main() -> None:
    """Write the curves of the course whose folder is the argument, or of this one."""
    try:
        write_all(load_course(folder_at(Path(sys.argv[1]) if len(sys.argv) > 1 else None).course_file))
    except (CurvesError, CourseError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
