"""Reads what students handed in, folders and archives alike, as bytes: bounded, no links, never unpacked to disk."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from autograder.archives import uploads_in_zip, with_open_archives
from autograder.entries import (
    LIMITS,
    LIMITS_AT_THE_TOP,
    METADATA,
    TARS,
    Entry,
    Refused,
    Upload,
    entry_of,
    files_first,
    is_archive,
    is_left_behind,
    refused_entry,
    require_size,
    unreadable,
)
from autograder.language import translate

MAX_ENTRIES = 2000  # per student
MAX_SOURCE_BYTES = 16 * 2**20  # per student: many files of the largest size are a bomb too


@contextmanager
def uploads_at(place: Path) -> Iterator[list[Upload]]:
    """What is at the top of a folder or a zip, files first; of any other file, that file. Nothing is read yet.

    Raises `Refused` when `place` cannot be looked into.
    """
    if place.is_dir():
        yield _uploads_in_folder(place)
    elif is_archive(place, TARS):
        raise Refused("{name} is a tar: unpack it, and pass the folder.")
    elif is_archive(place):
        with (
            _regular(place.resolve() if place.is_symlink() else place) as file,
            uploads_in_zip(file, os.fstat(file.fileno()).st_mtime) as uploads,
        ):
            yield uploads
    else:
        path, name = place.resolve() if place.is_symlink() else place, PurePosixPath(place.name)
        yield [Upload(place.name, False, _single(path, name, place.stat().st_mtime))]


def read(uploads: Iterable[Upload]) -> list[Entry]:
    """Everything in the uploads of one student, archives opened, up to the limits on one student."""
    entries: list[Entry] = []
    left = MAX_SOURCE_BYTES
    for entry in with_open_archives(each for upload in uploads for each in upload.entries):
        left -= len(entry.content)
        if left < 0 or len(entries) == MAX_ENTRIES:
            problem = translate(
                "There is more to look through than {files} files, or {size} MB of modules and notebooks."
            )
            problem = problem.format(files=MAX_ENTRIES, size=MAX_SOURCE_BYTES >> 20)
            return [*entries, Entry(PurePosixPath("more"), entry.modified, problem=problem)]
        entries.append(entry)
    return entries


@dataclass(frozen=True)
class _Child:
    name: str
    is_folder: bool
    modified: float


def _children(folder: Path) -> list[_Child]:
    try:
        with os.scandir(folder) as found:
            children = [
                _Child(each.name, each.is_dir(follow_symlinks=False), each.stat(follow_symlinks=False).st_mtime)
                for each in found
                if not is_left_behind(each.name)
            ]
    except OSError as error:
        raise unreadable(error.strerror) from error
    return sorted(children, key=lambda child: child.name)


def _uploads_in_folder(place: Path) -> list[Upload]:
    uploads = []
    for child in _children(place):
        path, on_disk = PurePosixPath(child.name), place / child.name
        if child.is_folder:
            within = partial(_uploads_in_folder, on_disk)
            uploads.append(Upload(child.name, True, _walk(place, child), within, on_disk))
        else:
            limits = LIMITS_AT_THE_TOP if child.name == METADATA else LIMITS
            entries = _single(on_disk, path, child.modified, limits)
            uploads.append(Upload(child.name, False, entries, on_disk=on_disk))
    return sorted(uploads, key=files_first)


def _walk(place: Path, top: _Child) -> Iterator[Entry]:
    """The files in a folder of `place`, the nearest first; links are not followed."""
    folders = deque([(PurePosixPath(top.name), top.modified)])
    while folders:
        folder, modified = folders.popleft()
        try:
            children = _children(place / folder)
        except Refused as why:
            yield refused_entry(folder, modified, why)
            continue
        for child in children:
            path = folder / child.name
            if child.is_folder:
                folders.append((path, child.modified))
            else:
                yield _file(place / path, path, child.modified)


def _file(file: Path, path: PurePosixPath, modified: float, limits: Mapping[str, int] = LIMITS) -> Entry:
    return entry_of(path, modified, lambda limit: _content(file, limit), limits)


def _single(file: Path, path: PurePosixPath, modified: float, limits: Mapping[str, int] = LIMITS) -> Iterator[Entry]:
    """The file as an upload's only entry, read when that is asked for."""
    yield _file(file, path, modified, limits)


def _content(path: Path, limit: int) -> bytes:
    with _regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        require_size(size, limit)
        return file.read(size)


@contextmanager
def _regular(path: Path) -> Iterator[BinaryIO]:
    """A regular file, open: a link is not followed, and a pipe without a writer does not hold us up."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Refused(translate("{name} is not a regular file."))
            yield file
    except OSError as error:
        raise unreadable(error.strerror) from error
