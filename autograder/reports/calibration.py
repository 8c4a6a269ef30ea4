"""What `make calibrate` measured, as a page of Markdown and a picture: pure functions of a `Calibration`."""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterable

from autograder.calibrate import Calibration, Variant, after_repeats, largest_rate


def reaches(value: float | None, band: float, higher_is_better: bool) -> bool:
    """Whether an attempt reaches a band; one that ended without a value reaches none."""
    return value is not None and (value >= band if higher_is_better else value <= band)


def higher_is_better(bands: tuple[float, ...]) -> bool:
    """Bands go from the easiest to the hardest: rising for an accuracy, falling for an error."""
    return list(bands) == sorted(bands)


def markdown(calibration: Calibration) -> str:
    """The page: settings, and for each measure what each variant reached and how often it failed or passed a band."""
    settings = ", ".join(f"{name} {value}" for name, value in calibration.settings.items())
    lines = [
        f"# Calibration of {calibration.assignment}, profile {calibration.profile}",
        "",
        f"Written by `make calibrate`. Each attempt ran in the sandbox with a seed of its own: {settings}.",
        "",
        "A threshold counts as failed here when a *single* attempt misses it. Grading repeats an attempt near a "
        "threshold, and the median of up to three counts; the last column bounds that, from the 95 % Clopper-Pearson "
        "bound p of a single attempt, as 3p² - 2p³.",
        "",
    ]
    for measure, bands in calibration.bands.items():
        lines += _measure(calibration, measure, bands)
    return "\n".join(lines)


def _measure(calibration: Calibration, measure: str, bands: tuple[float, ...]) -> list[str]:
    rising = higher_is_better(bands)
    shown = ", ".join(f"{band:g}" for band in bands)
    near = calibration.near.get(measure, 0.0)
    lines = [f"## {measure}", "", f"Thresholds: {shown}; repeated within {near:g} of one.", ""]
    lines += [f"![What each variant reached](./{calibration.assignment}.{calibration.profile}.{measure}.svg)", ""]
    head = " | ".join(f"reach {band:g}" for band in bands)
    lines += [
        f"| variant | attempts | mean | sd | worst | best | {head} |",
        "|---|---|---|---|---|---|" + "---|" * len(bands),
    ]
    for variant in calibration.variants:
        values = _values(calibration, variant, measure)
        got = [value for value in values if value is not None]
        counts = " | ".join(f"{sum(reaches(v, b, rising) for v in values)} of {len(values)}" for b in bands)
        low, high = (min(got), max(got)) if got else (float("nan"),) * 2
        worst, best = (low, high) if rising else (high, low)
        mean = statistics.fmean(got) if got else float("nan")
        spread = statistics.stdev(got) if len(got) > 1 else 0.0
        lines.append(
            f"| {variant.name} | {len(values)} | {mean:.4f} | {spread:.4f} | {worst:.4f} | {best:.4f} | {counts} |"
        )
    lines += ["", "### Honest work that fails", "", *_false_fails(calibration, measure, bands, rising)]
    lines += ["", "### Bad work that passes", "", *_false_passes(calibration, measure, bands, rising), ""]
    return lines


def _values(calibration: Calibration, variant: Variant, measure: str) -> list[float | None]:
    return list(calibration.values.get(variant.name, {}).get(measure, {}).values())


def _false_fails(calibration: Calibration, measure: str, bands: tuple[float, ...], rising: bool) -> Iterable[str]:
    yield "| threshold | whose | failed | single attempt, at most | as graded, at most |"
    yield "|---|---|---|---|---|"
    honest = [variant for variant in calibration.variants if variant.honest]
    for band in bands:
        for name, group in (("reference", honest[:1]), ("all honest variants", honest)):
            values = [value for variant in group for value in _values(calibration, variant, measure)]
            if values:
                missed = sum(not reaches(value, band, rising) for value in values)
                bound = largest_rate(missed, len(values))
                yield f"| {band:g} | {name} | {missed} of {len(values)} | {bound:.4f} | {after_repeats(bound):.5f} |"


def _false_passes(calibration: Calibration, measure: str, bands: tuple[float, ...], rising: bool) -> Iterable[str]:
    yield "| variant | | must stay below | reached it | as graded, at most |"
    yield "|---|---|---|---|---|"
    for variant in calibration.variants:
        if variant.honest:
            continue
        about = f"| {variant.name} | {variant.description} |"
        if measure not in variant.stays_below:
            yield f"{about} told apart by {variant.told_apart_by or 'another measure'} | | |"
            continue
        band = bands[variant.stays_below[measure]]
        values = _values(calibration, variant, measure)
        passed = sum(reaches(value, band, rising) for value in values)
        bound = after_repeats(largest_rate(passed, len(values))) if values else 1.0
        yield f"{about} {band:g} | {passed} of {len(values)} | {bound:.4f} |"


def picture(calibration: Calibration, measure: str) -> str:
    """An SVG with every attempt as a point: a row per variant, the thresholds as vertical lines."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": measure, "svg.fonttype": "none"}):
        figure = Figure(figsize=(8, 0.6 + 0.36 * len(calibration.variants)), layout="constrained")
        axes = figure.add_subplot()
        for row, variant in enumerate(calibration.variants):
            values = [value for value in _values(calibration, variant, measure) if value is not None]
            axes.plot(values, [row] * len(values), "|", markersize=11, color="#1f6f5c" if variant.honest else "#b4472f")
        for band in calibration.bands[measure]:
            axes.axvline(band, color="#777777", linewidth=0.8, linestyle="--")
        axes.set_yticks(range(len(calibration.variants)), [variant.name for variant in calibration.variants])
        axes.set_ylim(len(calibration.variants) - 0.5, -0.5)
        axes.set_xlabel(measure)
        axes.spines[["top", "right"]].set_visible(False)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()
