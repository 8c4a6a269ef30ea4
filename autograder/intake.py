"""Finds submissions and takes them in as bytes, without ever running, importing or unpacking them to disk.

Understands a folder (or zip) of students, each a folder, a notebook, a zip or a tar:
`SUBMISSIONS/<student>/<module>.py`, `SUBMISSIONS/<student>/<NN_name>/<module>.py`, `SUBMISSIONS/<student>.zip`; a
folder of clones; the bulk downloads of Canvas, Moodle and Gradescope; one of these in a folder that is alone in its
place; or a single submission. What looks like a class where a student should be is refused.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from autograder.clones import committed_at
from autograder.course import Assignment
from autograder.entries import Entry, Refused, Upload
from autograder.file_names import MAX_BYTES
from autograder.moments import text_of
from autograder.picking import modules_of, pick
from autograder.roster import Roster
from autograder.senders import Sender, of_platform
from autograder.showing import clean
from autograder.submitted import Submitted
from autograder.uploads import read, uploads_at
from autograder.whole_classes import HANDED_IN, are_misnamed, are_of_one, class_in, two_alike, unwrapped

_MOST_BYTES = MAX_BYTES - 20  # of a name: room for the mark of one that looks like another


class IntakeError(Exception):
    """The place to look for submissions is not usable. The message says why and what to do."""


def find_submissions(place: Path, assignments: list[Assignment], roster: Roster | None = None) -> list[Submitted]:
    """Every student's submission to every one of `assignments`, sorted; without a file, one with a `problem`.

    With a class list, students are called by their ids there, and those who handed in nothing are there, too; whoever
    is not on it keeps the name of the place. Raises `IntakeError` when `place` does not exist, cannot be read or holds
    no students.
    """
    with _opened(place) as at_the_top:
        uploads = unwrapped(at_the_top, assignments, roster)
        senders = of_platform(uploads)
        students = _students(_plain(place, uploads, assignments) if senders is None else senders, roster)
        if not students:
            raise IntakeError(
                f"{place} holds no submissions: expected a folder, a notebook or a .zip for each student."
            )
        for absent in roster.ids - students.keys() if roster else ():
            students[absent] = Sender(absent, ())
        of_the_class = roster.ids if roster else frozenset[str]()
        return _taken_in(place, students, assignments, of_the_class if senders is None else students.keys())


def submission_at(place: Path, student: str, assignment: Assignment) -> Submitted:
    """What one student handed in for `assignment`: all that is in `place`, whatever its names look like.

    Raises `IntakeError` when `place` cannot be read.
    """
    with _opened(place) as uploads:
        (picked,) = _picked(student, Sender(student, (student,), uploads), read(uploads), [assignment])
        return picked


@contextmanager
def _opened(place: Path) -> Iterator[list[Upload]]:
    """The uploads there. Raises `IntakeError` when it is not there, and for what happens while they are read."""
    try:
        if not place.exists():
            raise IntakeError(f"There is no {place}. Pass the folder, file or zip with the submissions.")
        with uploads_at(place) as uploads:
            yield uploads
    except Refused as why:
        raise IntakeError(why.about(place)) from why
    except OSError as error:
        raise IntakeError(f"{error.filename or place} cannot be read ({error.strerror}).") from error


def _taken_in(
    place: Path, students: dict[str, Sender], assignments: list[Assignment], known: AbstractSet[str]
) -> list[Submitted]:
    """What all have handed in. Raises `IntakeError` where everybody who has looks like a class.

    Whoever is `known` to be a student looks like one.
    """
    found: list[Submitted] = []
    only_classes, first = True, ""
    for name in sorted(students):
        entries = read(students[name].uploads)
        picked = _picked(name, students[name], entries, assignments)
        found += picked
        if only_classes and any(each.files for each in picked):
            a_class = "" if name in known else class_in(entries, assignments)
            only_classes, first = bool(a_class), first or a_class
    if only_classes and first:
        raise IntakeError(f"{place} holds {first}: it looks like a class, not like a student. Pass it by itself.")
    return found


def _plain(place: Path, uploads: list[Upload], assignments: list[Assignment]) -> list[Sender]:
    """The senders in a folder of the instructor's: one for all uploads, when they are one submission, or each owner.

    Raises `IntakeError` where that cannot be told: for a module beside students, and modules without their names.
    """
    uploads = [each for each in uploads if each.is_work]
    if are_misnamed(uploads, assignments):
        raise IntakeError(
            f"{place} holds {uploads[0].name}, {uploads[1].name} and no {min(modules_of(assignments))}: a module has "
            "to have its own name. Give each student a folder, and put the module into it."
        )
    folders = [each for each in uploads if each.is_folder]
    is_one = are_of_one((each.name for each in uploads), assignments)
    if is_one and not are_of_one((each.name for each in folders), assignments):
        two = two_alike(((each.name, read(each.within())) for each in folders), assignments)
        if two:
            raise IntakeError(
                f"{place} holds {uploads[0].name} beside folders that hold the same ({', '.join(two)}). Put it into a "
                "folder too, or pass what is one student's by itself."
            )
    notebooks = [each for each in uploads if each.name.endswith(".ipynb")]
    are_files = not folders and not any(each.is_archive for each in uploads)
    if uploads and (is_one or (are_files and (len(uploads) == 1 or len(notebooks) == 1))):
        whole = place.resolve()
        owner = whole.name if place.is_dir() else whole.parent.name if whole.suffix in HANDED_IN else whole.stem
        return [Sender(owner, (owner,), uploads, clones={PurePosixPath(): place})]
    found: dict[str, Sender] = {}
    for each in uploads:
        if each.owner not in found:
            clones = {PurePosixPath(each.owner): each.on_disk} if each.on_disk else {}
            found[each.owner] = Sender(each.owner, (each.owner,), [], clones=clones)
        found[each.owner].uploads.append(each)
    return list(found.values())


def _students(senders: list[Sender], roster: Roster | None) -> dict[str, Sender]:
    """The senders by the names of students; one who sent from several accounts is one student."""
    labels = _names(sender.label for sender in senders)
    students: dict[str, Sender] = {}
    for sender in senders:
        name = (roster.find(sender.names) if roster else None) or labels[sender.label]
        former = students.get(name)
        if former is None:
            students[name] = sender
        else:
            times = [each.submitted_at for each in (former, sender) if each.submitted_at]
            both = [*former.uploads, *sender.uploads]
            clones = {**former.clones, **sender.clones}
            last = max(times, default=former.submitted_at)
            students[name] = replace(former, uploads=both, submitted_at=last, clones=clones)
    return students


def _names(owners: Iterable[str]) -> dict[str, str]:
    """What each owner is called.

    Owners whose names would look alike all get a mark that depends on nothing but the owner: a name must not move from
    one student to another when a third hands in.
    """
    shown = {owner: _shown(owner) for owner in owners}
    alike = Counter(shown.values())
    return {owner: name if alike[name] == 1 else f"{name} ({_mark(owner)})" for owner, name in shown.items()}


def _shown(owner: str) -> str:
    """A student's name, fit for a file name and a table: NFC, without control or direction characters."""
    text = clean(unicodedata.normalize("NFC", owner), 100)
    for separator, instead in (("\n", " "), ("\t", " "), ("/", "_")):
        text = text.replace(separator, instead)
    text = text.encode()[:_MOST_BYTES].decode(errors="ignore").strip()
    return text if text not in ("", ".", "..") else "unnamed"


def _mark(owner: str) -> str:
    return hashlib.sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _picked(student: str, sender: Sender, entries: list[Entry], assignments: list[Assignment]) -> list[Submitted]:
    when = partial(_when, sender)
    return [pick(student, entries, assignment, assignments, when) for assignment in assignments]


def _when(sender: Sender, taken: list[Entry]) -> str:
    """When the last of the files that were taken was handed in; empty when nobody knows."""
    if sender.submitted_at is not None:
        return sender.submitted_at
    for start, clone in sender.clones.items():
        if taken[0].path.is_relative_to(start):
            committed = committed_at(clone, [each.path.relative_to(start) for each in taken])
            if committed is not None:
                return committed
    return text_of(max(each.modified for each in taken))
