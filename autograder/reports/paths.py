"""Where a student's feedback lies, as a path and as a link."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote

from autograder.file_names import component


def feedback_path(student: str, assignment: str, suffix: str) -> PurePath:
    """`feedback/<student>/<assignment><suffix>`, below the output folder. Raises ValueError for what is no name."""
    return PurePath("feedback", component(student), component(assignment) + suffix)


def feedback_link(student: str, assignment: str) -> str:
    """The link from `report/index.html` to a student's feedback; percent-encoded, so that it works from file://."""
    parts = feedback_path(student, assignment, ".html").parts
    return "/".join(["..", *(quote(os.fsencode(part), safe="") for part in parts)])


def student_page(student: str) -> PurePath:
    """The page of a student, below `report/`. Raises ValueError for what is no name."""
    return PurePath("students", component(student) + ".html")


def assignment_page(assignment: str) -> PurePath:
    """The page of an assignment, below `report/`. Raises ValueError for what is no name."""
    return PurePath("assignments", component(assignment) + ".html")


def link_of(path: PurePath) -> str:
    """A path as a link, percent-encoded."""
    return "/".join(quote(os.fsencode(part), safe="") for part in path.parts)
