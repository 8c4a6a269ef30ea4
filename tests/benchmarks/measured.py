"""What a benchmark measured on a machine, as data: read and written as JSON, compared with the targets."""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

DESCENT, DASK, COLD, FLOOR, REGRADED, KERAS, KERAS_ALONE, MAKE_TEST = (
    "Descent",
    "Descent, workers of Dask",
    "Descent, the first on a machine",
    "floor: the calls and comparisons alone",
    "Descent, nothing changed",
    "Descent, 05",
    "05: build, train, predict alone",
    "make test A=02",
)
WRONG, STUB = "wrong", "stub"
COMPARED = ("pytest + Hypothesis", "otter run", "nbgrader autograde", "gradescope-utils", FLOOR)  # with Descent


@dataclass(frozen=True)
class Row:
    """One tool on one class. `kind` is what was handed in: "right", "wrong" or "stub".

    `median` and `worst`, the 95th percentile, are seconds per submission as the tool's own processes spent them;
    `whole` is the time of the command, from start to end, where it grades the whole class.
    """

    tool: str
    kind: str
    submissions: int
    jobs: int
    median: float
    worst: float
    peak_bytes: int
    whole: float | None = None
    growth: float | None = None
    points: float | None = None

    @property
    def each(self) -> float:
        """Seconds of a core per submission, with all that a class costs beside its submissions."""
        return self.median if self.whole is None else self.whole * self.jobs / self.submissions

    @property
    def rate(self) -> float:
        """Submissions a second."""
        return self.jobs / self.each


def row(tool: str, kind: str, seconds: Iterable[float], peak_bytes: int, **more: Any) -> Row:
    """A row of seconds for each submission."""
    ordered = sorted(seconds)
    tail = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    about = {"submissions": len(ordered), "jobs": 1, **more}
    return Row(tool, kind, median=statistics.median(ordered), worst=tail, peak_bytes=peak_bytes, **about)


@dataclass
class Report:
    """Everything that one run measured. Times are in seconds."""

    machine: str
    versions: dict[str, str]
    quick: bool
    load: float  # processes that waited for a core when it began, on average
    rows: list[Row] = field(default_factory=list)
    phases: dict[str, dict[str, list[float]]] = field(default_factory=dict)  # kind: phase: wall and processor time
    functions: list[dict[str, Any]] = field(default_factory=list)
    imports: dict[str, float] = field(default_factory=dict)  # of `autograder test 02`, by package
    notes: list[str] = field(default_factory=list)

    @property
    def busy(self) -> bool:
        """Whether others used the machine, so that nothing here should be relied on."""
        return self.load > 0.25 * (os.cpu_count() or 1)

    def find(self, tool: str, kind: str = "right", **about: int) -> Row | None:
        """The row of the largest class that fits; None when there is none."""
        fit = [each for each in self.rows if (each.tool, each.kind) == (tool, kind)]
        fit = [each for each in fit if all(getattr(each, name) == value for name, value in about.items())]
        return max(fit, key=lambda each: each.submissions, default=None)

    def write(self, file: Path) -> None:
        """Write it as JSON, numbers with four significant digits."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(_rounded(asdict(self)), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value


def read(file: Path) -> Report:
    """The inverse of `Report.write`."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Report(**{**data, "rows": [Row(**each) for each in data["rows"]]})


def machine() -> str:
    """The processor and the number of cores that may be used."""
    model = platform.processor() or platform.machine()
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        model = found[1] if found else model
    except OSError:
        pass
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{' '.join(re.sub(r'[(](R|TM|tm)[)]', '', model).split())}, {cores} cores"


def file_name(machine: str) -> str:
    """The machine's name, fit for a file."""
    return re.sub("[^a-z0-9]+", "-", machine.lower()).strip("-")


@dataclass(frozen=True)
class Target:
    """What was aimed at, what was measured, and whether that is enough; None where it was not measured."""

    aim: str
    measured: str
    met: bool | None


def targets(report: Report) -> list[Target]:
    """Every target, in the order of the README."""
    one, two = report.find(DESCENT, jobs=1), report.find(DESCENT, jobs=2)

    def times(tool: str, least: float) -> Target:
        other = report.find(tool)
        ratio = other.each / one.each if other and one else None
        aim = f"at least {least:g} times as fast as {tool}" if least > 1 else f"faster than {tool}"
        return _target(aim, ratio, "{:.1f} times", lambda value: value >= least)

    floor, wrong = report.find(FLOOR), report.find(DESCENT, WRONG)
    small = report.find(DESCENT, jobs=2, submissions=one.submissions) if one else None
    dask = report.find(DASK)
    local = report.find(DESCENT, jobs=2, submissions=dask.submissions) if dask else None
    again, keras, alone = report.find(REGRADED), report.find(KERAS), report.find(KERAS_ALONE)
    start = report.find(MAKE_TEST)
    large = f"{two.submissions} right submissions" if two else "a class"
    return [
        times("pytest + Hypothesis", 15),
        times("otter run", 20),
        times("gradescope-utils", 1),
        _target(
            "within 3 times the floor",
            one.each / floor.each if one and floor else None,
            "{:.1f} times",
            lambda value: value <= 3,
        ),
        _target(
            f"{large} on 2 cores, 8 a second",
            two.rate if two else None,
            "{:.1f} a second",
            lambda value: value >= 8,
        ),
        _target(
            "memory stays flat over a class",
            two.growth if two else None,
            "{:.2f} times in the last quarter what it was in the second",
            lambda value: value <= 1.1,
        ),
        _target(
            "JOBS=2 at least 1.8 times as fast as JOBS=1",
            one.whole / small.whole if one and small and one.whole and small.whole else None,
            "{:.2f} times",
            lambda value: value >= 1.8,
        ),
        _target(
            "workers of Dask within 1.15 times of JOBS=2",
            dask.whole / local.whole if dask and local and dask.whole and local.whole else None,
            "{:.2f} times",
            lambda value: value <= 1.15,
        ),
        _target(
            "a failing submission within 2 s, shrunk",
            wrong.worst if wrong else None,
            "{:.2f} s",
            lambda value: value <= 2,
        ),
        _target(
            "05 within 1.15 times its building, training and predicting",
            keras.median / alone.median if keras and alone else None,
            "{:.2f} times",
            lambda value: value <= 1.15,
        ),
        _target(
            f"{again.submissions if again else 1000} unchanged submissions within 5 s",
            again.whole if again else None,
            "{:.1f} s",
            lambda value: value < 5,
        ),
        _target("make test A=02 within 1.5 s", start.median if start else None, "{:.2f} s", lambda value: value < 1.5),
    ]


def _target(aim: str, value: float | None, shown: str, enough: Callable[[float], bool]) -> Target:
    if value is None:
        return Target(aim, "not measured", None)
    return Target(aim, shown.format(value), enough(value))
