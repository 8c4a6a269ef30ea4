"""Texts and numbers of a result as every report shows them: bounded, free of control characters, exact."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from autograder.results import CheckResult, Counterexample, QuestionResult, Result, ShownCall
from autograder.showing import clean

MAX_CHARACTERS = 2000  # of one text: more than any message of ours, and a page of nasty ones still opens
_SPACE_OTHER_THAN_SPACE = re.compile(r"\s*[^\S ]\s*")
_QUOTED = re.compile(r"`([^`]+)`")


def harmless(text: str) -> str:
    """`text` without control, bidirectional and surrogate characters, cut (with an ellipsis) at `MAX_CHARACTERS`."""
    if len(text) <= MAX_CHARACTERS and text.isprintable():  # nearly every text, and fifty times faster than looking
        return text
    return clean(text, MAX_CHARACTERS)


def one_line(text: str) -> str:
    """`harmless` text with every line break and tab turned into a space."""
    if len(text) <= MAX_CHARACTERS and text.isprintable():
        return text
    return _SPACE_OTHER_THAN_SPACE.sub(" ", clean(text, MAX_CHARACTERS))


def with_texts(result: Result, change: Callable[[str], str]) -> Result:
    """`result` with `change` applied to every text in it, and without the student's output: no report shows that."""
    return replace(
        result,
        student=change(result.student),
        assignment=change(result.assignment),
        message=change(result.message),
        submitted_at=change(result.submitted_at),
        digest=change(result.digest),
        student_output="",
        questions=tuple(_question(each, change) for each in result.questions),
    )


@lru_cache(maxsize=4096)  # what a class passes is the same, question by question
def _question(question: QuestionResult, change: Callable[[str], str]) -> QuestionResult:
    def optional(text: str | None) -> str | None:
        return None if text is None else change(text)

    def example(shown: Counterexample | None) -> Counterexample | None:
        if shown is None:
            return None
        calls = tuple(ShownCall(change(each.call), change(each.outcome)) for each in shown.calls)
        return Counterexample(calls, optional(shown.expected), optional(shown.likely_cause))

    def check(each: CheckResult) -> CheckResult:
        return CheckResult(
            id=change(each.id),
            question=change(each.question),
            requirement=change(each.requirement),
            visibility=change(each.visibility),
            status=each.status,
            max_points=each.max_points,
            message=change(each.message),
            counterexample=example(each.counterexample),
            note=change(each.note),
        )

    return QuestionResult(change(question.id), tuple(check(each) for each in question.checks))


def pieces(text: str) -> list[tuple[str, bool]]:
    """`text` cut at its `quoted` parts, each with whether it is code. Messages quote code in backticks."""
    return [(part, index % 2 == 1) for index, part in enumerate(_QUOTED.split(text)) if part]


@lru_cache(maxsize=4096)
def points(value: Fraction) -> str:
    """`value` exactly, for people: "7", "7.5", "7 1/3"."""
    thousandths = value * 1000
    if thousandths.denominator == 1:
        whole, rest = divmod(thousandths.numerator, 1000)
        return f"{whole}.{rest:03}".rstrip("0").rstrip(".")
    whole, fraction = divmod(value, 1)
    return f"{whole} {fraction}" if whole else str(fraction)


def percent(part: Fraction | int, whole: Fraction | int) -> int:
    """`part` of `whole` in whole percents, rounded down so that only everything is 100; 0 when there is no whole."""
    return int(100 * part / whole) if whole else 0
