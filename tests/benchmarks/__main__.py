"""`make bench`: the same submissions and the same checks through Descent and through other graders, in one run.

    python -m tests.benchmarks [--quick]

Prints tables, and writes what it measured: on a quiet machine and in full to tests/benchmarks/results/, else to
build/bench/. Slow tools grade a small class: what they spend is the same for each submission.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from rich.console import Console

from autograder.sandbox.runtime import Runtime
from tests.benchmarks import classes, descent_run, measured, rivals, student_start
from tests.benchmarks.measured import Report, row
from tests.benchmarks.picture import picture
from tests.benchmarks.properties import ROOT, properties
from tests.benchmarks.student_start import NotCurrent
from tests.benchmarks.tables import show
from tests.benchmarks.venvs import NotInstalled
from tests.benchmarks.watched import Watched, watch
from tests.local_cluster import NotStarted, cluster


class Failed(Exception):
    """Something of ours did not run. The message says what it printed."""


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    of_rivals: int
    floor: int
    jobs: tuple[tuple[int, int], ...]  # submissions and JOBS of each class
    stubs: int
    keras: int
    starts: int
    dask: int


FULL = Size(5, 30, ((30, 1), (30, 2), (300, 1), (300, 2), (1000, 1), (1000, 2)), 10, 2, 5, 300)
QUICK = Size(1, 10, ((30, 1), (30, 2)), 3, 1, 2, 30)


class Bench:
    """One run: its report, and the folder that everything happens in."""

    def __init__(self, size: Size, report: Report, folder: Path, console: Console) -> None:
        self.size, self.report, self._folder, self._console = size, report, folder, console
        self.cache = folder / "cache"

    def step(self, name: str, measure: Callable[[Path], None]) -> None:
        """Measure one thing in a folder of its own; where that fails, say so in a sentence and go on."""
        self._console.print(f"{name} ...", style="dim")
        folder = self._folder / name.replace(" ", "_").replace("/", "_")
        folder.mkdir()
        try:
            measure(folder)
        except (NotInstalled, NotCurrent, NotStarted, Failed, rivals.Failed, descent_run.Failed) as failure:
            self.report.notes.append(str(failure))
        except subprocess.TimeoutExpired as late:
            self.report.notes.append(f"{name} did not end within {late.timeout:g} s.")

    def rival(self, rival: rivals.Rival, folder: Path) -> None:
        """Right submissions, a wrong one and a stub; only right ones in a quick run."""
        rival.prepare(folder)
        full = float(sum(check.points for check in properties()))
        kinds = {"right": [classes.RIGHT] * self.size.of_rivals}
        if not self.report.quick:
            kinds |= {measured.WRONG: [classes.WRONG[0]], measured.STUB: [classes.STUB]}
        for kind, modules in kinds.items():
            graded = rival.grade(classes.write_class(folder / kind, modules))
            peak = max(each.peak_bytes for each in graded)
            seconds = [each.seconds for each in graded]
            self.report.rows.append(row(rival.name, kind, seconds, peak, points=graded[0].points))
            if kind == "right" and any(each.points != full for each in graded):
                self.report.notes.append(f"{rival.name} does not give a right submission all {full:g} points.")

    def cold(self, folder: Path) -> None:
        """One submission where no example was recorded."""
        run = descent_run.grade_modules([classes.RIGHT], folder, self.cache)
        seconds, peak = run.watched.seconds, run.watched.peak_bytes
        self.report.rows.append(row(measured.COLD, "right", [seconds], peak, whole=seconds))

    def floor(self, folder: Path) -> None:
        """The calls and comparisons alone."""
        modules = classes.write_class(folder, [classes.RIGHT] * self.size.floor)
        watched, seconds = self._script("floor", *map(str, modules))
        self.report.rows.append(row(measured.FLOOR, "right", seconds, watched.peak_bytes))

    def whole_class(self, folder: Path, submissions: int, jobs: int) -> None:
        """Right submissions; the largest class is then graded once more."""
        run = descent_run.grade_modules([classes.RIGHT] * submissions, folder, self.cache, jobs)
        about = {"submissions": submissions, "jobs": jobs}
        watched, seconds = run.watched, run.later or run.first or [run.watched.seconds / submissions]
        more = {"whole": watched.seconds, "growth": watched.growth}
        self.report.rows.append(row(measured.DESCENT, "right", seconds, watched.peak_bytes, **about, **more))
        if (submissions, jobs) == self.size.jobs[-1]:
            again = descent_run.grade(folder / "class", folder / "grades", self.cache, jobs).watched
            seconds = [again.seconds / submissions]
            about["whole"] = again.seconds
            self.report.rows.append(row(measured.REGRADED, "right", seconds, again.peak_bytes, **about))

    def dask(self, folder: Path) -> None:
        """The same class through two workers of Dask on this machine, which start as the local ones do."""
        classes.write_class(folder / "class", [classes.RIGHT] * self.size.dask)
        with cluster(2, DESCENT_CACHE=str(self.cache)) as (address, _):
            watched = descent_run.grade(folder / "class", folder / "grades", self.cache, scheduler=address).watched
        about = {"submissions": self.size.dask, "jobs": 2, "whole": watched.seconds}
        each = watched.seconds / self.size.dask
        self.report.rows.append(row(measured.DASK, "right", [each], watched.peak_bytes, **about))

    def wrong_and_stubs(self, folder: Path) -> None:
        """Different wrong submissions, shrunk, and stubs; each class after one that pays for the start."""
        for kind, modules in ((measured.WRONG, list(classes.WRONG)), (measured.STUB, [classes.STUB] * self.size.stubs)):
            (folder / kind).mkdir()
            run = descent_run.grade_modules([classes.RIGHT, *modules], folder / kind, self.cache)
            self.report.rows.append(row(measured.DESCENT, kind, run.later, run.watched.peak_bytes))

    def phases(self, folder: Path) -> None:
        """Phases of a right and of a wrong submission, and the functions of a right one."""
        for kind, module in (("right", classes.RIGHT), (measured.WRONG, classes.WRONG[0])):
            modules = classes.write_class(folder / kind, [classes.RIGHT, *[module] * self.size.stubs])
            _, runs = self._script("phases", *map(str, modules))
            medians = {
                phase: [statistics.median(run[phase][which] for run in runs[2:]) for which in (0, 1)]
                for phase in runs[0]
            }
            self.report.phases[kind] = {phase: times for phase, times in medians.items() if any(times)}
        self.report.functions = self._script("phases", "--functions", *[str(classes.RIGHT)] * self.size.stubs)[1]

    def keras(self, folder: Path) -> None:
        """05, and what it spends in Keras itself, before and after: a machine may be slower for some minutes."""
        alone = [self._keras_alone()]
        run = descent_run.grade_modules(
            [classes.KERAS] * (1 + self.size.keras), folder, self.cache, assignment="05_fashion_mnist"
        )
        self.report.rows.append(row(measured.KERAS, "right", run.later, run.watched.peak_bytes))
        alone += [self._keras_alone() for _ in range(self.size.keras - 1)]
        spent, peaks = zip(*alone, strict=True)
        self.report.rows.append(row(measured.KERAS_ALONE, "right", list(spent), max(peaks)))

    def _keras_alone(self) -> tuple[float, int]:
        """The seconds of building, training and predicting alone, and the bytes of memory."""
        watched, by_function = self._script("keras_alone", **{**Runtime("keras").environment(), "PYTHONHASHSEED": "0"})
        counted = (seconds for name, seconds in by_function.items() if not name.startswith("describe"))
        return sum(counted), watched.peak_bytes

    def start(self, folder: Path) -> None:
        """What a student waits for; once before, for the bytecode."""
        tree = student_start.copy_of_the_tree(folder)
        for name, command in (
            (measured.MAKE_TEST, student_start.make_test),
            ("python -m autograder test 02", student_start.python_test),
        ):
            runs = [command(tree) for _ in range(1 + self.size.starts)][1:]
            if any(run.status != 0 for run in runs):
                raise Failed(f"{name} ended with status {runs[0].status}: {runs[0].output.strip()[-300:]}")
            peak = max(run.peak_bytes for run in runs)
            self.report.rows.append(row(name, "right", [run.seconds for run in runs], peak))
        self.report.imports = student_start.imports(tree)

    def _script(self, name: str, *words: str, **variables: str) -> tuple[Watched, list | dict]:
        """What a module of this package prints as JSON, with the examples of this run."""
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", *words]
        watched = watch(command, DESCENT_CACHE=str(self.cache), **variables)
        try:
            return watched, json.loads(watched.output.strip().splitlines()[-1])
        except (ValueError, IndexError):
            raise Failed(f"tests.benchmarks.{name} failed: {watched.output.strip()[-500:]}") from None

    def run(self) -> None:
        """Measure everything."""
        self.step("cold", self.cold)
        self.step("floor", self.floor)
        for each in rivals.RIVALS:
            self.step(each.name, lambda folder, rival=each: self.rival(rival(), folder))
        for submissions, jobs in self.size.jobs:
            size = (submissions, jobs)
            self.step(f"class of {submissions} JOBS={jobs}", lambda folder, size=size: self.whole_class(folder, *size))
        self.step("Dask", self.dask)
        self.step("wrong and stubs", self.wrong_and_stubs)
        self.step("phases", self.phases)
        self.step("make test", self.start)
        self.step("keras", self.keras)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="make bench", description="Descent beside other graders.")
    parser.add_argument("--quick", action="store_true", help="about two minutes: smaller classes")
    quick = parser.parse_args().quick
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    versions = {name: metadata.version(name) for name in ("hypothesis", "pytest", "numpy", "keras")}
    versions = {"Python": platform.python_version(), **versions}
    report = Report(measured.machine(), versions, quick, os.getloadavg()[0])
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="descent-") as folder:
        Bench(QUICK if quick else FULL, report, Path(folder), console).run()
    small = "small classes" if quick else "a class of 5, one wrong submission and one stub"
    report.notes.append(f"Tools that run beside the student's code graded {small}: each submission costs the same.")
    show(report, console)
    kept = not quick and not report.busy
    file = (Path(__file__).parent / "results" if kept else ROOT / "build" / "bench") / measured.file_name(
        report.machine
    )
    report.write(file.with_suffix(".json"))
    file.with_suffix(".svg").write_text(picture(measured.read(file.with_suffix(".json"))), encoding="utf-8")
    console.print(f"Written: {file}.json and .svg", soft_wrap=True)


if __name__ == "__main__":
    main()
