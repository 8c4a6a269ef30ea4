"""The page on how alike submissions are. It shows; it never grades."""

from __future__ import annotations

from autograder.reports.pages import template
from autograder.reports.plain import one_line
from autograder.similarity import MOST_PAIRS, STANDS_OUT, Comparison


def similar_html(comparison: Comparison, title: str, lang: str = "en") -> str:
    """The comparison as one self-contained page: no script, nothing fetched. `title` is the assignment's."""
    return template("similar.html", lang).render(
        comparison=comparison,
        title=one_line(title),
        lang=lang,
        most=MOST_PAIRS,
        stands_out=round(100 * STANDS_OUT),
    )
