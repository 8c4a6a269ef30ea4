"""The machine that grades: which profile of course.toml it is, and the course's secret on it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.course import Course, CourseError

_SEES_GPU = {
    "tensorflow": "import tensorflow as tf; print(bool(tf.config.list_physical_devices('GPU')))",
    "jax": "import jax; print(jax.default_backend() == 'gpu')",
    "torch": "import torch; print(torch.cuda.is_available())",
}


def choose_profile(course: Course, name: str) -> str:
    """The profile called `name`; for "auto" the first that fits what Keras's backend sees: a GPU, or none.

    Raises `CourseError` when the course has no such profile, and `LibraryMissing` as `sees_gpu` does.
    """
    if name != "auto":
        if name not in course.profiles:
            known = ", ".join((*course.profiles, "auto"))
            raise CourseError(f"There is no runner profile {name!r} in course.toml. Choose from: {known}.")
        return name
    gpu = sees_gpu()
    for each, profile in course.profiles.items():
        if profile.gpu == gpu:
            return each
    kind = "with" if gpu else "without"
    raise CourseError(f"course.toml has no profile for a runner {kind} a GPU; name one with RUNNER=...")


def sees_gpu() -> bool:
    """Whether Keras's backend finds a GPU here; False when it is not installed.

    Raises `LibraryMissing` for a KERAS_BACKEND that Keras does not have.
    """
    from autograder.sandbox.runtime import backend

    line = [sys.executable, "-c", _SEES_GPU[backend()]]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    answer = subprocess.run(line, env=environment, capture_output=True, text=True, check=False).stdout
    return answer.strip().endswith("True")


def course_secret(path: Path) -> bytes:
    """The secret that training tasks are drawn from, 32 bytes; made at first use, for the owner's eyes only.

    Machines that grade one course need the same file. Raises `CourseError` when it is no such file, and
    OSError where it cannot be made or read.
    """
    if not path.exists():
        _make_secret(path)
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise CourseError(
            f"{path} should hold 64 hexadecimal digits. Put the course's own back; if it is lost, delete the file: "
            "a new one is made, and training tasks are graded afresh with it."
        )
    return secret


def _make_secret(path: Path) -> None:
    """Make it whole or not at all; where somebody else makes it at the same time, the first one counts."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)  # for the owner alone
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        try:
            os.link(name, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
