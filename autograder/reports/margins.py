"""How far what checks measured lay from their thresholds, read back from the sentence that says both.

A result keeps what was measured as the sentence of `training.assert_band`, in a passed check's note or a failed one's
message, in the language it was graded in.
"""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from autograder.language import LANGUAGES, translations
from autograder.reports.page_svg import GOOD, INK, LINE, SOFT, page_svg, write
from autograder.results import CheckResult, CheckStatus, Result

_NUMBER = r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?"


@dataclass(frozen=True)
class Measured:
    """A value, and the threshold that it was held against."""

    value: float
    threshold: float


@cache
def _sentences() -> tuple[re.Pattern[str], ...]:
    """The sentence in each language. Attempts near a threshold may follow the value, and are passed over."""

    def pattern(language: str) -> re.Pattern[str]:
        sentence = re.escape(translations(language).gettext("Measured {value}; the threshold is {band}."))
        return re.compile(
            sentence.replace(r"\{value\}", rf"(?P<value>{_NUMBER})(?: ?\([^()]*\))?").replace(
                r"\{band\}", rf"(?P<threshold>{_NUMBER})"
            )
        )

    return tuple(map(pattern, LANGUAGES))


@lru_cache(maxsize=4096)
def measured(text: str) -> Measured | None:
    """What `text` says was measured; None when it says nothing of the kind."""
    for sentence in _sentences():
        if found := sentence.search(text):
            return Measured(float(found["value"]), float(found["threshold"]))
    return None


@dataclass(frozen=True)
class Margins:
    """What one check measured over a class, each way in order; all of it against one threshold."""

    question: str
    visibility: str
    requirement: str
    threshold: float
    reached: tuple[float, ...]
    missed: tuple[float, ...]

    @cached_property
    def median(self) -> float:
        """The median of all values."""
        return statistics.median(self.reached + self.missed)

    @property
    def nearest_reached(self) -> float | None:
        """The value that reached the threshold most narrowly."""
        return self._nearest(self.reached)

    @property
    def nearest_missed(self) -> float | None:
        """The value that missed the threshold most narrowly."""
        return self._nearest(self.missed)

    def _nearest(self, values: Sequence[float]) -> float | None:
        return min(values, key=lambda value: abs(value - self.threshold), default=None)


def margins(results: Iterable[Result]) -> list[Margins]:
    """The margins of every check that measured something, in the order of the checks."""
    found: dict[tuple[str, str, str, str, float], tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for result in results:
        for question in result.questions:
            for check in question.checks:
                if (got := _of(check)) is not None:
                    about = (question.id, check.visibility, check.id, check.requirement, got.threshold)
                    found[about][check.status is not CheckStatus.PASSED].append(got.value)
    return [
        Margins(question, visibility, requirement, threshold, tuple(sorted(reached)), tuple(sorted(missed)))
        for (question, visibility, _, requirement, threshold), (reached, missed) in found.items()
    ]


def _of(check: CheckResult) -> Measured | None:
    if check.status is CheckStatus.PASSED:
        return measured(check.note) if check.note else None
    return measured(check.message) if check.status is CheckStatus.FAILED else None


def by_question(found: Iterable[Margins]) -> dict[str, list[Margins]]:
    """The margins of each question: its checks hold one value against several thresholds."""
    grouped: dict[str, list[Margins]] = defaultdict(list)
    for each in found:
        grouped[each.question].append(each)
    return dict(grouped)


def margins_svg(group: Sequence[Margins]) -> str:
    """The values of one question as strokes on a line, and its thresholds across it, as an <svg> element."""
    from matplotlib.figure import Figure

    thresholds = sorted({each.threshold for each in group})
    series = [sorted(each.reached + each.missed) for each in group]
    values = max(series, key=len)  # the same for all of them, but where a check ended in another way
    low, high = min(*values, *thresholds), max(*values, *thresholds)
    room = 0.06 * (high - low) or abs(high) or 1.0
    figure = Figure(figsize=(7, 1.1))
    axes = figure.add_axes((0.02, 0.25, 0.96, 0.35))
    axes.set_axis_off()
    axes.set(xlim=(low - room, high + room), ylim=(0, 1))
    axes.axhline(0, color=LINE, linewidth=1, clip_on=False)
    axes.vlines(values, 0, 0.8, color=GOOD, linewidth=1.6, clip_on=False)
    for number, threshold in enumerate(thresholds):
        top = 1.15 if number % 2 == 0 else 1.75  # so that the names of close ones do not meet
        axes.plot([threshold] * 2, [0, top], color=INK, linewidth=1, dashes=(3, 2), clip_on=False)
        write(axes, f"{threshold:g}", (threshold, top), (0, 3), INK)
    for value in dict.fromkeys((values[0], values[-1])):
        write(axes, f"{value:g}", (value, 0), (0, -13), SOFT)
    return page_svg(figure)
