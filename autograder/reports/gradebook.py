"""gradebook.csv: a row per student and assignment."""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.reports.plain import one_line
from autograder.results import Result

COLUMNS = ("student", "assignment", "score", "max_score", "status", "submitted_at", "digest")
# Where a cell begins: the text's beginning, and what follows a semicolon, which separates cells where the comma is the
# decimal sign. The full-width signs count in East Asian locales; tabs and line breaks are spaces by then.
_FORMULA_START = re.compile(r'(^|;)([ "]*)(?=[=+\-@＝＋－＠])')
_QUOTE_WHEN = frozenset(',;"')


def _cell(text: str) -> str:
    """`text` as one cell that no spreadsheet takes for a formula, quoted where needed."""
    shown = _FORMULA_START.sub(r"\1'\2", one_line(text))
    return '"' + shown.replace('"', '""') + '"' if _QUOTE_WHEN & set(shown) else shown


def gradebook_csv(results: Iterable[Result]) -> str:
    r"""The gradebook, sorted by student and assignment, with "\n" at line ends; equal results give equal bytes.

    Scores are exact strings ("7", "15/2"). What a spreadsheet would run (it begins with = + - or @, perhaps after
    spaces, tabs, line breaks or quotes) gets a single quote in front.
    """
    rows = [
        (
            result.student,
            result.assignment,
            str(result.score),
            str(result.max_score),
            result.status.value,
            result.submitted_at,
            result.digest,
        )
        for result in sorted(results, key=lambda each: (each.student, each.assignment))
    ]
    return "".join(",".join(map(_cell, row)) + "\n" for row in (COLUMNS, *rows))
