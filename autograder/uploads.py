"""Reads what students handed in, folders and archives alike, as bytes: bounded, no links, never unpacked to disk."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, BinaryIO, cast

from autograder.language import translate
from autograder.showing import clean

MAX_FILE_BYTES = 2**20  # of source code; the largest honest module so far has 8 KB
MAX_ARCHIVE_BYTES = 64 * 2**20
MAX_ENTRIES = 2000  # per student
MAX_NOTEBOOK_BYTES = 8 * 2**20  # of a notebook, with its pictures
MAX_SOURCE_BYTES = 16 * 2**20  # per student: many files of the largest size are a bomb too
MAX_MEMBERS = 100_000  # per archive, and per student; Python takes 0.8 KB and 11 us for each
MAX_UNPACKED_BYTES = 128 * 2**20  # of a tar, which can only be read from its beginning
_ZIPS, _TARS = (".zip",), (".tar", ".tgz", ".tar.gz")
# What is read at all; of other files only the name.
_LIMITS_OF_SOURCE = {".py": MAX_FILE_BYTES, ".ipynb": MAX_NOTEBOOK_BYTES}
_LIMITS = _LIMITS_OF_SOURCE | dict.fromkeys((*_ZIPS, *_TARS), MAX_ARCHIVE_BYTES)
_LIMITS_WITHIN_AN_ARCHIVE = _LIMITS_OF_SOURCE  # an archive in a student's archive stays closed: it may hold itself
METADATA = "submission_metadata.yml"  # Gradescope's list of the submissions beside it
_LIMITS_AT_THE_TOP = _LIMITS | {".yml": 16 * 2**20}
_LEFT_BEHIND = frozenset({"__MACOSX", "__pycache__"})


class Refused(Exception):
    """Something is not taken in. The sentence says why, with `{name}` and the names of `values` in it."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self._values = values

    def about(self, name: object) -> str:
        """The sentence on the thing of that name."""
        return str(self).format(name=name, **self._values)


@dataclass(frozen=True)
class Entry:
    """A file that was found: its path, and its content or, in a sentence, why it has none.

    A `problem` of anything but a Python file or a notebook is that of a folder or an archive that could not be looked
    into.
    """

    path: PurePosixPath
    modified: float = 0.0
    content: bytes = b""
    problem: str = ""


@dataclass(frozen=True)
class Upload:
    """A file or a folder at the top of the place where submissions are. Its `entries` can be read once.

    `within` has what is in a folder as if that were the place. `on_disk` is where it lies, if it is in no archive.
    """

    name: str
    is_folder: bool
    entries: Iterable[Entry] = field(repr=False)
    within: Callable[[], list[Upload]] = field(default=list, repr=False)
    on_disk: Path | None = None

    @property
    def is_metadata(self) -> bool:
        """Whether it is Gradescope's list of the submissions beside it."""
        return self.name == METADATA and not self.is_folder

    @property
    def is_archive(self) -> bool:
        """Whether it is an archive, by its name."""
        return not self.is_folder and _is_archive(PurePath(self.name))

    @property
    def is_work(self) -> bool:
        """Whether it can be, or hold, what is graded."""
        return self.is_folder or self.is_archive or self.name.endswith(tuple(_LIMITS_OF_SOURCE))

    @property
    def owner(self) -> str:
        """The student whose it is: the name, of a file without its ending."""
        return self.name if self.is_folder else PurePath(self.name.removesuffix(".gz")).stem


@contextmanager
def uploads_at(place: Path) -> Iterator[list[Upload]]:
    """What is at the top of a folder or a zip, files first; of any other file, that file. Nothing is read yet.

    Raises `Refused` when `place` cannot be looked into.
    """
    if place.is_dir():
        yield _uploads_in_folder(place)
    elif _is_archive(place, _TARS):
        raise Refused("{name} is a tar: unpack it, and pass the folder.")
    elif _is_archive(place):
        with _regular(place.resolve() if place.is_symlink() else place) as file, _archive(file, _Allowed()) as archive:
            yield _uploads_in_archive(archive, _members(archive), os.fstat(file.fileno()).st_mtime)
    else:
        path, name = place.resolve() if place.is_symlink() else place, PurePosixPath(place.name)
        yield [Upload(place.name, False, _single(path, name, place.stat().st_mtime))]


def read(uploads: Iterable[Upload]) -> list[Entry]:
    """Everything in the uploads of one student, archives opened, up to the limits on one student."""
    entries: list[Entry] = []
    left = MAX_SOURCE_BYTES
    for entry in _with_open_archives(each for upload in uploads for each in upload.entries):
        left -= len(entry.content)
        if left < 0 or len(entries) == MAX_ENTRIES:
            problem = translate(
                "There is more to look through than {files} files, or {size} MB of modules and notebooks."
            )
            problem = problem.format(files=MAX_ENTRIES, size=MAX_SOURCE_BYTES >> 20)
            return [*entries, Entry(PurePosixPath("more"), entry.modified, problem=problem)]
        entries.append(entry)
    return entries


def _files_first(upload: Upload) -> tuple[bool, str]:
    return upload.is_folder, upload.name


def _is_archive(path: PurePath, endings: tuple[str, ...] = (*_ZIPS, *_TARS)) -> bool:
    return path.name.lower().endswith(endings)


def _is_left_behind(name: str) -> bool:
    """Whether a system, an editor or Python left it there, and not the student."""
    return name.startswith(".") or name in _LEFT_BEHIND


def _entry(
    path: PurePosixPath, modified: float, content: Callable[[int], bytes], limits: Mapping[str, int] = _LIMITS
) -> Entry:
    """The entry of a file, read by `content(limit)` if it is of a kind that is read."""
    limit = next((most for ending, most in limits.items() if path.name.lower().endswith(ending)), None)
    if limit is None:
        return Entry(path, modified)
    try:
        return Entry(path, modified, content(limit))
    except Refused as why:
        return _refused(path, modified, why)


def _refused(path: PurePosixPath, modified: float, why: Refused) -> Entry:
    return Entry(path, modified, problem=why.about(clean(path.name, 60)))


def _unreadable(reason: str | None) -> Refused:
    return Refused(translate("{name} cannot be read ({reason})."), reason=reason)


def _require_size(size: int, limit: int) -> None:
    if size > limit:
        most = f"{limit >> 20} MB" if limit > 2**20 else f"{limit >> 10} KB"
        raise Refused(translate("{name} is larger than {limit}."), limit=most)


# --- on disk ---


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
                if not _is_left_behind(each.name)
            ]
    except OSError as error:
        raise _unreadable(error.strerror) from error
    return sorted(children, key=lambda child: child.name)


def _uploads_in_folder(place: Path) -> list[Upload]:
    uploads = []
    for child in _children(place):
        path, on_disk = PurePosixPath(child.name), place / child.name
        if child.is_folder:
            within = partial(_uploads_in_folder, on_disk)
            uploads.append(Upload(child.name, True, _walk(place, child), within, on_disk))
        else:
            limits = _LIMITS_AT_THE_TOP if child.name == METADATA else _LIMITS
            entries = _single(on_disk, path, child.modified, limits)
            uploads.append(Upload(child.name, False, entries, on_disk=on_disk))
    return sorted(uploads, key=_files_first)


def _walk(place: Path, top: _Child) -> Iterator[Entry]:
    """The files in a folder of `place`, the nearest first; links are not followed."""
    folders = deque([(PurePosixPath(top.name), top.modified)])
    while folders:
        folder, modified = folders.popleft()
        try:
            children = _children(place / folder)
        except Refused as why:
            yield _refused(folder, modified, why)
            continue
        for child in children:
            path = folder / child.name
            if child.is_folder:
                folders.append((path, child.modified))
            else:
                yield _file(place / path, path, child.modified)


def _file(file: Path, path: PurePosixPath, modified: float, limits: Mapping[str, int] = _LIMITS) -> Entry:
    return _entry(path, modified, lambda limit: _content(file, limit), limits)


def _single(file: Path, path: PurePosixPath, modified: float, limits: Mapping[str, int] = _LIMITS) -> Iterator[Entry]:
    """The file as an upload's only entry, read when that is asked for."""
    yield _file(file, path, modified, limits)


def _content(path: Path, limit: int) -> bytes:
    with _regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        _require_size(size, limit)
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
        raise _unreadable(error.strerror) from error


# --- in archives ---


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
        raise _unreadable(clean(str(error), 100)) from error
    with archive:
        yield archive


def _with_open_archives(entries: Iterable[Entry]) -> Iterator[Entry]:
    """`entries`, and in the place of an archive what is in it, as if it were a folder."""
    allowed = _Allowed()
    for entry in entries:
        if entry.problem or not _is_archive(entry.path):
            yield entry
            continue
        folder = entry.path.with_suffix("")
        try:
            if _is_archive(entry.path, _TARS):
                for each in _tar_entries(io.BytesIO(entry.content), entry.modified, allowed):
                    yield replace(each, path=folder / each.path)
                continue
            with _archive(io.BytesIO(entry.content), allowed) as archive:
                for path, info in _members(archive):
                    if not info.is_dir():
                        each = _member(archive, info, path, entry.modified, _LIMITS_WITHIN_AN_ARCHIVE)
                        yield replace(each, path=folder / path)
        except Refused as why:
            yield _refused(entry.path, entry.modified, why)


_Member = tuple[PurePosixPath, zipfile.ZipInfo]


def _uploads_in_archive(archive: zipfile.ZipFile, members: list[_Member], modified: float) -> list[Upload]:
    by_top: dict[str, list[_Member]] = {}
    for path, info in members:
        by_top.setdefault(path.parts[0], []).append((path, info))
    uploads = []
    for top, below in by_top.items():
        inner = [(PurePosixPath(*path.parts[1:]), info) for path, info in below if len(path.parts) > 1]
        is_folder = bool(inner) or any(info.is_dir() for _, info in below)
        entries = _member_entries(archive, below, modified, _LIMITS_AT_THE_TOP if top == METADATA else _LIMITS)
        uploads.append(Upload(top, is_folder, entries, partial(_uploads_in_archive, archive, inner, modified)))
    return sorted(uploads, key=_files_first)


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
    return PurePosixPath(*parts) if parts and not any(map(_is_left_behind, parts)) else None


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
    limits: Mapping[str, int] = _LIMITS,
) -> Entry:
    return _entry(path, modified, lambda limit: _member_content(archive, info, limit), limits)


def _member_content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    _require_within(info.filename, is_link=stat.S_ISLNK(info.external_attr >> 16))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # zipfile takes the others apart without a bound on the memory.
        raise Refused(translate("{name} is compressed in an unusual way: make the zip with your system's own program."))
    _require_size(info.file_size, limit)
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)  # no more than it says, and its checksum must agree
    except Exception as error:  # as in `_archive`
        raise _unreadable(clean(str(error), 100)) from error


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
        raise _unreadable(clean(str(error), 100)) from error
    yield from sorted(entries, key=lambda entry: len(entry.path.parts))


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, path: PurePosixPath, modified: float) -> Entry:
    def content(limit: int) -> bytes:
        _require_within(info.name, is_link=not info.isreg())
        _require_size(info.size, limit)
        opened = archive.extractfile(info)
        return opened.read() if opened else b""

    return _entry(path, modified, content, _LIMITS_WITHIN_AN_ARCHIVE)
