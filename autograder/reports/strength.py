"""What `make verify` found out, as a page of Markdown and one of HTML: pure functions of the recorded `Strength`s."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.reports.markdown import Markdown
from autograder.reports.pages import template
from autograder.strength_record import Kind, Run, Strength, Tally, fairness


@dataclass(frozen=True)
class Row:
    """The mutants of one function, added up over the operators."""

    function: str
    is_question: bool
    made: int
    killed: int
    equivalent: int
    survived: int


@dataclass(frozen=True)
class Group:
    """Equivalent mutants with one reason."""

    function: str
    reason: str
    diffs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Fair:
    """One function left unwritten: the questions that lost points, and whether they are those that should."""

    function: str
    lost: tuple[str, ...]
    is_fair: bool


@dataclass(frozen=True)
class Section:
    """What the page says about one assignment."""

    strength: Strength
    rows: tuple[Row, ...]
    operators: tuple[tuple[str, int, int], ...]  # operator, made, survived
    groups: tuple[Group, ...]
    fairness: tuple[Fair, ...]
    mistakes: tuple[Run, ...]
    variants: tuple[Run, ...]
    sharpness: tuple[tuple[str, int], ...]  # a relative error, and how many checks notice it and none that is smaller

    @property
    def caught(self) -> int:
        """How many mistakes lose the points that they should, and no others."""
        return sum(not run.problem for run in self.mistakes)

    @property
    def explained(self) -> str:
        """How many mistakes are told a likely cause, as far as the record says."""
        known = [run.explained for run in self.mistakes if run.explained is not None]
        return f"{sum(known)} of {len(known)}" if known else "–"

    @property
    def passed(self) -> int:
        """How many variants have full marks."""
        return sum(not run.problem for run in self.variants)


def strength_markdown(strengths: Sequence[Strength]) -> str:
    """The page for the repository's visitors."""
    return template("strength.md", "en").render(sections=[_section(each) for each in strengths], diff=_diff)


def strength_html(strengths: Sequence[Strength]) -> str:
    """The same as a page of its own."""
    return template("strength.html", "en").render(sections=[_section(each) for each in strengths], lang="en")


def _diff(mutants: Sequence[tuple[str, ...]]) -> Markdown:
    """The changed lines of each, for a fenced block: source code of this repository, which has no fences."""
    return Markdown("\n".join(line for lines in mutants for line in lines))


def _section(strength: Strength) -> Section:
    functions = dict.fromkeys(tally.function for tally in strength.tallies)
    by_operator: dict[str, list[Tally]] = {}
    for tally in strength.tallies:
        by_operator.setdefault(tally.operator, []).append(tally)
    reasons: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for each in strength.equivalents:
        reasons.setdefault((each.function, each.reason), []).append(each.diff)
    return Section(
        strength,
        tuple(_row(function, strength) for function in functions),
        tuple(
            (name, sum(each.made for each in tallies), sum(each.survived for each in tallies))
            for name, tallies in sorted(by_operator.items())
        ),
        tuple(Group(function, reason, tuple(diffs)) for (function, reason), diffs in reasons.items()),
        tuple(Fair(name, lost, lost == wanted) for name, (lost, wanted) in fairness(strength.runs).items()),
        tuple(run for run in strength.runs if run.kind is Kind.MISTAKE),
        tuple(run for run in strength.runs if run.kind is Kind.VARIANT),
        tuple((f"{size:.0e}", count) for size, count in sorted(_sizes(strength).items())),
    )


def _sizes(strength: Strength) -> Counter[float]:
    return Counter(size for size in strength.notices.values() if size is not None)


def _row(function: str, strength: Strength) -> Row:
    mine = [tally for tally in strength.tallies if tally.function == function]
    counts = (sum(getattr(each, name) for each in mine) for name in ("made", "killed", "equivalent", "survived"))
    return Row(function, function in strength.questions, *counts)
