"""The class list: who is in the course, and by which names the places they hand in at know them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.file_names import component

REQUIRED = ("id", "name")
# What a platform may call a student beside that; any of these columns may be there, others are for the reader.
KNOWN_BY = ("email", "login", "username", "sis_id", "canvas_id", "moodle_id", "gradescope_id", "github")
SHOWN = ("section",)
_MAX_BYTES = 2**24
_NO_LETTER = re.compile(r"[\W_]+")


class RosterError(Exception):
    """The class list cannot be used. The message says where and what to do."""


def folded(text: str) -> str:
    """`text` as names are compared: without regard to case, spaces at the ends, and how accents are encoded."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def squeezed(text: str) -> str:
    """`text` as Canvas names its files: the letters and digits alone."""
    return _NO_LETTER.sub("", folded(text))


@dataclass(frozen=True)
class Student:
    """A row of the class list; `also` maps the other columns to what stands in them."""

    id: str
    name: str
    also: Mapping[str, str] = field(default_factory=dict)

    def accounts(self) -> Iterator[str]:
        """The id and whatever else is this student's alone, folded."""
        yield from (folded(text) for text in (self.id, *(self.also.get(column, "") for column in KNOWN_BY)) if text)

    def spellings(self) -> Iterator[str]:
        """The name as it may be written, squeezed: "Ada Lovelace", "Lovelace, Ada", "lovelaceada"."""
        words = self.name.split()
        for turn in range(len(words)):
            yield squeezed("".join(words[turn:] + words[:turn]))


@dataclass(frozen=True)
class Roster:
    """The class list."""

    students: tuple[Student, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all students."""
        return frozenset(student.id for student in self.students)

    @cached_property
    def _known(self) -> tuple[dict[str, set[str]], ...]:
        """Ids by account, and ids by spelling."""
        found: tuple[dict[str, set[str]], ...] = ({}, {})
        for student in self.students:
            for owners, keys in zip(found, (student.accounts(), student.spellings()), strict=True):
                for key in keys:
                    owners.setdefault(key, set()).add(student.id)
        return found

    def find(self, names: Iterable[str]) -> str | None:
        """The id of the one student whom a name belongs to, the surest name first; None when no name tells.

        Each name is tried as an id, an address or another account before it is tried as anybody's name.
        """
        for name in names:
            for owners, key in zip(self._known, (folded(name), squeezed(name)), strict=True):
                who = owners.get(key, set())
                if len(who) == 1:
                    return next(iter(who))
        return None


def read_roster(path: Path) -> Roster:
    """The class list in a CSV with the columns id and name, and any of `KNOWN_BY`; comma or semicolon, UTF-8.

    Raises `RosterError` with one sentence that names the line.
    """
    students: list[Student] = []
    lines: dict[str, int] = {}
    for line, row in rows(path, REQUIRED):
        if row["id"] in lines:
            raise RosterError(f"{path}, line {line}: the id {row['id']!r} is that of line {lines[row['id']]}, too.")
        try:
            lines[component(row["id"])] = line
        except ValueError as error:  # feedback goes into a folder of that name
            raise RosterError(f"{path}, line {line}: {error}.") from None
        also = {name: row[name] for name in (*KNOWN_BY, *SHOWN) if row.get(name)}
        students.append(Student(row["id"], row["name"], also))
    if not students:
        raise RosterError(f"{path} has no students: a line for each is needed below the heading.")
    return Roster(tuple(students))


def rows(path: Path, required: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a small table as a spreadsheet saves it, each with its line; the headings in small letters.

    Raises `RosterError` when it cannot be read, or lacks a `required` column or something in one.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise RosterError(f"{path} is larger than {_MAX_BYTES >> 20} MB: is it the right file?")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RosterError(f"{path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError:
        raise RosterError(f"{path} is not UTF-8: save it as “CSV UTF-8”.") from None
    heading = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count), strict=True)
    try:
        names = [folded(name).replace(" ", "_") for name in next(table, [])]
        missing = [name for name in required if name not in names]
        if missing:
            raise RosterError(
                f"{path}, line 1: there is no column {missing[0]!r}; found: {', '.join(names) or 'none'}."
            )
        for cells in table:
            if not any(cell.strip() for cell in cells):
                continue
            if any(cell.strip() for cell in cells[len(names) :]):
                raise RosterError(
                    f"{path}, line {table.line_num}: more cells than headings; put a name with a comma in quotes."
                )
            row = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
            empty = next((name for name in required if not row.get(name)), None)
            if empty:
                raise RosterError(f"{path}, line {table.line_num}: nothing stands under {empty!r}.")
            yield table.line_num, row
    except csv.Error as error:
        raise RosterError(f"{path}, line {table.line_num}: this is no CSV ({error}).") from error
