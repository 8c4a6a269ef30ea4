"""The distribution of an assignment's scores, drawn by Matplotlib as SVG for the middle of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import count

from autograder.reports.page_svg import GOOD, INK, LINE, SOFT, page_svg, write

MOST_STEPS = 12


def bin_width(max_score: Fraction) -> int:
    """The smallest of 1, 2, 3, 4, 5, 10, 20, ... points of which `MOST_STEPS` reach `max_score`."""
    widths: Iterator[int] = (digit * 10**exponent for exponent in count() for digit in (1, 2, 3, 4, 5))
    return next(width for width in widths if width * MOST_STEPS >= max_score)


def bin_counts(scores: Iterable[Fraction], width: int, max_score: Fraction) -> list[int]:
    """How many of `scores` lie in [0, width), [width, 2 width), ...; full marks are in the last, often alone."""
    counts = [0] * (int(max_score // width) + 1)
    for score in scores:
        counts[int(score // width)] += 1
    return counts


def distribution_svg(counts: Sequence[int], width: int, median: float, median_name: str) -> str:
    """A histogram as an <svg> element: `counts` of bins of `width` points each, and a line at the `median`.

    Equal arguments give equal bytes.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 2.2))
    axes = figure.add_axes((0.02, 0.15, 0.96, 0.65))
    axes.set_axis_off()
    top = max(counts)
    axes.set(xlim=(0, len(counts)), ylim=(0, top * 1.12))
    for index, number in enumerate(counts):
        axes.bar(index + 0.5, number, width=0.94, color=GOOD, clip_on=False)
        write(axes, str(index * width), (index, 0), (0, -15), SOFT)
        if number:
            write(axes, str(number), (index + 0.5, number), (0, 4), INK)
    axes.axhline(0, color=LINE, linewidth=1, clip_on=False)
    x, high = median / width, top * 1.4
    # Between two bars the line comes down to the axis; over a bar it ends above the bar's number.
    low = 0 if x.is_integer() or not counts[int(x)] else counts[int(x)] + top * 0.2
    axes.plot([x, x], [low, high], color=INK, linewidth=1, dashes=(3, 2), clip_on=False)
    right = x < 0.8 * len(counts)
    write(axes, median_name, (x, high), (5 if right else -5, -8), INK, "left" if right else "right")
    return page_svg(figure)
