"""Exports as files: one for the class, or one for each student and assignment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from autograder.file_names import component
from autograder.lateness import Policy
from autograder.reports.exports import (
    canvas_csv,
    classroom50_json,
    grades_json,
    gradescope_json,
    moodle_csv,
    summary_markdown,
)
from autograder.reports.junit import junit_xml
from autograder.reports.site import write_if_changed
from autograder.results import Result
from autograder.roster import Roster


def write_exports(
    kinds: Iterable[str],
    results: list[Result],
    folder: Path,
    titles: Mapping[str, str],
    policy: Policy | None = None,
    roster: Roster | None = None,
) -> list[Path]:
    """Write each of `kinds` below `folder`; the files or folders written.

    `titles` maps assignments to what they are called on the platform. Raises OSError.
    """
    whole: dict[str, tuple[str, Callable[[], str]]] = {
        "canvas": ("canvas.csv", partial(canvas_csv, results, titles, policy, roster)),
        "moodle": ("moodle.csv", partial(moodle_csv, results, titles, policy, roster)),
        "json": ("grades.json", partial(grades_json, results, policy)),
        "summary": ("summary.md", partial(summary_markdown, results, policy)),
        "junit": ("junit.xml", partial(junit_xml, results)),
    }
    single: dict[str, Callable[[Result], str]] = {
        "gradescope": partial(gradescope_json, policy=policy),
        "classroom50": lambda each: classroom50_json(
            each, {"assignment": each.assignment, "datetime": each.submitted_at}, policy
        ),
    }
    written = []
    for kind in kinds:
        if kind in whole:
            name, text = whole[kind]
            write_if_changed(folder / name, text())
            written.append(folder / name)
        else:
            for each in results:
                place = folder / kind / component(each.student) / f"{component(each.assignment)}.json"
                if each.is_final:
                    write_if_changed(place, single[kind](each))
                else:  # for a human first; what was exported before must not be uploaded either
                    place.unlink(missing_ok=True)
            written.append(folder / kind)
    return written
