"""Matplotlib's figures as <svg> elements for the middle of a page, in the page's own colours and font."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Matplotlib wants colours; the page has them as custom properties, so that one picture serves light, dark and print.
_PROPERTIES = {"#010101": "var(--ink)", "#020202": "var(--soft)", "#030303": "var(--good)", "#040404": "var(--line)"}
INK, SOFT, GOOD, LINE = _PROPERTIES
_COLOURS = re.compile("|".join(_PROPERTIES))
_SURROUNDINGS = re.compile(r'<\?xml.*?\?>|<!DOCTYPE.*?>|<defs>\s*<style.*?</style>\s*</defs>| id="[^"]*"', re.DOTALL)
_FONT = re.compile(r"font-family: [^;\"]*;? ?")


def page_svg(figure: Figure) -> str:
    """`figure`, drawn in `INK`, `SOFT`, `GOOD` and `LINE`, as an <svg> element.

    Equal figures give equal bytes: no date, no random ids. The colours are the page's custom properties --ink, --soft,
    --good and --line; the font is the page's.
    """
    import matplotlib as mpl

    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "descent"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the browser has the font
        buffer = io.StringIO()
        unset = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(buffer, format="svg", transparent=True, metadata=unset)
    svg = _FONT.sub("", _SURROUNDINGS.sub("", buffer.getvalue())).strip()
    return _COLOURS.sub(lambda match: _PROPERTIES[match[0]], svg)


def write(
    axes: Axes, text: str, place: tuple[float, float], offset: tuple[float, float], color: str, side: str = "center"
) -> None:
    """Write `text` at `offset` points from `place`, which may lie above or below the axes."""
    axes.annotate(
        text,
        place,
        offset,
        textcoords="offset points",
        annotation_clip=False,
        ha=side,
        color=color,
        size=10,
    )
