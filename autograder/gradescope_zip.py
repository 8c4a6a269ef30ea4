"""Packs one assignment for Gradescope: the zip that its page "Configure Autograder" takes.

In it are `setup.sh` and `run_autograder`, the engine in `descent/`, and of the course this assignment alone: its stub,
its checks, and the secret and the data when it trains. What runs there is `gradescope`.
"""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from autograder.course import Assignment, Course
from autograder.course_folder import OWN
from autograder.environment import ROOT, extras_for, lock_file
from autograder.language import chosen
from autograder.reports.shown import Shown
from autograder.runner import course_secret
from autograder.whole_files import replacing

SETTINGS = "gradescope.json"  # in the zip: what it grades, and how
_PROGRAMS = ("setup.sh", "run_autograder")
_SCRIPTS = ROOT / "autograder" / "gradescope_files"
# Solutions with mistakes and in other styles, and what only a whole course needs.
_LEFT_OUT = ("assignment_templates", "calibration", "gradescope_files", "strength")
_SECONDS_OF_1980 = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip knows: the same content gives the same bytes


def write_zip(course: Course, assignment: Assignment, path: Path, hidden: Shown = Shown.AFTER_PUBLISHED) -> int:
    """Write the zip of `assignment` to `path`; its size in bytes.

    `hidden` says when students see the hidden checks. Raises OSError, and `CourseError` for a secret that is none.
    """
    return pack(dict(_members(course, assignment, hidden)), path, _PROGRAMS)


def pack(members: Mapping[str, bytes], path: Path, programs: Collection[str]) -> int:
    """Write `members` by their names as a zip to `path`, `programs` executable; its size in bytes. Raises OSError.

    Equal members give equal bytes. Nobody but the owner can read the zip: hidden checks are in it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as unfinished:
        unfinished.touch(0o600)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in sorted(members.items()):
                info = zipfile.ZipInfo(name, _SECONDS_OF_1980)
                info.create_system = 3  # Unix: what follows are its file modes
                info.external_attr = (stat.S_IFREG | (0o755 if name in programs else 0o600)) << 16
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
    return path.stat().st_size


def _members(course: Course, assignment: Assignment, hidden: Shown) -> Iterator[tuple[str, bytes]]:
    place = "descent" if course.folder == OWN else "course"
    extras = extras_for("grade", assignment.id, course.folder.course_file)
    settings = {
        "assignment": assignment.id,
        "course": place,
        "extras": extras,
        "hidden": hidden.value,
        "language": chosen(),
    }
    yield SETTINGS, (json.dumps(settings, indent=1) + "\n").encode()
    for script in _PROGRAMS:
        yield script, (_SCRIPTS / script).read_bytes()
    yield from _read(ROOT, "descent", (*_engine(), *_packaging(extras)))
    yield from _read(course.folder.root, place, _of_assignment(assignment))
    if assignment.training:
        secret = course.folder.secret
        yield f"{place}/{secret.name}", course_secret(secret).hex().encode()


def _read(root: Path, name: str, files: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The files, with their paths in the zip, in which the folder `root` is called `name`."""
    for file in files:
        yield f"{name}/{file.relative_to(root).as_posix()}", file.read_bytes()


def _below(folder: Path) -> Iterator[Path]:
    return (each for each in folder.rglob("*") if each.is_file() and "__pycache__" not in each.parts)


def _engine() -> Iterator[Path]:
    """The engine, without the checks of any assignment."""
    package = ROOT / "autograder"
    left_out = {*_LEFT_OUT, *(("locale",) if chosen() == "en" else ())}  # translations quote every check there is
    for file in _below(package):
        is_check = file.parent == package / "checks" and file.name.startswith("test_")
        if not is_check and file.suffix != ".po" and file.relative_to(package).parts[0] not in left_out:
            yield file
    yield from (ROOT / "shared").glob("*.py")


def _packaging(extras: Iterable[str]) -> list[Path]:
    """What the environment is made from."""
    names = ("pyproject.toml", "README.md", "LICENSE", "requirements-uv.txt")
    return [*(ROOT / name for name in names), *map(lock_file, extras)]


def _of_assignment(assignment: Assignment) -> Iterator[Path]:
    """Of the course, what grading this assignment reads."""
    folder = assignment.folder
    checks = [assignment.public_file, assignment.hidden_file]
    yield from (folder.course_file, assignment.stub, *checks)
    if any("autograder.reference" in file.read_text(encoding="utf-8") for file in checks):
        yield assignment.reference  # they compare with it
    if folder == OWN:
        if assignment.training:
            yield from _below(folder.root / "shared" / "data")
    else:
        yield from {*folder.helpers(), *_below(folder.root / "shared")}
