"""Finds submissions and takes them in as bytes, without ever running, importing or unpacking them to disk.

Understands a folder (or zip) of students, each a folder, a file or a zip: `SUBMISSIONS/<student>/<module>.py`,
`SUBMISSIONS/<student>/<NN_name>/<module>.py`, `SUBMISSIONS/<student>.zip`; or a single submission.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from autograder.course import Assignment
from autograder.showing import clean

MAX_FILE_BYTES = 2**20  # of source code; the largest honest module so far has 8 KB
MAX_FILES = 50
MAX_ARCHIVE_BYTES = 64 * 2**20
MAX_ENTRIES = 2000
# Files that mean something to Python or pytest by their name alone. A student's own are never needed.
_IGNORED = frozenset({"conftest.py", "sitecustomize.py", "usercustomize.py"})


class IntakeError(Exception):
    """The place to look for submissions is not usable. The message says why and what to do."""


@dataclass(frozen=True)
class Submitted:
    """What one student handed in for one assignment.

    `files` maps file names to contents: the module and other Python files beside it; empty when nothing was found.
    `problem` is a sentence for the student when there is nothing to grade; `rejected` says that it was handed in but
    cannot be accepted.
    """

    student: str
    assignment: str
    module: str
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    submitted_at: str = ""
    problem: str = ""
    rejected: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents; empty when there are no files."""
        if not self.files:
            return ""
        whole = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            whole.update(f"{len(name.encode())} {len(content)} {name}".encode())
            whole.update(content)
        return whole.hexdigest()


@dataclass(frozen=True)
class _Entry:
    """A file that was found: its path below the student's folder, and its content or why it has none."""

    path: PurePosixPath
    modified: float
    content: bytes = b""
    problem: str = ""


def find_submissions(place: Path, assignments: list[Assignment]) -> list[Submitted]:
    """Every student's submission to every one of `assignments`, sorted; without a file, one with a `problem`.

    Raises `IntakeError` when `place` does not exist, cannot be read or holds no students.
    """
    if not place.exists():
        raise IntakeError(f"There is no {place}. Pass the folder, file or zip with the submissions.")
    modules = {f"{assignment.module}.py" for assignment in assignments}
    try:
        students = _students(place, modules)
    except OSError as error:
        raise IntakeError(f"{error.filename or place} cannot be read ({error.strerror}).") from error
    if not students:
        raise IntakeError(f"{place} holds no submissions: expected a folder, a .py file or a .zip for each student.")
    return [
        _pick(student, entries, assignment, modules)
        for student, entries in sorted(students.items())
        for assignment in assignments
    ]


def _students(place: Path, modules: set[str]) -> dict[str, list[_Entry]]:
    if place.is_file():
        if place.suffix == ".zip":
            return _students_of_archive(place, modules)
        return {_name(place.resolve().parent.name): [_read(place, PurePosixPath(place.name))]}
    children = sorted(child for child in place.iterdir() if not child.name.startswith("."))
    if any(child.name in modules for child in children):  # one submission, not a folder of them
        return {_name(place.resolve().name): list(_walk(place))}
    students: dict[str, list[_Entry]] = {}
    for child in children:
        if child.is_symlink():
            continue
        if child.is_dir():
            students.setdefault(_name(child.name), []).extend(_walk(child))
        elif child.suffix == ".zip":
            students.setdefault(_name(child.stem), []).extend(_unpack(child.read_bytes(), child.stat().st_mtime))
    return students


def _students_of_archive(place: Path, modules: set[str]) -> dict[str, list[_Entry]]:
    entries = _unpack(_read_capped(place), place.stat().st_mtime)
    if any(entry.path.name in modules and len(entry.path.parts) <= 1 for entry in entries) or not all(
        len(entry.path.parts) > 1 for entry in entries
    ):
        return {_name(place.stem): entries}
    students: dict[str, list[_Entry]] = {}
    for entry in entries:
        below = _Entry(PurePosixPath(*entry.path.parts[1:]), entry.modified, entry.content, entry.problem)
        students.setdefault(_name(entry.path.parts[0]), []).append(below)
    return students


def _name(name: str) -> str:
    """A student's name, fit for a file name and a table: NFC, without control or direction characters."""
    text = clean(unicodedata.normalize("NFC", name), 100).replace("\n", " ").replace("\t", " ").strip()
    return text if text not in ("", ".", "..") else "unnamed"


def _walk(folder: Path) -> Iterator[_Entry]:
    """The regular files below `folder`; links are not followed, and unpacked when they are zips at its top."""
    count = 0
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        for name in sorted(names):
            count += 1
            if count > MAX_ENTRIES:
                return
            path = Path(base) / name
            if path.suffix == ".zip" and Path(base) == folder and not path.is_symlink():
                yield from _unpack(_read_capped(path), path.stat().st_mtime)
            elif path.suffix == ".py":
                yield _read(path, PurePosixPath(path.relative_to(folder).as_posix()))


def _read(path: Path, shown: PurePosixPath) -> _Entry:
    """One file, opened without following links, regular and not larger than allowed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        return _Entry(shown, 0.0, problem=f"{shown.name} cannot be read ({error.strerror}).")
    with os.fdopen(descriptor, "rb") as file:
        info = os.fstat(file.fileno())
        if not stat.S_ISREG(info.st_mode):
            return _Entry(shown, info.st_mtime, problem=f"{shown.name} is not a regular file.")
        content = file.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        return _Entry(shown, info.st_mtime, problem=f"{shown.name} is larger than {MAX_FILE_BYTES // 1024} KB.")
    return _Entry(shown, info.st_mtime, content)


def _read_capped(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_ARCHIVE_BYTES + 1)


def _unpack(archive: bytes, modified: float) -> list[_Entry]:
    """The Python files of a zip, in memory. Links, absolute paths, `..`, encryption and bombs are refused."""
    if len(archive) > MAX_ARCHIVE_BYTES:
        return [_Entry(PurePosixPath("archive"), modified, problem="The archive is larger than 64 MB.")]
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            infos = opened.infolist()
            if len(infos) > MAX_ENTRIES:
                return [
                    _Entry(
                        PurePosixPath("archive"), modified, problem=f"The archive holds more than {MAX_ENTRIES} files."
                    )
                ]
            return [_unpacked(opened, info, modified) for info in infos if _wanted(info)]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        return [
            _Entry(
                PurePosixPath("archive"), modified, problem=f"The archive cannot be read ({clean(str(error), 100)})."
            )
        ]


def _wanted(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    hidden = any(part.startswith((".", "__")) for part in path.parts[:-1])
    return not info.is_dir() and path.suffix == ".py" and not hidden and path.name[:2] != "._"


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, modified: float) -> _Entry:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or stat.S_ISLNK(info.external_attr >> 16):
        return _Entry(PurePosixPath(path.name), modified, problem=f"{path.name} is a link or lies outside its archive.")
    if info.file_size > MAX_FILE_BYTES:
        return _Entry(path, modified, problem=f"{path.name} is larger than {MAX_FILE_BYTES // 1024} KB.")
    with archive.open(info) as file:
        content = file.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        return _Entry(path, modified, problem=f"{path.name} is larger than it says.")
    return _Entry(path, modified, content)


def _pick(student: str, entries: list[_Entry], assignment: Assignment, modules: set[str]) -> Submitted:
    """The submission to `assignment` among a student's files: the module, in the assignment's folder before any other.

    Other Python files beside it come along, but for test files and the `modules` of other assignments.
    """
    wanted = f"{assignment.module}.py"
    matches = sorted(
        (entry for entry in entries if entry.path.name == wanted),
        key=lambda entry: (assignment.id not in entry.path.parts, len(entry.path.parts), str(entry.path)),
    )
    about = (student, assignment.id, assignment.module)
    if not matches:
        broken = next((entry for entry in entries if entry.path.name == "archive" and entry.problem), None)
        if broken is not None:
            return Submitted(*about, problem=broken.problem, rejected=True)
        return Submitted(*about, problem=_missing(wanted, entries))
    found = matches[0]
    time = datetime.fromtimestamp(found.modified, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if found.problem:
        return Submitted(*about, submitted_at=time, problem=found.problem, rejected=True)
    files = {found.path.name: found.content}
    for entry in entries:
        beside = entry.path.parent == found.path.parent and entry.path.name not in files
        helper = not entry.path.name.startswith("test_") and entry.path.name not in _IGNORED | modules
        if beside and helper and not entry.problem and len(files) < MAX_FILES:
            files[entry.path.name] = entry.content
    return Submitted(*about, files=files, submitted_at=time)


def _missing(wanted: str, entries: list[_Entry]) -> str:
    names = sorted({clean(entry.path.name, 60) for entry in entries})[:8]
    if not names:
        return f"No {wanted} was handed in."
    return f"No {wanted} was handed in; found: {', '.join(names)}. The file must have exactly the name {wanted}."
