"""Which of the files that a student handed in are the submission to an assignment."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from autograder.course import Assignment
from autograder.entries import Entry, Refused
from autograder.language import translate
from autograder.notebooks import functions_in, module_of
from autograder.showing import clean
from autograder.submitted import Submitted

MAX_FILES = 50
# Files that mean something to Python or pytest by their name alone. A student's own are never needed.
_IGNORED = frozenset({"conftest.py", "sitecustomize.py", "usercustomize.py"})


def modules_of(assignments: list[Assignment]) -> set[str]:
    """The names that the files of the modules have to have."""
    return {f"{assignment.module}.py" for assignment in assignments}


def pick(
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
        if beside and _is_helper(entry, modules_of(assignments)) and not entry.problem and len(taken) < MAX_FILES:
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
