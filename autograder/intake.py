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
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path, PurePosixPath

from autograder.clones import committed_at
from autograder.course import Assignment
from autograder.file_names import MAX_BYTES
from autograder.language import translate
from autograder.moments import text_of
from autograder.notebooks import functions_in, module_of
from autograder.roster import Roster
from autograder.senders import Sender, of_platform
from autograder.showing import clean
from autograder.uploads import Entry, Refused, Upload, read, uploads_at

MAX_FILES = 50
# Files that mean something to Python or pytest by their name alone. A student's own are never needed.
_IGNORED = frozenset({"conftest.py", "sitecustomize.py", "usercustomize.py"})


_HANDED_IN = (".py", ".ipynb")
_ALL_OF_A_RELEASE = "assignments"  # the folder of the repository for students that holds all of them
_MOST_BYTES = MAX_BYTES - 20  # of a name: room for the mark of one that looks like another


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


def find_submissions(place: Path, assignments: list[Assignment], roster: Roster | None = None) -> list[Submitted]:
    """Every student's submission to every one of `assignments`, sorted; without a file, one with a `problem`.

    With a class list, students are called by their ids there, and those who handed in nothing are there, too; whoever
    is not on it keeps the name of the place. Raises `IntakeError` when `place` does not exist, cannot be read or holds
    no students.
    """
    with _opened(place) as at_the_top:
        uploads = _unwrapped(at_the_top, assignments, roster)
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
            a_class = "" if name in known else _class_in(entries, assignments)
            only_classes, first = bool(a_class), first or a_class
    if only_classes and first:
        raise IntakeError(f"{place} holds {first}: it looks like a class, not like a student. Pass it by itself.")
    return found


def _class_in(entries: list[Entry], assignments: list[Assignment]) -> str:
    """Which folder or archive of a student's has two within that hold the same assignment, and which; or nothing."""
    tops: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        top, *below = entry.path.parts
        tops.setdefault(top, {}).setdefault(below[0] if below else "", []).append(entry)
    for top, parts in tops.items():
        if not _are_of_one(parts, assignments) and (two := _two_alike(parts.items(), assignments)):
            return f"{clean(top, 60)} with {' and '.join(clean(each, 60) for each in two)} in it"
    return ""


def _unwrapped(uploads: list[Upload], assignments: list[Assignment], roster: Roster | None) -> list[Upload]:
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
    if any(each.is_metadata for each in uploads) or of_platform(uploads) or _are_misnamed(uploads, assignments):
        return True
    is_one = _are_of_one((each.name for each in uploads), assignments)
    return not is_one and bool(_two_alike(((each.name, read([each])) for each in again), assignments))


def _are_misnamed(uploads: list[Upload], assignments: list[Assignment]) -> bool:
    """Whether they are modules of several students, or of nobody: none is called like a module."""
    are_files = len(uploads) > 1 and all(PurePosixPath(each.name).suffix == ".py" for each in uploads)
    return are_files and not _are_of_one((each.name for each in uploads), assignments)


def _are_of_one(names: Iterable[str], assignments: list[Assignment]) -> bool:
    """Whether what lies there is one student's, because it is called like a module or an assignment's folder."""
    stems = {each.module for each in assignments}
    folders = {_ALL_OF_A_RELEASE, *(each.id for each in assignments)}
    paths = [PurePosixPath(name) for name in names]
    return any(
        path.stem in folders or path.name in folders or (path.suffix in _HANDED_IN and path.stem in stems)
        for path in paths
    )


def _two_alike(parts: Iterable[tuple[str, list[Entry]]], assignments: list[Assignment]) -> list[str]:
    """Two parts that hold the same assignment, which one student's folders seldom do; nothing where none do."""
    first: dict[str, str] = {}
    for name, entries in parts:
        for each in assignments:
            if _pick("", entries, each, assignments, lambda _: "").files and first.setdefault(each.id, name) != name:
                return [first[each.id], name]
    return []


def _plain(place: Path, uploads: list[Upload], assignments: list[Assignment]) -> list[Sender]:
    """The senders in a folder of the instructor's: one for all uploads, when they are one submission, or each owner.

    Raises `IntakeError` where that cannot be told: for a module beside students, and modules without their names.
    """
    uploads = [each for each in uploads if each.is_work]
    if _are_misnamed(uploads, assignments):
        raise IntakeError(
            f"{place} holds {uploads[0].name}, {uploads[1].name} and no {min(_modules(assignments))}: a module has to "
            "have its own name. Give each student a folder, and put the module into it."
        )
    folders = [each for each in uploads if each.is_folder]
    is_one = _are_of_one((each.name for each in uploads), assignments)
    if is_one and not _are_of_one((each.name for each in folders), assignments):
        two = _two_alike(((each.name, read(each.within())) for each in folders), assignments)
        if two:
            raise IntakeError(
                f"{place} holds {uploads[0].name} beside folders that hold the same ({', '.join(two)}). Put it into a "
                "folder too, or pass what is one student's by itself."
            )
    notebooks = [each for each in uploads if each.name.endswith(".ipynb")]
    are_files = not folders and not any(each.is_archive for each in uploads)
    if uploads and (is_one or (are_files and (len(uploads) == 1 or len(notebooks) == 1))):
        whole = place.resolve()
        owner = whole.name if place.is_dir() else whole.parent.name if whole.suffix in _HANDED_IN else whole.stem
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


def _modules(assignments: list[Assignment]) -> set[str]:
    return {f"{assignment.module}.py" for assignment in assignments}


def _picked(student: str, sender: Sender, entries: list[Entry], assignments: list[Assignment]) -> list[Submitted]:
    when = partial(_when, sender)
    return [_pick(student, entries, assignment, assignments, when) for assignment in assignments]


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


def _pick(
    student: str,
    entries: list[Entry],
    assignment: Assignment,
    assignments: list[Assignment],
    when: Callable[[list[Entry]], str],
) -> Submitted:
    """The submission to `assignment` among a student's files: the module, in the assignment's folder before any other.

    Other Python files beside it come along, but for test files and the modules of other assignments.
    """
    wanted = f"{assignment.module}.py"
    matches = sorted(
        (entry for entry in entries if entry.path.name == wanted),
        key=lambda entry: (
            assignment.id not in entry.path.parts,
            len(entry.path.parts),
            -entry.modified,
            str(entry.path),
            bool(entry.problem),
        ),
    )
    about = (student, assignment.id, assignment.module)
    if not matches:
        notebook = _from_notebook(about, entries, assignment, assignments, when)
        if notebook is not None:
            return notebook
        elsewhere = {f"{each.module}.ipynb" for each in assignments}
        unread = (entry for entry in entries if entry.problem and entry.path.suffix != ".py")
        closed = next((entry for entry in unread if entry.path.name not in elsewhere), None)
        if closed is not None:  # it may be in there
            return Submitted(*about, submitted_at=when([closed]), problem=closed.problem, rejected=True)
        return Submitted(*about, problem=_missing(wanted, entries))
    found = matches[0]
    if found.problem:
        return Submitted(*about, submitted_at=when([found]), problem=found.problem, rejected=True)
    taken = {found.path.name: found}
    for entry in entries:
        beside = entry.path.parent == found.path.parent and entry.path.name not in taken
        if beside and _is_helper(entry, _modules(assignments)) and not entry.problem and len(taken) < MAX_FILES:
            taken[entry.path.name] = entry
    files = {name: entry.content for name, entry in taken.items()}
    return Submitted(*about, files=files, submitted_at=when(list(taken.values())))


@cache
def _asked(stub: Path) -> frozenset[str]:
    return functions_in(stub.read_text(encoding="utf-8"))


def _from_notebook(
    about: tuple[str, str, str],
    entries: list[Entry],
    assignment: Assignment,
    assignments: list[Assignment],
    when: Callable[[list[Entry]], str],
) -> Submitted | None:
    """What the notebook with the module's name holds, else the newest that is about this assignment and no other.

    None when there is no such notebook.
    """
    notebooks = [each for each in entries if each.path.suffix == ".ipynb"]
    others = {each.module for each in assignments} - {assignment.module}
    for entry in sorted(notebooks, key=lambda each: (each.path.stem != assignment.module, -each.modified)):
        named = entry.path.stem == assignment.module
        if entry.problem and named:
            return Submitted(*about, submitted_at=when([entry]), problem=entry.problem, rejected=True)
        if entry.problem:
            continue
        try:
            module = module_of(entry.content, _asked(assignment.stub))
        except Refused as why:
            if named:
                problem = why.about(clean(entry.path.name, 60))
                return Submitted(*about, submitted_at=when([entry]), problem=problem, rejected=True)
            continue
        if module and (named or (entry.path.stem not in others and _is_about(module, assignment, assignments))):
            return Submitted(*about, files={f"{assignment.module}.py": module}, submitted_at=when([entry]))
        if named:
            problem = translate("{name} defines none of the functions asked for ({first}, ...).")
            first = ", ".join(sorted(_asked(assignment.stub))[:3])
            told = problem.format(name=clean(entry.path.name, 60), first=first)
            return Submitted(*about, submitted_at=when([entry]), problem=told, rejected=True)
    return None


def _is_about(module: bytes, assignment: Assignment, assignments: list[Assignment]) -> bool:
    """Whether no other assignment asks for more of what the module defines: names such as `train` are in several."""
    try:
        defined = functions_in(module.decode())
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # as in `notebooks.module_of`
        return True
    mine = len(defined & _asked(assignment.stub))
    return all(len(defined & _asked(each.stub)) < mine for each in assignments if each != assignment)


def _is_helper(entry: Entry, modules: set[str]) -> bool:
    """Whether the module may want to import it."""
    name = entry.path.name
    importable = entry.path.suffix == ".py" and entry.path.stem.isidentifier()
    return importable and not name.startswith("test_") and name not in _IGNORED | modules


def _missing(wanted: str, entries: list[Entry]) -> str:
    names = sorted({clean(entry.path.name, 60) for entry in entries}, key=lambda name: (not name.endswith(".py"), name))
    if not names:
        return translate("No {file} was handed in.").format(file=wanted)
    sentence = translate("No {file} was handed in; found: {names}. The file must have exactly the name {file}.")
    return sentence.format(file=wanted, names=", ".join(names[:8]))
