"""Descent itself: the real command, with the real sandbox, on a class."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.classes import write_class
from tests.benchmarks.properties import ASSIGNMENT
from tests.benchmarks.timing import TIMES
from tests.benchmarks.watched import Watched, watch


class Failed(Exception):
    """The command did not grade everything. The message is one sentence, with what it printed last."""


@dataclass(frozen=True)
class ClassRun:
    """One run of the command. `first` are each process's first submissions, which pay for its start."""

    watched: Watched
    first: list[float]
    later: list[float] = field(repr=False)


def grade(
    submissions: Path, out: Path, cache: Path, jobs: int = 1, assignment: str = ASSIGNMENT, scheduler: str = ""
) -> ClassRun:
    """Grade a folder. `cache` is where recorded examples are; an empty one makes the run cold."""
    times = out.with_suffix(".times")
    words = ["grade", str(submissions), "--out", str(out), "--assignment", assignment]
    words += ["--scheduler", scheduler] if scheduler else ["--jobs", str(jobs)]
    command = [sys.executable, "-m", "tests.benchmarks.timed_grade", *words]
    watched = watch(command, **{TIMES: str(times), "DESCENT_CACHE": str(cache)})
    if watched.status != 0:
        raise Failed(f"Descent ended with status {watched.status}: {watched.output.strip()[-500:]}")
    first: dict[str, float] = {}
    later = []
    for line in times.read_text().splitlines() if times.is_file() else ():
        process, _, seconds = line.partition(" ")
        if process in first:
            later.append(float(seconds))
        else:
            first[process] = float(seconds)
    times.unlink(missing_ok=True)
    return ClassRun(watched, list(first.values()), later)


def grade_modules(
    modules: list[Path], folder: Path, cache: Path, jobs: int = 1, assignment: str = ASSIGNMENT
) -> ClassRun:
    """Grade a class of `modules`, written to `folder`/class, into `folder`/grades."""
    write_class(folder / "class", modules)
    return grade(folder / "class", folder / "grades", cache, jobs, assignment)


def feedback(out: Path, student: str) -> dict[str, Any]:
    """What the run wrote for a student."""
    file = out / "feedback" / student / f"{ASSIGNMENT}.json"
    return json.loads(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def verdicts(out: Path, student: str) -> dict[tuple[str, str], bool]:
    """Which checks pass."""
    checks = [check for question in feedback(out, student)["questions"] for check in question["checks"]]
    return {(check["visibility"], check["id"]): check["status"] == "passed" for check in checks}
