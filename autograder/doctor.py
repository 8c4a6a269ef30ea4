"""Is this machine fit for Descent? Each finding is a sentence, with what to do where something is missing."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec

from autograder.course import Course
from autograder.environment import ROOT, installation_hint

_ENOUGH_DISK = 3 * 2**30  # TensorFlow and what it needs, unpacked and compiled


class State(Enum):
    """How it is about one thing."""

    GOOD = "good"
    EXTRA_MISSING = "missing"  # works without, less well
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `remedy` says what to do, where there is something to do."""

    subject: str
    state: State
    says: str
    remedy: str = ""


def examine(course: Course) -> Iterator[Finding]:
    """Look at everything, the quick things first."""
    version = platform.python_version()
    yield Finding("Python", State.GOOD, f"{version} at {sys.executable}")
    yield Finding("Course", State.GOOD, f"{course.title}, in {course.folder.root}")
    yield _disk()
    if any(each.library == "keras" for each in course.assignments):
        yield _keras(course)
    yield _data()
    if find_spec("autograder.sandbox.probe"):  # not in a release for students
        yield from _sandbox(course)


def _disk() -> Finding:
    free = shutil.disk_usage(ROOT).free
    said = f"{free / 2**30:.1f} GB free"
    if free < _ENOUGH_DISK:
        return Finding(
            "Disk", State.EXTRA_MISSING, said, "TensorFlow needs about 3 GB: make room before you install it."
        )
    return Finding("Disk", State.GOOD, said)


def _keras(course: Course) -> Finding:
    trained = ", ".join(each.id for each in course.assignments if each.library == "keras")
    if find_spec("keras") is None:
        remedy = f"Needed for {trained} only: the first `make test` of one of them installs it."
        return Finding("Keras", State.EXTRA_MISSING, "not installed", remedy)
    return Finding("Keras", State.GOOD, f"installed, for {trained}")


def _data() -> Finding:
    from shared import datasets

    try:
        return Finding("Data", State.GOOD, datasets.verify().splitlines()[0])
    except datasets.DataError as error:
        return Finding("Data", State.BAD, str(error))


def _sandbox(course: Course) -> Iterator[Finding]:
    if sys.platform != "linux":
        yield Finding("Sandbox", State.EXTRA_MISSING, "none here", "Grading needs Linux; `make test` works everywhere.")
        return
    from autograder.sandbox.probe import probe
    from autograder.sandbox.runtime import SandboxUnavailable

    try:
        layers = probe(course.folder.hidden)
    except SandboxUnavailable as error:
        hint = "" if shutil.which("bwrap") else f"{installation_hint()}. "
        yield Finding("Sandbox", State.BAD, str(error), f"{hint}Grading needs it; `make test` works without.")
        return
    for layer in layers:
        state = State.GOOD if layer.in_force else State.EXTRA_MISSING
        remedy = "" if layer.in_force else "An extra layer: grading works without it."
        yield Finding("Sandbox", state, layer.name, remedy)
