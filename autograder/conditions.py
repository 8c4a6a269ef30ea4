"""What a result depends on beside the submission: when none of it has changed, nothing is graded again."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path

import hypothesis
import numpy as np
import pytest

from autograder.course import Assignment
from autograder.environment import ROOT
from autograder.language import chosen
from autograder.sandbox.runtime import versions as library_versions

_ENGINE = (
    *(
        "assertions",
        "conditions",
        "course_folder",
        "examples",
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
    *("submission", "training", "verdict"),
    *(
        f"sandbox/{name}"
        for name in ("bubblewrap", "answers", "budget", "connection", "files", "host", "landlock", "meter", "models")
    ),
    *(f"sandbox/{name}" for name in ("observe", "recipe", "remote", "runtime", "seccomp", "transcripts", "unwalled")),
    *(f"sandbox/{name}" for name in ("wire", "worker", "zygote")),
    *(f"checks/{name}" for name in ("arguments", "attempts", "leakage", "oracles", "strategies")),
)


def digest_of(files: list[Path]) -> str:
    """One digest of the names and contents of files, in this order. Raises OSError."""
    whole = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        whole.update(f"{file.name} {len(content)} ".encode())
        whole.update(content)
    return whole.hexdigest()


def conditions(assignment: Assignment, course_file: Path, sandbox: str, secret: bytes = b"") -> str:
    """What a result depends on beside the submission, as one digest: checks, engine, course.toml, secret, environment.

    The same on every machine that would give the same results.
    """
    engine = [ROOT / "autograder" / f"{name}.py" for name in _ENGINE]
    solution = [assignment.reference] if assignment.reference.is_file() else []  # checks may compare with it
    own = [assignment.public_checks, assignment.hidden_checks, *solution, *assignment.folder.helpers()]
    checks = digest_of([*own, *engine, course_file])
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
    return hashlib.sha256("\0".join((checks, sandbox, *versions)).encode()).hexdigest()


def grading_key(submission_digest: str, under: str) -> str:
    """What a result depends on, as one digest: the submission, and the `conditions` it is graded under."""
    return hashlib.sha256(f"{submission_digest}\0{under}".encode()).hexdigest()
