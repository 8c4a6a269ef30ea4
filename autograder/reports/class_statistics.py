"""How a class did on an assignment: pure functions of its results."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from autograder.lateness import Grade
from autograder.reports.distribution import bin_counts, bin_width, distribution_svg
from autograder.reports.margins import Margins, by_question, margins, margins_svg
from autograder.results import CheckResult, CheckStatus, Counterexample, Result, Status

T = TypeVar("T")
MOST_MISSED = 5  # checks listed per assignment
FEWEST_IN_A_HISTOGRAM = 5  # scores; fewer are read from the table, and Matplotlib takes a second to start
MOST_COMPLAINTS = 3  # broken checks quoted per result: one fault of ours breaks many checks alike
# In these ways a check is missed for a reason that is not the check's own; the way says it all.
_WITHOUT_A_REASON = frozenset(
    {
        CheckStatus.SKIPPED,
        CheckStatus.NOT_WRITTEN,
        CheckStatus.MISSING_FUNCTION,
        CheckStatus.TIMEOUT,
        CheckStatus.MEMORY,
        CheckStatus.GRADER_ERROR,
    }
)
WITHOUT_A_SCORE = frozenset({Status.MISSING, Status.GRADER_ERROR})


@dataclass(frozen=True)
class Entry:
    """One result of the class, its texts made harmless, and the link to its feedback."""

    result: Result
    link: str
    grade: Grade | None = None  # with what lateness takes off, where there is a policy

    @cached_property
    def score(self) -> Fraction:
        """The result's score, added up once."""
        return self.result.score

    @cached_property
    def max_score(self) -> Fraction:
        """The result's greatest score, added up once."""
        return self.result.max_score

    @property
    def final(self) -> Fraction:
        """What counts: the score, less what lateness takes off."""
        return self.score if self.grade is None else self.grade.final

    @property
    def status(self) -> Status:
        """The result's status; a grader error also when only a check of it broke."""
        return Status.GRADER_ERROR if self.needs_attention else self.result.status

    @cached_property
    def needs_attention(self) -> bool:
        """Whether a fault of the grader's keeps the score from being final."""
        return not self.result.is_final

    @cached_property
    def complaint(self) -> str:
        """What went wrong in the grader, for the instructor."""
        checks = [check for question in self.result.questions for check in question.checks]
        broken = [
            f"{check.id}: {check.message}"
            for check in checks
            if check.status is CheckStatus.GRADER_ERROR and check.message not in ("", self.result.message)
        ]
        whole = [self.result.message] if self.result.message else []
        return "; ".join(whole + broken[:MOST_COMPLAINTS])


@dataclass(frozen=True)
class QuestionRate:
    """How the class did on one question."""

    id: str
    earned: Fraction  # points, of all scored submissions together
    possible: Fraction
    full_marks: int
    submissions: int


@dataclass(frozen=True)
class CheckRate:
    """How many submissions missed one check, how, and for what reason most of them."""

    id: str
    question: str
    requirement: str
    visibility: str
    missed: int
    submissions: int
    ways: tuple[tuple[CheckStatus, int], ...]  # how it was missed, the commonest first
    message: str  # the commonest one
    message_count: int
    example: Counterexample | None = None  # the commonest one that goes with the message
    example_count: int = 0


@dataclass(frozen=True)
class Spread:
    """Mean and quartiles of at least one score, exact."""

    mean: Fraction
    low: Fraction
    first_quartile: Fraction
    median: Fraction
    third_quartile: Fraction
    high: Fraction


def spread(scores: Sequence[Fraction]) -> Spread:
    """`Spread` of at least one score, quartiles by linear interpolation between the ranks, as NumPy's default."""
    ordered = sorted(scores)

    def at(share: Fraction) -> Fraction:
        below, rest = divmod(share * (len(ordered) - 1), 1)
        return ordered[below] if rest == 0 else ordered[below] * (1 - rest) + ordered[below + 1] * rest

    return Spread(
        statistics.mean(ordered), ordered[0], at(Fraction(1, 4)), at(Fraction(1, 2)), at(Fraction(3, 4)), ordered[-1]
    )


@dataclass(frozen=True)
class AssignmentSummary:
    """The class on one assignment.

    Statistics are over the scored submissions: neither the missing ones nor those on which the grader failed.
    """

    id: str
    title: str
    entries: tuple[Entry, ...]
    link: str = ""  # to the assignment's own page
    deadline: str = ""  # for everybody, ISO 8601; empty where there is none

    @cached_property
    def statuses(self) -> list[tuple[Status, int]]:
        """How many submissions ended how, in the order of `Status`; those that occur."""
        counts = Counter(entry.result.status for entry in self.entries)
        return [(status, counts[status]) for status in Status if counts[status]]

    @cached_property
    def scored(self) -> tuple[Entry, ...]:
        """The submissions whose score stands."""
        return tuple(entry for entry in self.entries if entry.result.status not in WITHOUT_A_SCORE)

    @cached_property
    def max_score(self) -> Fraction:
        """The greatest score of the assignment."""
        return max((entry.max_score for entry in self.entries), default=Fraction(0))

    @cached_property
    def spread(self) -> Spread | None:
        """Mean and quartiles; None when nothing was scored."""
        return spread([entry.score for entry in self.scored]) if self.scored else None

    @cached_property
    def bin_width(self) -> int:
        """How many points a bar of the histogram is wide."""
        return bin_width(self.max_score)

    @cached_property
    def bins(self) -> list[int]:
        """The heights of the histogram's bars; empty when there are too few scores for one."""
        if len(self.scored) < FEWEST_IN_A_HISTOGRAM or not self.max_score:
            return []
        return bin_counts([entry.score for entry in self.scored], self.bin_width, self.max_score)

    def distribution(self, median_name: str) -> Markup:
        """The histogram as SVG, its median marked and named."""
        if self.spread is None or not self.bins:
            return Markup()
        svg = distribution_svg(self.bins, self.bin_width, float(self.spread.median), median_name)
        return Markup(svg)  # made of numbers and a word of ours

    @cached_property
    def questions(self) -> list[QuestionRate]:
        """The questions, the one with the smallest share of its points first."""
        parts = defaultdict(list)
        for entry in self.scored:
            for question in entry.result.questions:
                parts[question.id].append((question.points, question.max_points))
        rates = [
            QuestionRate(
                question,
                sum((earned for earned, _ in part), Fraction(0)),
                sum((possible for _, possible in part), Fraction(0)),
                sum(earned == possible for earned, possible in part),
                len(part),
            )
            for question, part in parts.items()
        ]
        return sorted(rates, key=lambda rate: rate.earned / rate.possible if rate.possible else 1)

    @cached_property
    def most_missed(self) -> list[CheckRate]:
        """The checks that most submissions did not pass, at most `MOST_MISSED`."""
        return sorted((check for check in self.checks if check.missed), key=lambda check: -check.missed)[:MOST_MISSED]

    @cached_property
    def checks(self) -> list[CheckRate]:
        """Every check, in the order in which they run."""
        checks: dict[tuple[str, str, str], list[CheckResult]] = defaultdict(list)
        for entry in self.scored:
            for question in entry.result.questions:
                for check in question.checks:  # a public and a hidden check may share their name
                    checks[question.id, check.visibility, check.id].append(check)
        return [_rate(each) for each in checks.values()]

    @cached_property
    def checks_of(self) -> dict[str, list[CheckRate]]:
        """The checks of each question, in the course's order."""
        grouped: dict[str, list[CheckRate]] = defaultdict(list)
        for check in self.checks:
            grouped[check.question].append(check)
        return dict(grouped)

    @cached_property
    def margins(self) -> dict[str, list[Margins]]:
        """By question, what its checks measured against their thresholds."""
        return by_question(margins(entry.result for entry in self.scored))

    def margins_picture(self, question: str) -> Markup:
        """The measured values of a question and its thresholds as SVG."""
        return Markup(margins_svg(self.margins[question]))  # made of numbers

    @cached_property
    def late(self) -> list[Grade]:
        """The grades of what was handed in late."""
        return [entry.grade for entry in self.entries if entry.grade is not None and entry.grade.late]

    @cached_property
    def penalised(self) -> int:
        """From how many submissions lateness takes something off."""
        return sum(bool(grade.penalty) for grade in self.late)


def _commonest(things: Iterable[T]) -> tuple[T, int] | None:
    """What occurs most often, and how often; among equals the first as text. None when there is nothing."""
    counts = Counter(things)
    most = max(counts.values(), default=0)
    return min(((each, most) for each, count in counts.items() if count == most), key=repr, default=None)


def _rate(checks: Sequence[CheckResult]) -> CheckRate:
    missed = [check for check in checks if check.status is not CheckStatus.PASSED]
    ways = sorted(Counter(check.status for check in missed).items(), key=lambda pair: (-pair[1], pair[0]))
    telling = [check for check in missed if check.status not in _WITHOUT_A_REASON]
    message, message_count = _commonest(check.message for check in telling if check.message) or ("", 0)
    examples = (check.counterexample for check in telling if check.message == message and check.counterexample)
    example, example_count = _commonest(examples) or (None, 0)
    first = checks[0]
    about = (first.id, first.question, first.requirement, first.visibility)
    reason = (message, message_count, example, example_count)
    return CheckRate(*about, len(missed), len(checks), tuple(ways), *reason)
