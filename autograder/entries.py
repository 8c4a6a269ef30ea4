"""What was handed in, as values: files with their contents, and the uploads and the limits that they come within."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath

from autograder.language import translate
from autograder.showing import clean

MAX_FILE_BYTES = 2**20  # of source code; the largest honest module so far has 8 KB
MAX_ARCHIVE_BYTES = 64 * 2**20
MAX_NOTEBOOK_BYTES = 8 * 2**20  # of a notebook, with its pictures
_ZIPS, TARS = (".zip",), (".tar", ".tgz", ".tar.gz")
# What is read at all; of other files only the name.
LIMITS_OF_SOURCE = {".py": MAX_FILE_BYTES, ".ipynb": MAX_NOTEBOOK_BYTES}
LIMITS = LIMITS_OF_SOURCE | dict.fromkeys((*_ZIPS, *TARS), MAX_ARCHIVE_BYTES)
METADATA = "submission_metadata.yml"  # Gradescope's list of the submissions beside it
LIMITS_AT_THE_TOP = LIMITS | {".yml": 16 * 2**20}
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
        return not self.is_folder and is_archive(PurePath(self.name))

    @property
    def is_work(self) -> bool:
        """Whether it can be, or hold, what is graded."""
        return self.is_folder or self.is_archive or self.name.endswith(tuple(LIMITS_OF_SOURCE))

    @property
    def owner(self) -> str:
        """The student whose it is: the name, of a file without its ending."""
        return self.name if self.is_folder else PurePath(self.name.removesuffix(".gz")).stem


def files_first(upload: Upload) -> tuple[bool, str]:
    """The key that sorts uploads: files before folders, by name."""
    return upload.is_folder, upload.name


def is_archive(path: PurePath, endings: tuple[str, ...] = (*_ZIPS, *TARS)) -> bool:
    """Whether it is a zip or a tar, by its name."""
    return path.name.lower().endswith(endings)


def is_left_behind(name: str) -> bool:
    """Whether a system, an editor or Python left it there, and not the student."""
    return name.startswith(".") or name in _LEFT_BEHIND


def entry_of(
    path: PurePosixPath, modified: float, content: Callable[[int], bytes], limits: Mapping[str, int] = LIMITS
) -> Entry:
    """The entry of a file, read by `content(limit)` if it is of a kind that is read."""
    limit = next((most for ending, most in limits.items() if path.name.lower().endswith(ending)), None)
    if limit is None:
        return Entry(path, modified)
    try:
        return Entry(path, modified, content(limit))
    except Refused as why:
        return refused_entry(path, modified, why)


def refused_entry(path: PurePosixPath, modified: float, why: Refused) -> Entry:
    """The entry of a file, folder or archive that is not taken in."""
    return Entry(path, modified, problem=why.about(clean(path.name, 60)))


def unreadable(reason: str | None) -> Refused:
    """What to raise about something that the system or an archive does not let us read."""
    return Refused(translate("{name} cannot be read ({reason})."), reason=reason)


def require_size(size: int, limit: int) -> None:
    """Raises `Refused` for so many bytes when that is more than `limit`."""
    if size > limit:
        most = f"{limit >> 20} MB" if limit > 2**20 else f"{limit >> 10} KB"
        raise Refused(translate("{name} is larger than {limit}."), limit=most)
