"""The comparison as a picture: seconds of a submission for each tool, and where Descent's go. SVG by Matplotlib."""

from __future__ import annotations

import io
import re

from tests.benchmarks.measured import COMPARED, DESCENT, Report

# Matplotlib wants colours; the picture's own style sheet has them, light and dark.
_LIGHT = {"ink": "#1f2328", "soft": "#59636e", "other": "#a8b1ba", "ours": "#1a7f5a", "line": "#d1d9e0"}
_DARK = {"ink": "#f0f6fc", "soft": "#9198a1", "other": "#5b636d", "ours": "#3fb68b", "line": "#3d444d"}
_PLACEHOLDERS = {name: f"#0{number}0{number}0{number}" for number, name in enumerate(_LIGHT, start=1)}
_DATE = re.compile(r"<!DOCTYPE.*?>|<metadata>.*?</metadata>", re.DOTALL)


def _style() -> str:
    def properties(colours: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in colours.items())

    dark = f"@media (prefers-color-scheme: dark){{svg{{{properties(_DARK)}}}}}"
    return f"<style>svg{{{properties(_LIGHT)}}}{dark}</style>"


def picture(report: Report) -> str:
    """An <svg> that needs nothing else. Equal reports give equal bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    bars = _bars(report)
    phases = sorted(report.phases.get("right", {}).items(), key=lambda each: each[1][0])[-8:]
    settings = {"svg.fonttype": "none", "svg.hashsalt": "descent", "font.family": "sans-serif", "font.size": 10}
    with mpl.rc_context(settings):
        figure = Figure(figsize=(8, 1.6 + 0.34 * (len(bars) + len(phases))))
        heights = [len(bars) + 1, len(phases) + 1] if phases else [len(bars) + 1]
        grid = figure.subplots(len(heights), 1, squeeze=False, height_ratios=heights)
        axes = [each[0] for each in grid]
        _draw(axes[0], "Seconds for each right submission to 02 (logarithmic)", bars, log=True)
        if phases:
            rows = [(name, wall, True) for name, (wall, _) in phases]
            _draw(axes[1], "Where Descent's go", rows, log=False)
        figure.subplots_adjust(left=0.31, right=0.93, top=0.93, bottom=0.02, hspace=0.3)
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    text = _DATE.sub("", file.getvalue())
    for name, placeholder in _PLACEHOLDERS.items():
        text = text.replace(placeholder, f"var(--{name})")
    return re.sub(r"(<svg [^>]*>)", lambda found: found[1] + _style(), text, count=1)


def _bars(report: Report) -> list[tuple[str, float, bool]]:
    """Name, seconds, and whether it is ours; the slowest last, which is on top."""
    found = {name: report.find(name, jobs=1) for name in (DESCENT, *COMPARED)}
    bars = [(name.partition(":")[0], each.each, name == DESCENT) for name, each in found.items() if each]
    return sorted(bars, key=lambda bar: bar[1])


def _draw(axes, title: str, bars: list[tuple[str, float, bool]], *, log: bool) -> None:
    axes.set_title(title, loc="left", color=_PLACEHOLDERS["ink"], fontsize=11)
    low = min((seconds for _, seconds, _ in bars), default=1) / 2 if log else 0
    for place, (_, seconds, ours) in enumerate(bars):
        axes.barh(place, seconds - low, left=low, height=0.7, color=_PLACEHOLDERS["ours" if ours else "other"])
        shown = f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"
        axes.annotate(
            shown,
            (seconds, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            color=_PLACEHOLDERS["ink"],
            annotation_clip=False,
        )
    if log:
        axes.set_xscale("log")
    axes.set_xlim(left=low or None)
    axes.set_yticks(range(len(bars)), [name for name, _, _ in bars], color=_PLACEHOLDERS["ink"])
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_visible(False)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(_PLACEHOLDERS["line"])
