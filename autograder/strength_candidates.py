"""What there is to grade in a proof: the reference, the stub, mistakes and variants; and which mutants change nothing.

`calls.toml` in an assignment's strength folder says which functions the checks of a question call besides its own and
those that this one calls: `accuracy = ["prepare_images", "train"]`. They lose points, too, where one is not written.
"""

from __future__ import annotations

import ast
import runpy
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course import Assignment, Course
from autograder.differential import Inputs, drawn
from autograder.mutants import callers, calls, stubbed
from autograder.strength_record import Kind


class StrengthError(Exception):
    """Something that the proof needs is missing or wrong. The message is a sentence for the instructor."""


@dataclass(frozen=True)
class Candidate:
    """A module to be graded whole, and the questions in which it has to lose points."""

    kind: Kind
    name: str
    description: str
    source: str
    loses: tuple[str, ...]
    reaches: tuple[str, ...]  # the questions that depend on what is another than in the reference


@dataclass(frozen=True)
class Listed:
    """An entry of equivalent.toml."""

    function: str
    diff: tuple[str, ...]
    occurrence: int
    reason: str

    @property
    def key(self) -> tuple[str, tuple[str, ...], int]:
        """The same as the mutant's."""
        return self.function, self.diff, self.occurrence


def reference_of(assignment: Assignment) -> str:
    """The source of the assignment's solution. Raises `StrengthError` when there is none."""
    return text_of(assignment.reference)


def text_of(file: Path) -> str:
    """What is written in `file`. Raises `StrengthError` when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise StrengthError(f"{file} cannot be read ({error.strerror}).") from error


def provable(course: Course, *, training: bool = False) -> list[Assignment]:
    """The assignments that are proved without being named, in minutes; or those that train, which take longer."""
    return [assignment for assignment in course.assignments if (assignment.library != "numpy") is training]


def candidates(assignment: Assignment, folder: Path | None = None) -> list[Candidate]:
    """The modules to grade whole; mistakes and variants from `folder`, by default that of the course.

    Raises `StrengthError` when one of them is not written as it should be.
    """
    source, folder = reference_of(assignment), folder or assignment.folder.strength
    questions = tuple(question.id for question in assignment.questions)
    found = [
        Candidate(Kind.REFERENCE, "reference", "The reference solution.", source, (), questions),
        Candidate(Kind.STUB, "stub", "The stub as it is handed out.", text_of(assignment.stub), questions, questions),
    ]
    also = _also_called(folder / assignment.id / "calls.toml", questions)

    def depending(function: str) -> tuple[str, ...]:
        reached = set(callers(source, function))
        return tuple(name for name in questions if reached & {name, *also.get(name, ())})

    for function in calls(source):
        affected, about = depending(function), f"The reference without `{function}`."
        found.append(Candidate(Kind.STUBBED, function, about, stubbed(source, function), affected, questions))
    for kind, name in ((Kind.MISTAKE, "mistakes"), (Kind.VARIANT, "variants")):
        for file in sorted((folder / assignment.id / name).glob("*.py")):
            written = _written(kind, file, source, questions)
            reaches = {name for function in _functions(file) & calls(source).keys() for name in depending(function)}
            found.append(replace(written, reaches=tuple(name for name in questions if name in reaches)))
    return found


def _also_called(file: Path, questions: tuple[str, ...]) -> dict[str, list[str]]:
    """calls.toml: by question, the functions that its checks call besides its own."""
    if not file.is_file():
        return {}
    try:
        also = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StrengthError(f"{file} is not valid TOML: {error}.") from error
    if unknown := sorted(also.keys() - set(questions)):
        raise StrengthError(f"{file} speaks of {unknown[0]!r}, which is no question of its assignment.")
    return also


def _written(kind: Kind, file: Path, reference: str, questions: tuple[str, ...]) -> Candidate:
    """A mistake or variant: its functions after the reference's, so that they take their place."""
    own = file.read_text(encoding="utf-8")
    where = f"{file.parent.parent.name}/{file.parent.name}/{file.name}"
    try:
        doc = ast.get_docstring(ast.parse(own)) or ""
    except SyntaxError as error:
        raise StrengthError(f"{where} is not valid Python (line {error.lineno}).") from error
    if not doc:
        raise StrengthError(f"{where} has no docstring that says what it does.")
    named = [line.removeprefix("Loses:") for line in doc.splitlines() if line.startswith("Loses:")]
    loses = {name.strip() for line in named for name in line.split(",")} - {""}
    if (kind is Kind.MISTAKE) != bool(loses):
        needed = "needs a line `Loses: ` with questions" if kind is Kind.MISTAKE else "is a variant and loses nothing"
        raise StrengthError(f"{where} {needed}.")
    if unknown := sorted(loses - set(questions)):
        raise StrengthError(f"{where} loses {unknown[0]!r}, which is no question of its assignment.")
    description = doc.splitlines()[0]
    source = f"{reference}\n\n{own}"
    lost = tuple(name for name in questions if name in loses)
    return Candidate(kind, file.stem, description, source, lost, questions)


def _functions(file: Path) -> set[str]:
    """The functions that a mistake or variant defines."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def listed(assignment: Assignment, folder: Path | None = None) -> list[Listed]:
    """The entries of equivalent.toml. Raises `StrengthError` when it is not written as it should be."""
    file = (folder or assignment.folder.strength) / assignment.id / "equivalent.toml"
    if not file.is_file():
        return []
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["equivalent"]
        found = [
            Listed(entry["function"], *_lines(mutant), " ".join(entry["reason"].split()))
            for entry in entries
            for mutant in entry["mutants"]
        ]
    except (tomllib.TOMLDecodeError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise StrengthError(
            f"{file} needs tables [[equivalent]] with function, reason and mutants: {error}."
        ) from error
    for key, count in Counter(each.key for each in found).items():
        if count > 1:
            raise StrengthError(f"{file} lists a mutant of {key[0]} twice: {' '.join(key[1])}")
    return found


def _lines(mutant: list[str]) -> tuple[tuple[str, ...], int]:
    """The changed lines, and the occurrence that a last line "#2" names."""
    if mutant[-1].startswith("#"):
        return tuple(mutant[:-1]), int(mutant[-1][1:])
    return tuple(mutant), 1


def makers_of(assignment: Assignment) -> Inputs:
    """The inputs that somebody has written makers for, in the assignment's strength folder; see `inputs`.

    Raises `StrengthError` when that file cannot be run.
    """
    file = makers_file(assignment)
    if not file.is_file():
        return drawn({})
    try:
        own = runpy.run_path(str(file))
    except Exception as error:
        raise StrengthError(f"{file} cannot be run: {type(error).__name__}: {error}.") from error
    return drawn(own.get("MAKERS", {}), own.get("CALLED_BY", {}), own.get("COST", {}))


def makers_file(assignment: Assignment) -> Path:
    """Where the makers of an assignment are, if it has some."""
    return assignment.folder.strength / assignment.id / "inputs.py"
