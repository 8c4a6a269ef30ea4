"""Where a student's feedback lies, as a path and as a link."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote

MAX_BYTES = 240  # of a name: 255 is what file systems allow, less a suffix


def component(name: str) -> str:
    """`name`, when it can be a file's or folder's name and nothing else. Raises ValueError otherwise.

    Students' names are folder names that the intake has validated; here they become paths again, so they are checked
    again.
    """
    separators = {os.sep, os.altsep or os.sep, "/"}
    if name in ("", ".", "..") or "\0" in name or separators & set(name):
        raise ValueError(f"{name!r} cannot be the name of a file or folder")
    if len(os.fsencode(name)) > MAX_BYTES:
        raise ValueError(f"{name[:20]!r}... is too long for the name of a file or folder")
    return name


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
