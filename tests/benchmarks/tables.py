"""What a benchmark measured, on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measured import COMPARED, DESCENT, Report, Row, targets


def show(report: Report, console: Console) -> None:
    """Everything, largest first."""
    console.print(f"{report.machine}; " + ", ".join(f"{name} {version}" for name, version in report.versions.items()))
    console.print(_tools(report))
    for kind, phases in report.phases.items():
        console.print(_phases(kind, phases))
    if report.functions:
        console.print(_functions(report))
    if report.imports:
        spent = ", ".join(f"{package} {1000 * seconds:.0f} ms" for package, seconds in report.imports.items())
        console.print(f"Imports of `autograder test 02`: {spent}")
    for note in report.notes:
        console.print(note)
    table = Table("Target", "Measured", "", box=None, padding=(0, 2, 0, 0))
    for target in targets(report):
        mark = {True: "[green]met[/]", False: "[red]missed[/]", None: "[dim]-[/]"}[target.met]
        table.add_row(target.aim, target.measured, mark)
    console.print(table)
    if report.busy:
        console.print(
            f"The machine was busy when this began ({report.load:.1f} processes on average): measure again.",
            style="bold red",
        )


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    return table


def _tools(report: Report) -> Table:
    columns = ("median s", "p95 s", "all, per submission", "a second", "MB", "against Descent")
    table = _table("Seconds of a submission", "", "handed in", "jobs", *columns)
    for each in report.rows:
        whole = f"{each.each:.3f}" if each.whole is not None else ""
        rate = f"{each.rate:.2f}" if each.whole is not None else ""
        numbers = (f"{each.median:.3f}", f"{each.worst:.3f}", whole, rate, f"{each.peak_bytes / 2**20:.0f}")
        table.add_row(each.tool, f"{each.submissions} {each.kind}", str(each.jobs), *numbers, _ratio(each, report))
    return table


def _ratio(each: Row, report: Report) -> str:
    descent = report.find(DESCENT, each.kind, jobs=1)
    return f"{each.each / descent.each:.1f}" if descent and each.tool in COMPARED else ""


def _phases(kind: str, phases: dict[str, list[float]]) -> Table:
    table = _table(f"Descent, one {kind} submission", "phase", "ms", "of which our processor")
    for phase, (wall, cpu) in sorted(phases.items(), key=lambda each: -each[1][0]):
        table.add_row(phase, f"{1000 * wall:.1f}", f"{1000 * cpu:.1f}")
    return table


def _functions(report: Report) -> Table:
    table = _table("The checks' thread, by function, under cProfile", "function", "calls", "own ms", "whole ms")
    for each in report.functions:
        numbers = (f"{each['calls']:.0f}", f"{1000 * each['own']:.1f}", f"{1000 * each['whole']:.1f}")
        table.add_row(each["function"], *numbers)
    return table
