"""What a recorded proof was made with, and a sample that changes with it, small enough to be graded in a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from autograder.code_text import what_it_does
from autograder.course import Assignment
from autograder.environment import ROOT
from autograder.imports import reached
from autograder.strength_candidates import Candidate, makers_file, text_of
from autograder.strength_record import Kind
from autograder.strength_tasks import digest

T = TypeVar("T")


@dataclass(frozen=True)
class Sample:
    """How many mutants that no list calls equivalent, how many mistakes and how many variants."""

    mutants: int
    others: int


def made_with(assignment: Assignment) -> str:
    """A digest of an assignment's checks, what they share, solution, mistakes, variants, and thresholds.

    Comments and docstrings do not count in checks and solution: their correction changes no verdict.
    """
    folder = assignment.folder.strength / assignment.id
    checks = [assignment.public_file, assignment.hidden_file]
    below = (assignment.folder.checks, ROOT / "autograder" / "checks")
    needed = reached([file for file in checks if file.is_file()], [assignment.folder.root, ROOT])
    shared = sorted({file for file in needed if any(file.is_relative_to(place) for place in below)} - {*checks})
    code = [*checks, assignment.reference, assignment.stub, *shared]
    written = sorted(file for file in folder.rglob("*") if file.suffix in (".py", ".toml"))
    written = [file for file in written if file != makers_file(assignment)]
    texts = [(file.relative_to(folder).as_posix(), text_of(file)) for file in written]
    return digest(
        [what_it_does(text_of(file)) for file in code if file.is_file()], texts, sorted(assignment.training.items())
    )


def some(items: Iterable[T], count: int, key: Callable[[T], object], made: str) -> list[T]:
    """`count` of the items, which ones depends on their keys and on what the proof is `made` with."""
    items = list(items)
    chosen = sorted(range(len(items)), key=lambda place: digest(made, key(items[place])))[:count]
    return [items[place] for place in sorted(chosen)]


def some_candidates(found: list[Candidate], sample: Sample, made: str) -> list[Candidate]:
    """So many of the mistakes and of the variants, and nothing else."""
    kinds = ([each for each in found if each.kind is kind] for kind in (Kind.MISTAKE, Kind.VARIANT))
    return [each for those in kinds for each in some(those, sample.others, lambda each: each.name, made)]
