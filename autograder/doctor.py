"""Is this machine fit for Descent? Each finding is a sentence, with what to do where something is missing."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

from autograder.course import Course
from autograder.environment import ROOT, installation_hint, is_current
from autograder.language import translate
from autograder.runner import sees_gpu
from autograder.sandbox.runtime import LibraryMissing, backend

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
    said = translate("{version} at {place}").format(version=version, place=sys.executable)
    yield Finding("Python", State.GOOD, said)
    said = translate("{title}, in {place}").format(title=course.title, place=course.folder.root)
    yield Finding("Course", State.GOOD, said)
    yield _packages()
    yield _folder(course.folder.root)
    yield _disk()
    if any(each.library == "keras" for each in course.assignments):
        yield _keras(course)
        yield _gpu()
    yield _data()
    if find_spec("autograder.sandbox.probe"):  # not in a release for students
        yield from _sandbox(course)


def _packages() -> Finding:
    if is_current(""):
        return Finding("Packages", State.GOOD, translate("as requirements.txt has them"))
    remedy = translate("`make test` installs them.")
    return Finding("Packages", State.EXTRA_MISSING, translate("not those of requirements.txt"), remedy)


def _folder(root: Path) -> Finding:
    if os.access(root, os.W_OK):
        return Finding("Folder", State.GOOD, translate("can be written"))
    remedy = translate("Make a copy that is your own: what you write, and what commands make, is kept there.")
    return Finding("Folder", State.BAD, translate("{place} cannot be written").format(place=root), remedy)


def _disk() -> Finding:
    free = shutil.disk_usage(ROOT).free
    said = translate("{size} GB free").format(size=f"{free / 2**30:.1f}")
    if free < _ENOUGH_DISK:
        remedy = translate("TensorFlow needs about 3 GB: make room before you install it.")
        return Finding("Disk", State.EXTRA_MISSING, said, remedy)
    return Finding("Disk", State.GOOD, said)


def _keras(course: Course) -> Finding:
    trained = ", ".join(each.id for each in course.assignments if each.library == "keras")
    if find_spec("keras") is None:
        remedy = translate("Needed for {names} only: the first `make test` of one of them installs it.")
        return Finding("Keras", State.EXTRA_MISSING, translate("not installed"), remedy.format(names=trained))
    return Finding("Keras", State.GOOD, translate("installed, for {names}").format(names=trained))


def _gpu() -> Finding:
    if not any(Path("/dev").glob("nvidia[0-9]*")) and shutil.which("nvidia-smi") is None:
        return Finding("GPU", State.GOOD, translate("none, and none is needed: everything trains on the CPU"))
    if find_spec("keras") is None:
        return Finding("GPU", State.GOOD, translate("there is one; Keras, which would use it, is not installed"))
    try:
        if sees_gpu():
            return Finding("GPU", State.GOOD, translate("Keras sees it, with {backend}").format(backend=backend()))
        says = translate("there is one, but Keras does not see it with {backend}").format(backend=backend())
        remedy = translate(
            "Training works on the CPU. For the GPU, install tensorflow[and-cuda] into .venv, or set KERAS_BACKEND."
        )
        return Finding("GPU", State.EXTRA_MISSING, says, remedy)
    except LibraryMissing as error:
        return Finding("GPU", State.BAD, str(error))


def _data() -> Finding:
    from shared import datasets

    try:
        if datasets.has_full():
            return Finding("Data", State.GOOD, datasets.verify())
        says = translate("{data}; without the full Fashion-MNIST").format(data=datasets.verify_bundled())
        remedy = translate("No assignment needs the full one; `make data` gets it.")
        return Finding("Data", State.EXTRA_MISSING, says, remedy)
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
