"""Whether a folder or an archive holds a whole class, where one student's work could be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from autograder.course import Assignment
from autograder.entries import Entry, Refused, Upload
from autograder.picking import pick
from autograder.roster import Roster
from autograder.senders import of_platform
from autograder.showing import clean
from autograder.uploads import read

HANDED_IN = (".py", ".ipynb")
_ALL_OF_A_RELEASE = "assignments"  # the folder of the repository for students that holds all of them


def class_in(entries: list[Entry], assignments: list[Assignment]) -> str:
    """Which folder or archive of a student's has two within that hold the same assignment, and which; or nothing."""
    tops: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        top, *below = entry.path.parts
        tops.setdefault(top, {}).setdefault(below[0] if below else "", []).append(entry)
    for top, parts in tops.items():
        if not are_of_one(parts, assignments) and (two := two_alike(parts.items(), assignments)):
            return f"{clean(top, 60)} with {' and '.join(clean(each, 60) for each in two)} in it"
    return ""


def unwrapped(uploads: list[Upload], assignments: list[Assignment], roster: Roster | None) -> list[Upload]:
    """What is in the one folder that is there, when that is the class and no student; else `uploads`."""
    while len(uploads) == 1 and uploads[0].is_folder:
        (folder,) = uploads
        is_students = (roster and roster.find([folder.owner])) or of_platform(uploads)
        if is_students or not _is_class(folder, assignments):
            break
        uploads = folder.within()
    return uploads


def _is_class(folder: Upload, assignments: list[Assignment]) -> bool:
    """Whether a folder that is alone in its place holds the uploads of students."""
    if folder.on_disk is not None and (folder.on_disk / ".git").exists():
        return False
    try:
        uploads, again = folder.within(), folder.within()  # each can be read once
    except Refused:  # said where it is read as a student's
        return False
    if any(each.is_metadata for each in uploads) or of_platform(uploads) or are_misnamed(uploads, assignments):
        return True
    is_one = are_of_one((each.name for each in uploads), assignments)
    return not is_one and bool(two_alike(((each.name, read([each])) for each in again), assignments))


def are_misnamed(uploads: list[Upload], assignments: list[Assignment]) -> bool:
    """Whether they are modules of several students, or of nobody: none is called like a module."""
    are_files = len(uploads) > 1 and all(PurePosixPath(each.name).suffix == ".py" for each in uploads)
    return are_files and not are_of_one((each.name for each in uploads), assignments)


def are_of_one(names: Iterable[str], assignments: list[Assignment]) -> bool:
    """Whether what lies there is one student's, because it is called like a module or an assignment's folder."""
    stems = {each.module for each in assignments}
    folders = {_ALL_OF_A_RELEASE, *(each.id for each in assignments)}
    paths = [PurePosixPath(name) for name in names]
    return any(
        path.stem in folders or path.name in folders or (path.suffix in HANDED_IN and path.stem in stems)
        for path in paths
    )


def two_alike(parts: Iterable[tuple[str, list[Entry]]], assignments: list[Assignment]) -> list[str]:
    """Two parts that hold the same assignment, which one student's folders seldom do; nothing where none do."""
    first: dict[str, str] = {}
    for name, entries in parts:
        for each in assignments:
            if pick("", entries, each, assignments, lambda _: "").files and first.setdefault(each.id, name) != name:
                return [first[each.id], name]
    return []
