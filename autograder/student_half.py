"""Which modules of the engine a student needs: those that a student's commands and the public checks import."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from autograder.environment import ROOT
from autograder.imports import reached

# Where a student's commands begin. They work without what instructors have: see `autograder.cli` and `doctor`.
_BEGINNINGS = (
    "__main__",
    "cli/__init__",
    "cli/__main__",
    "cli/student",
    "cli/stuck",
    "cli/watch",
    "cli/ci",
    "watch_worker",
)
_OF_INSTRUCTORS = frozenset({ROOT / "autograder" / "sandbox" / "probe.py"})  # used where it is there


def student_half(checks: Iterable[Path], course_root: Path) -> tuple[list[Path], list[Path]]:
    """The engine's files that the student's commands and these `checks` of a course need, and all others, sorted."""
    beginnings = [ROOT / "autograder" / f"{name}.py" for name in _BEGINNINGS]
    needed = sorted(reached([*beginnings, *checks], [course_root, ROOT], _OF_INSTRUCTORS))
    engine = [file for file in needed if file.is_relative_to(ROOT / "autograder")]
    return engine, [file for file in needed if file not in engine]
