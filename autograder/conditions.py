"""What a result depends on beside the submission: when none of it has changed, nothing is graded again."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path

import hypothesis
import numpy as np
import pytest

from autograder.course import Assignment, load_course
from autograder.digests import digest_of
from autograder.environment import ROOT
from autograder.language import FOLDER, chosen
from autograder.sandbox.runtime import versions as library_versions

_SANDBOX = (
    *("answers", "bubblewrap", "budget", "cgroup", "connection", "conversation", "files", "host", "landlock", "meter"),
    *("models", "observe", "recipe", "remote", "runtime", "seccomp", "transcripts"),
    *("unwalled", "values", "wire", "worker", "zygote"),
)
# What checks share. The test files are an assignment's, and among the conditions of its own results alone.
_SHARED = sorted(
    file.stem for file in (ROOT / "autograder" / "checks").glob("[!_]*.py") if not file.stem.startswith("test_")
)
_ENGINE = (
    *(
        "assertions",
        "conditions",
        "course",
        "course_folder",
        "digests",
        "examples",
        "exception_causes",
        "grading",
        "language",
        "models",
        "plugin",
        "reference",
        "replay",
        "results",
        "showing",
        "shrinking",
    ),
    *("submission", "time_limit", "training", "verdict"),
    *(f"sandbox/{name}" for name in _SANDBOX),
    *(f"checks/{name}" for name in _SHARED),
)


def engine_files() -> list[Path]:
    """The files of the engine that decide results."""
    return [ROOT / "autograder" / f"{name}.py" for name in _ENGINE]


def conditions(assignment: Assignment, course_file: Path, sandbox: str, secret: bytes = b"") -> str:
    """What a result depends on beside the submission, as one digest: checks, engine, limits, secret, environment.

    Of course.toml it is what grading reads: a deadline, a title or another assignment changes no result. The same on
    every machine that would give the same results. Raises `CourseError`.
    """
    solution = [assignment.reference] if assignment.reference.is_file() else []  # checks may compare with it
    own = [assignment.public_file, assignment.hidden_file, *solution, *assignment.folder.helpers()]
    checks = digest_of([*own, *engine_files(), *sorted((FOLDER / chosen()).rglob("*.mo"))])
    asked = assignment.model_dump(include={"id", "module", "questions", "library", "training"})
    limits = load_course(course_file).profiles
    versions: tuple[str, ...] = (
        chosen(),  # the language of the messages
        platform.python_version(),
        platform.machine(),
        np.__version__,
        hypothesis.__version__,
        pytest.__version__,
    )
    if assignment.library == "keras":
        data = digest_of([ROOT / "shared" / "datasets.py"])
        versions += (data, *library_versions(), hashlib.sha256(secret).hexdigest())
    return hashlib.sha256("\0".join((checks, repr(asked), repr(limits), sandbox, *versions)).encode()).hexdigest()


def grading_key(submission_digest: str, under: str) -> str:
    """What a result depends on, as one digest: the submission, and the `conditions` it is graded under."""
    return hashlib.sha256(f"{submission_digest}\0{under}".encode()).hexdigest()
