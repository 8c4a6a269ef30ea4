"""Opens what students handed in as zips and tars: within limits, and never unpacked to disk."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from autograder.entries import (
    LIMITS,
    LIMITS_AT_THE_TOP,
    LIMITS_OF_SOURCE,
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
from autograder.showing import clean

MAX_MEMBERS = 100_000  # per archive, and per student; Python takes 0.8 KB and 11 us for each
MAX_UNPACKED_BYTES = 128 * 2**20  # of a tar, which can only be read from its beginning
_LIMITS_WITHIN_AN_ARCHIVE = LIMITS_OF_SOURCE  # an archive in a student's archive stays closed: it may hold itself
_Member = tuple[PurePosixPath, zipfile.ZipInfo]


@dataclass
class _Allowed:
    """What archives may hold still: those of one student together, or the one of a class."""

    members: int = MAX_MEMBERS
    unpacked: int = MAX_UNPACKED_BYTES  # of tars

    def take(self, members: int) -> None:
        """Have so many members listed, or raise `Refused`."""
        self.members -= members
        if self.members < 0:
            sentence = translate("{name} holds more than {count} files, or the archives beside it do.")
            raise Refused(sentence, count=f"{MAX_MEMBERS:,}")


@contextmanager
def uploads_in_zip(file: BinaryIO, modified: float) -> Iterator[list[Upload]]:
    """What is at the top of the zip of a class, files first, as `modified` as the zip is. Nothing is read yet.

    Raises `Refused` when the zip cannot be opened within the limits.
    """
    with _archive(file, _Allowed()) as archive:
        yield _uploads_in_archive(archive, _members(archive), modified)


def with_open_archives(entries: Iterable[Entry]) -> Iterator[Entry]:
    """`entries`, and in the place of an archive what is in it, as if it were a folder."""
    allowed = _Allowed()
    for entry in entries:
        if entry.problem or not is_archive(entry.path):
            yield entry
            continue
        folder = entry.path.with_suffix("")
        try:
            if is_archive(entry.path, TARS):
                for each in _tar_entries(io.BytesIO(entry.content), entry.modified, allowed):
                    yield replace(each, path=folder / each.path)
                continue
            with _archive(io.BytesIO(entry.content), allowed) as archive:
                for path, info in _members(archive):
                    if not info.is_dir():
                        each = _member(archive, info, path, entry.modified, _LIMITS_WITHIN_AN_ARCHIVE)
                        yield replace(each, path=folder / path)
        except Refused as why:
            yield refused_entry(entry.path, entry.modified, why)


@contextmanager
def _archive(file: BinaryIO, allowed: _Allowed) -> Iterator[zipfile.ZipFile]:
    try:
        # Before the whole directory of the zip is read into memory; there is no public way to ask.
        end: list[int] | None = zipfile._EndRecData(file)  # type: ignore[attr-defined]
        said = end[zipfile._ECD_ENTRIES_TOTAL] if end else 0  # type: ignore[attr-defined]
        allowed.take(said)
        file.seek(0)
        archive = zipfile.ZipFile(file)
        allowed.take(len(archive.infolist()) - said)
    except Refused:
        raise
    except Exception as error:  # damaged zips make zipfile raise exceptions of many kinds
        raise unreadable(clean(str(error), 100)) from error
    with archive:
        yield archive


def _uploads_in_archive(archive: zipfile.ZipFile, members: list[_Member], modified: float) -> list[Upload]:
    by_top: dict[str, list[_Member]] = {}
    for path, info in members:
        by_top.setdefault(path.parts[0], []).append((path, info))
    uploads = []
    for top, below in by_top.items():
        inner = [(PurePosixPath(*path.parts[1:]), info) for path, info in below if len(path.parts) > 1]
        is_folder = bool(inner) or any(info.is_dir() for _, info in below)
        entries = _member_entries(archive, below, modified, LIMITS_AT_THE_TOP if top == METADATA else LIMITS)
        uploads.append(Upload(top, is_folder, entries, partial(_uploads_in_archive, archive, inner, modified)))
    return sorted(uploads, key=files_first)


def _member_entries(
    archive: zipfile.ZipFile,
    members: list[_Member],
    modified: float,
    limits: Mapping[str, int],
) -> Iterator[Entry]:
    for path, info in members:
        if not info.is_dir():
            yield _member(archive, info, path, modified, limits)


def _members(archive: zipfile.ZipFile) -> list[_Member]:
    """What a zip holds, the nearest first, each under a path that stays within the zip."""
    members = []
    for info in archive.infolist():
        path = _path_within(info.filename)
        if path is not None:
            members.append((path, info))
    return sorted(members, key=lambda member: len(member[0].parts))


def _path_within(name: str) -> PurePosixPath | None:
    """The path of a member, which stays within its archive; None for what nobody handed in."""
    parts = [part for part in _parts(name) if part not in ("", ".", "..")]
    return PurePosixPath(*parts) if parts and not any(map(is_left_behind, parts)) else None


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _require_within(name: str, *, is_link: bool) -> None:
    parts = _parts(name)
    if not parts[0] or ".." in parts or is_link:
        raise Refused(translate("{name} is a link or lies outside its archive."))


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    path: PurePosixPath,
    modified: float,
    limits: Mapping[str, int] = LIMITS,
) -> Entry:
    return entry_of(path, modified, lambda limit: _member_content(archive, info, limit), limits)


def _member_content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    _require_within(info.filename, is_link=stat.S_ISLNK(info.external_attr >> 16))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # zipfile takes the others apart without a bound on the memory.
        raise Refused(translate("{name} is compressed in an unusual way: make the zip with your system's own program."))
    require_size(info.file_size, limit)
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)  # no more than it says, and its checksum must agree
    except Exception as error:  # as in `_archive`
        raise unreadable(clean(str(error), 100)) from error


class _Bounded:
    """What `file` unpacks to, up to what is allowed; then reading raises `Refused`."""

    def __init__(self, file: BinaryIO | gzip.GzipFile, allowed: _Allowed) -> None:
        self._file = file
        self._allowed = allowed

    def read(self, size: int = -1) -> bytes:
        most = max(self._allowed.unpacked, 0) + 1
        content = self._file.read(min(size, most) if size >= 0 else most)
        self._allowed.unpacked -= len(content)
        if self._allowed.unpacked < 0:
            sentence = translate("{name} unpacks to more than {size} MB, with the archives beside it.")
            raise Refused(sentence, size=MAX_UNPACKED_BYTES >> 20)
        return content


def _tar_entries(file: BinaryIO, modified: float, allowed: _Allowed) -> Iterator[Entry]:
    """The files in a tar, compressed by gzip or not, the nearest first. Raises `Refused` when it cannot be read."""
    entries = []
    try:
        is_gzip = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        unpacked = gzip.GzipFile(fileobj=file) if is_gzip else file
        with tarfile.open(fileobj=cast("IO[bytes]", _Bounded(unpacked, allowed)), mode="r|") as archive:
            for info in archive:
                allowed.take(1)
                path = _path_within(info.name)
                if path is not None and not info.isdir():
                    entries.append(_tar_member(archive, info, path, modified))
                archive.members = []  # type: ignore[attr-defined]  # it remembers every header otherwise
    except Refused:
        raise
    except Exception as error:  # as in `_archive`
        raise unreadable(clean(str(error), 100)) from error
    yield from sorted(entries, key=lambda entry: len(entry.path.parts))


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, path: PurePosixPath, modified: float) -> Entry:
    def content(limit: int) -> bytes:
        _require_within(info.name, is_link=not info.isreg())
        require_size(info.size, limit)
        opened = archive.extractfile(info)
        return opened.read() if opened else b""

    return entry_of(path, modified, content, _LIMITS_WITHIN_AN_ARCHIVE)
