"""gradebook.csv: a row per student and assignment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from autograder.lateness import Policy
from autograder.reports.plain import one_line
from autograder.results import Result

COLUMNS = ("student", "assignment", "score", "max_score", "status", "submitted_at", "digest")
OF_A_POLICY = ("late_seconds", "penalty", "final")
# Where a cell begins: the text's beginning, and what follows a semicolon, which separates cells where the comma is the
# decimal sign. The full-width signs count in East Asian locales; tabs and line breaks are spaces by then.
_FORMULA_START = re.compile(r'(^|;)([ "]*)(?=[=+\-@＝＋－＠])')
_QUOTE_WHEN = frozenset(',;"')


def without_formula(text: str) -> str:
    """`text` on one line, so that no spreadsheet takes it for a formula."""
    return _FORMULA_START.sub(r"\1'\2", one_line(text))


def _cell(text: str) -> str:
    """`text` as one cell, quoted where needed."""
    shown = without_formula(text)
    return '"' + shown.replace('"', '""') + '"' if _QUOTE_WHEN & set(shown) else shown


def gradebook_csv(results: Iterable[Result], policy: Policy | None = None) -> str:
    r"""The gradebook, sorted by student and assignment, with "\n" at line ends; equal results give equal bytes.

    Scores are exact strings ("7", "15/2"). What a spreadsheet would run (it begins with = + - or @, perhaps after
    spaces, tabs, line breaks or quotes) gets a single quote in front. With a policy, columns say how late
    each was, what that took off the score, and what is left.
    """
    rows = [_row(result, policy) for result in sorted(results, key=lambda each: (each.student, each.assignment))]
    heading = (*COLUMNS, *OF_A_POLICY) if policy else COLUMNS
    return "".join(",".join(map(_cell, row)) + "\n" for row in (heading, *rows))


def _row(result: Result, policy: Policy | None) -> tuple[str, ...]:
    row = (
        result.student,
        result.assignment,
        str(result.score),
        str(result.max_score),
        result.status.value,
        result.submitted_at,
        result.digest,
    )
    if policy is None:
        return row
    grade = policy.grade(result)
    return (*row, str(grade.late // timedelta(seconds=1)), str(grade.penalty), str(grade.final))
