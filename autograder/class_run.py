"""`autograder grade`: a whole class, with its progress and its summary on the terminal."""

from __future__ import annotations

import signal
import statistics
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from autograder.classroom import Setting, Workforce, grade_class
from autograder.course import Course
from autograder.language import chosen
from autograder.lateness import Policy
from autograder.reports.class_statistics import WITHOUT_A_SCORE
from autograder.reports.site import Reports
from autograder.resubmissions import Counts
from autograder.results import Result, Status
from autograder.store import Store
from autograder.submitted import Submitted

_QUIET_STEP = 10.0  # seconds between lines of progress where there is no terminal


class Interrupted(Exception):
    """Ctrl-C or SIGTERM. What was finished is stored."""


def _on_sigterm(number: int, frame: FrameType | None) -> None:
    raise Interrupted


class _Lines:
    """Progress as plain lines, for logs."""

    def __init__(self, console: Console, total: int) -> None:
        self._console, self._total = console, total
        self._done, self._began, self._said = 0, time.monotonic(), time.monotonic()

    def advance(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._said >= _QUIET_STEP:
            self._said = now
            left = (now - self._began) / self._done * (self._total - self._done)
            self._console.print(f"{self._done} of {self._total} graded, about {left:.0f} s left")


def run(
    course: Course,
    found: list[Submitted],
    setting: Setting,
    folder: Path,
    workforce: Workforce,
    console: Console,
    policy: Policy | None = None,
) -> list[Result]:
    """Grade `found`, write the reports into `folder` and print a summary.

    Raises `Interrupted`, and the errors of the rooms below: SandboxUnavailable, StoreError, CourseError, GradingError,
    OSError, and those of the workforce.
    """
    before = signal.signal(signal.SIGTERM, _on_sigterm)
    try:
        with Store(folder) as store:
            _announce_sandbox(course, setting, workforce, console)
            titles = {assignment.id: assignment.title_in(chosen()) for assignment in course.assignments}
            reports = Reports(folder, course.title, titles, chosen(), policy)
            results = _grade(course, found, setting, store, workforce, console, reports)
            these = {submitted.assignment for submitted in found}
            everything = [*results, *store.of_other_assignments(these)]
            everything = store.counting(everything, course.counts, policy)
            reports.write(everything)
    except KeyboardInterrupt:
        raise Interrupted from None
    finally:
        signal.signal(signal.SIGTERM, before)
    _summarise(results, folder, console)
    return results


def _announce_sandbox(course: Course, setting: Setting, workforce: Workforce, console: Console) -> None:
    if setting.sandbox == "none":
        console.print(
            "WARNING: no sandbox. Every submission runs with all the rights of this account: it can read the hidden "
            "checks, delete files and use the network.",
            style="bold red",
            soft_wrap=True,
        )
        return
    if setting.sandbox == "landlock":
        console.print(
            "Sandbox without namespaces: submissions can see that files exist, though not read them, and /tmp has no "
            "limit as a whole. Where it works, grade with bubblewrap.",
            style="yellow",
            soft_wrap=True,
        )
    layers = workforce.layers(course, setting.sandbox)
    in_force = [layer for layer in layers if layer.in_force]
    without = ", ".join(layer.name for layer in layers if not layer.in_force)
    note = f" (without: {without})" if without else ""
    console.print(f"Sandbox: {len(in_force)} of {len(layers)} layers in force{note}.", soft_wrap=True)


def _grade(
    course: Course,
    found: list[Submitted],
    setting: Setting,
    store: Store,
    workforce: Workforce,
    console: Console,
    reports: Reports,
) -> list[Result]:
    fresh, began = 0, time.monotonic()
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    lines = None if console.is_terminal else _Lines(console, len(found))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Grading", total=len(found))

        def on_result(result: Result, is_fresh: bool) -> None:
            nonlocal fresh
            fresh += is_fresh
            if is_fresh and course.counts is Counts.LAST:  # of several submissions, which counts is known at the end
                reports.write_feedback(result)
            progress.advance(task)
            if lines:
                lines.advance()

        results = grade_class(found, course, setting, store, workforce, on_result)
    seconds = time.monotonic() - began
    rate = f" ({fresh / seconds:.2f} a second)" if fresh else ""
    console.print(f"{fresh} graded in {seconds:.1f} s{rate}, {len(found) - fresh} unchanged since the last run.")
    return results


def _summarise(results: list[Result], folder: Path, console: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading, justify in (
        ("Assignment", "left"),
        ("Submissions", "right"),
        ("Median", "right"),
        ("Statuses", "left"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for assignment in sorted({result.assignment for result in results}):
        mine = [result for result in results if result.assignment == assignment]
        statuses = Counter(result.status for result in mine)
        scores = [result.score for result in mine if result.status not in WITHOUT_A_SCORE]  # as on the class's page
        median = f"{float(statistics.median(scores)):g} / {float(mine[0].max_score):g}" if scores else ""
        described = ", ".join(f"{status.value} {statuses[status]}" for status in Status if statuses[status])
        table.add_row(assignment, str(len(scores)), median, described)
    console.print(table)
    for result in results:
        if not result.is_final:
            sentence = f"Not graded through a fault of ours: {result.student}, {result.assignment}: {result.message}"
            console.print(sentence, style="red", soft_wrap=True)
    console.print(f"Grades: {folder / 'gradebook.csv'}. Report: {folder / 'report' / 'index.html'}.", soft_wrap=True)
