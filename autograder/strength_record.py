"""What `verify` finds out about an assignment's checks, and the files in which that is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.course_folder import OWN
from autograder.differential import Difference
from autograder.sensitivity import weakened


class Kind(StrEnum):
    """What a graded module is."""

    REFERENCE = "reference"
    STUB = "stub"
    STUBBED = "stubbed"  # the reference with one function not written
    MISTAKE = "mistake"
    VARIANT = "variant"


@dataclass(frozen=True)
class Run:
    """What grading a candidate gave: the questions that lose points, and a sentence where it is not as it should be."""

    kind: Kind
    name: str
    description: str
    loses: tuple[str, ...]  # as it should be
    lost: tuple[str, ...]  # as it is
    problem: str = ""
    explained: bool | None = None  # whether a likely cause was named; None where a record does not say


@dataclass(frozen=True)
class Equivalent:
    """A mutant that does as the reference does, and why."""

    function: str
    operator: str
    diff: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Survivor:
    """A mutant on which no check fails, with a call that tells it from the reference, where one was found."""

    function: str
    operator: str
    diff: tuple[str, ...]
    difference: Difference | None
    occurrence: int = 1


@dataclass(frozen=True)
class Tally:
    """How the mutants that one operator makes of a function ended."""

    function: str
    operator: str
    made: int
    killed: int
    equivalent: int
    survived: int


@dataclass(frozen=True)
class Strength:
    """All that was found out about an assignment's checks. `problems` are sentences; without any, they are strong."""

    assignment: str
    title: str
    questions: tuple[str, ...]
    tallies: tuple[Tally, ...]
    equivalents: tuple[Equivalent, ...]
    survivors: tuple[Survivor, ...]
    runs: tuple[Run, ...]
    problems: tuple[str, ...]
    notices: Mapping[str, float | None] = field(default_factory=dict)  # see `sensitivity.noticed`
    made_with: str = ""  # see `strength_sample.made_with`

    def total(self, name: str) -> int:
        """The sum of "made", "killed", "equivalent" or "survived" over all functions."""
        return sum(getattr(tally, name) for tally in self.tallies)


def held_to(before: Strength | None, now: Strength) -> Strength:
    """`now`, with a problem for each check that notices less than `before`; then all that is recorded stays."""
    sentences = weakened(before.notices, now.notices) if before else []
    if not before or not sentences:
        return now
    return replace(now, problems=(*now.problems, *sentences), notices={**now.notices, **before.notices})


def fairness(runs: Iterable[Run]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each function that was left unwritten alone: the questions that lose points, and those that should."""
    return {run.name: (run.lost, run.loses) for run in runs if run.kind is Kind.STUBBED}


def to_json(strength: Strength) -> str:
    """`strength` as JSON text."""
    return json.dumps(asdict(strength), indent=1, ensure_ascii=False) + "\n"


def from_json(text: str) -> Strength:
    """The inverse of `to_json`. Raises KeyError, TypeError or ValueError on other text."""
    raw = json.loads(text)
    return Strength(
        raw["assignment"],
        raw["title"],
        tuple(raw["questions"]),
        tuple(Tally(**each) for each in raw["tallies"]),
        tuple(Equivalent(**{**each, "diff": tuple(each["diff"])}) for each in raw["equivalents"]),
        tuple(_survivor(each) for each in raw["survivors"]),
        tuple(
            Run(
                Kind(each["kind"]),
                each["name"],
                each["description"],
                *_both(each),
                each["problem"],
                each.get("explained"),
            )
            for each in raw["runs"]
        ),
        tuple(raw["problems"]),
        raw.get("notices", {}),
        raw.get("made_with", ""),
    )


def _both(raw: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(raw["loses"]), tuple(raw["lost"])


def _survivor(raw: dict[str, Any]) -> Survivor:
    difference = Difference(**raw["difference"]) if raw["difference"] else None
    return Survivor(raw["function"], raw["operator"], tuple(raw["diff"]), difference, raw["occurrence"])


def recorded(folder: Path = OWN.strength) -> Iterator[Strength]:
    """What the folder has of all assignments, in their order."""
    for file in sorted(folder.glob("*.json")):
        yield from_json(file.read_text(encoding="utf-8"))


def record(found: Sequence[Strength], folder: Path) -> None:
    """Keep what was found out as JSON, and make the pages of everything that the folder has."""
    from autograder.reports.site import write_if_changed
    from autograder.reports.strength import strength_html, strength_markdown

    for each in found:
        write_if_changed(folder / f"{each.assignment}.json", to_json(each))
    everything = list(recorded(folder))
    write_if_changed(folder / "README.md", strength_markdown(everything))
    write_if_changed(folder / "index.html", strength_html(everything))
