"""What each report was made from, so that one whose result is the same is not made again.

`.reports.json` in the output folder has a digest for each result, and size and time of the files made from it. Reports
can always be made again: a stamp that is missing, or does not fit what is there, only costs time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from autograder.results import QuestionResult, Result

NAME = ".reports.json"


@cache
def _makers() -> str:
    """A digest of the code and the templates that reports are made with."""
    whole = hashlib.sha256()
    here = Path(__file__).parent
    others = (here.parent / name for name in ("explain.py", "language.py", "lateness.py", "results.py", "showing.py"))
    catalogues = here.parent.glob("locale/*/*/*.mo")
    for file in sorted([*here.glob("*.py"), *here.glob("templates/*"), *others, *catalogues]):
        whole.update(file.read_bytes())
    return whole.hexdigest()


@lru_cache(maxsize=20_000)
def _of_question(question: QuestionResult) -> bytes:
    return hashlib.blake2b(repr(question).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def digest_of(result: Result, *about: str) -> str:
    """Equal for equal results that are shown in the same way."""
    head = (result.student, result.assignment, result.status.value, result.message, result.submitted_at, result.digest)
    whole = hashlib.sha256(repr((_makers(), head, about)).encode("utf-8", "surrogatepass"))
    for question in result.questions:
        whole.update(_of_question(question))
    return whole.hexdigest()


class Stamps:
    """The stamps of one output folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._now: dict[str, list[Any]] = {}
        try:
            self._before = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._before = {}
        if not isinstance(self._before, dict):
            self._before = {}

    def fits(self, name: str, digest: str, files: Iterable[Path]) -> bool:
        """Whether the files were made from what has this digest, and are as they were then."""
        stamp: list[Any] = [digest, *map(_as_it_is, files)]
        if self._now.get(name, self._before.get(name)) != stamp:
            return False
        self._now[name] = stamp
        return True

    def keep(self, name: str, digest: str, files: Iterable[Path]) -> None:
        """Note that the files have been made."""
        self._now[name] = [digest, *map(_as_it_is, files)]

    def text(self) -> str:
        """What the stamps' file holds after this run."""
        return json.dumps(self._now, separators=(",", ":"), sort_keys=True) + "\n"


def _as_it_is(file: Path) -> list[int] | None:
    """Size and time of a file; None where there is none."""
    try:
        found = file.lstat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]
