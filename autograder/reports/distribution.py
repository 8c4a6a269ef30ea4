"""The distribution of an assignment's scores, drawn by Matplotlib as SVG for the middle of a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_STEPS = 12

# Matplotlib wants colours; the page has them as custom properties, so that one picture serves light, dark and print.
_PROPERTIES = {"#010101": "var(--ink)", "#020202": "var(--soft)", "#030303": "var(--good)", "#040404": "var(--line)"}
_INK, _SOFT, _BAR, _LINE = _PROPERTIES
_COLOURS = re.compile("|".join(_PROPERTIES))
_SURROUNDINGS = re.compile(r'<\?xml.*?\?>|<!DOCTYPE.*?>|<defs>\s*<style.*?</style>\s*</defs>| id="[^"]*"', re.DOTALL)
_FONT = re.compile(r"font-family: [^;\"]*;? ?")


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

    Equal arguments give equal bytes: no date, no random ids. The colours are the page's custom properties --ink,
    --soft, --good and --line; the font is the page's.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "descent"}):
        figure = Figure(figsize=(7, 2.2))
        axes = figure.add_axes((0.02, 0.15, 0.96, 0.65))
        axes.set_axis_off()
        top = max(counts)
        axes.set(xlim=(0, len(counts)), ylim=(0, top * 1.12))
        for index, number in enumerate(counts):
            axes.bar(index + 0.5, number, width=0.94, color=_BAR, clip_on=False)
            _write(axes, str(index * width), (index, 0), (0, -15), _SOFT)
            if number:
                _write(axes, str(number), (index + 0.5, number), (0, 4), _INK)
        axes.axhline(0, color=_LINE, linewidth=1, clip_on=False)
        x, high = median / width, top * 1.4
        # Between two bars the line comes down to the axis; over a bar it ends above the bar's number.
        low = 0 if x.is_integer() or not counts[int(x)] else counts[int(x)] + top * 0.2
        axes.plot([x, x], [low, high], color=_INK, linewidth=1, dashes=(3, 2), clip_on=False)
        right = x < 0.8 * len(counts)
        _write(axes, median_name, (x, high), (5 if right else -5, -8), _INK, "left" if right else "right")
        buffer = io.StringIO()
        unset = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(buffer, format="svg", transparent=True, metadata=unset)
    svg = _FONT.sub("", _SURROUNDINGS.sub("", buffer.getvalue())).strip()
    return _COLOURS.sub(lambda match: _PROPERTIES[match[0]], svg)


def _write(
    axes: Axes, text: str, place: tuple[float, float], offset: tuple[float, float], color: str, side: str = "center"
) -> None:
    axes.annotate(
        text,
        place,
        offset,
        textcoords="offset points",
        annotation_clip=False,  # the median's name is above the axes
        ha=side,
        color=color,
        size=10,
    )
