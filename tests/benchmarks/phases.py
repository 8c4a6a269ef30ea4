"""Where Descent's time goes: one grader in this process, with a stopwatch around the functions of the engine.

python -m tests.benchmarks.phases MODULE...              seconds of each phase, for each module, as JSON
python -m tests.benchmarks.phases --functions MODULE...  cProfile's view of the checks' thread
"""

from __future__ import annotations

import cProfile
import functools
import importlib
import itertools
import json
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from autograder import classroom, grading
from autograder.classroom import Setting
from autograder.course import load_course
from autograder.environment import ROOT
from autograder.intake import find_submissions
from autograder.reports import site
from autograder.store import Store
from autograder.submitted import Submitted
from tests.benchmarks.classes import write_class
from tests.benchmarks.properties import ASSIGNMENT

# The phase that a function's time belongs to, less the time of other phases within it.
FUNCTIONS = {
    "autograder.sandbox.host:Sandbox._start": "start",
    "autograder.sandbox.host:Sandbox.fork": "spawn",
    "autograder.sandbox.host:Sandbox.renew_if_dirty": "clean up",
    "autograder.sandbox.remote:RemoteSubmission.close": "clean up",
    "autograder.sandbox.remote:RemoteSubmission.load": "import",
    "autograder.sandbox.remote:RemoteSubmission.call": "calls: our side",
    "autograder.sandbox.connection:Connection._receive": "calls: waiting",
    "autograder.examples:copied": "copying examples",
    "autograder.grading:_Session._run": "pytest",
    "_pytest.python:Function.runtest": "checks",
    "autograder.plugin:judge": "verdicts",
    "autograder.store:Store.put": "store",
    "autograder.reports.site:write_feedback": "feedback pages",
}
WHOLE = frozenset({"import", "shrink", "feedback pages"})  # what happens within belongs to them, except "spawn"
PHASES = (*dict.fromkeys(FUNCTIONS.values()), "shrink", "other")


class Stopwatch:
    """Wall and processor time by phase. Phases nest; time belongs to the innermost, except within `WHOLE`."""

    def __init__(self) -> None:
        self._phases = ["other"]
        self._at = (time.perf_counter(), time.process_time())
        self.reset()

    def reset(self) -> None:
        """Begin to count from 0."""
        self._book()
        self.wall = dict.fromkeys(PHASES, 0.0)
        self.cpu = dict.fromkeys(PHASES, 0.0)

    def _book(self) -> None:
        now = (time.perf_counter(), time.process_time())
        if hasattr(self, "wall"):
            whole = [phase for phase in self._phases if phase in WHOLE]
            phase = whole[0] if whole and self._phases[-1] != "spawn" else self._phases[-1]
            self.wall[phase] += now[0] - self._at[0]
            self.cpu[phase] += now[1] - self._at[1]
        self._at = now

    def read(self) -> dict[str, tuple[float, float]]:
        """Wall and processor seconds of each phase since the last reset."""
        self._book()
        return {phase: (self.wall[phase], self.cpu[phase]) for phase in PHASES}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """What happens within belongs to `name`."""
        self._book()
        self._phases.append(name)
        try:
            yield
        finally:
            self._book()
            self._phases.pop()

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`function`, its time booked on `name`."""

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.phase(name):
                return function(*args, **kwargs)

        return timed


class _Shrinking:
    """A Hypothesis test, as `replay` uses it: called only to shrink."""

    def __init__(self, test: Any, watch: Stopwatch) -> None:
        self._test, self._watch = test, watch
        self.hypothesis = test.hypothesis

    def __call__(self, **fixtures: object) -> None:
        with self._watch.phase("shrink"):
            self._test(**fixtures)


def _found(where: str) -> tuple[Any, str]:
    module, _, name = where.partition(":")
    *classes, last = name.split(".")
    return functools.reduce(getattr, classes, importlib.import_module(module)), last


def missing() -> list[str]:
    """What of `FUNCTIONS` the engine does not have any more: its time goes to the phase around it."""
    return [where for where in FUNCTIONS if not hasattr(*_found(where))]


def put_stopwatch(watch: Stopwatch) -> None:
    """Wrap the engine's functions, in this process alone."""
    for where, phase in FUNCTIONS.items():
        owner, name = _found(where)
        if hasattr(owner, name):
            setattr(owner, name, watch.around(getattr(owner, name), phase))
    replay = grading.replay

    def watched_replay(test: Any, *args: Any, **kwargs: Any) -> None:
        replay(_Shrinking(test, watch), *args, **kwargs)

    grading.replay = watched_replay


def _grade(submissions: list[Submitted], out: Path, watch: Stopwatch) -> list[dict[str, tuple[float, float]]]:
    setting = Setting(ROOT / "course.toml")
    results, phases = [], []
    with Store(out) as store:
        for submitted in submissions:
            watch.reset()
            results.append(classroom.grade_one(submitted, setting))
            store.put(results[-1], "a key")
            site.write_feedback(results[-1], out, {ASSIGNMENT: "a title"})
            phases.append(watch.read())
    return phases


def _profiled() -> cProfile.Profile:
    """A profile of the checks of every submission but the first; processor time, which a busy machine does not move."""
    profile = cProfile.Profile(time.thread_time)
    run, runs = grading._Session._run, itertools.count()

    def profiled(*args: Any) -> None:
        if not next(runs):
            return run(*args)
        profile.enable()
        try:
            return run(*args)
        finally:
            profile.disable()

    grading._Session._run = profiled  # type: ignore[method-assign]
    return profile


def _functions(profile: cProfile.Profile, submissions: int, most: int = 25) -> list[dict[str, Any]]:
    rows = []
    for (file, line, name), (_, calls, own, whole, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        place = "/".join(Path(file).parts[-2:])
        rows.append({"function": f"{place}:{line} {name}", "calls": calls / submissions})
        rows[-1] |= {"own": own / submissions, "whole": whole / submissions}
    return sorted(rows, key=lambda row: -row["own"])[:most]


def main() -> None:
    """Grade the modules named on the command line, the first one twice: the first time pays for the start."""
    functions, modules = sys.argv[1] == "--functions", [Path(each) for each in sys.argv[1:] if each[0] != "-"]
    watch = Stopwatch()
    profile = _profiled() if functions else None
    if not functions:
        put_stopwatch(watch)
    with tempfile.TemporaryDirectory(prefix="descent-") as folder:
        write_class(Path(folder) / "class", [modules[0], *modules])
        found = find_submissions(Path(folder) / "class", [load_course().find(ASSIGNMENT)])
        phases = _grade(found, Path(folder) / "out", watch)
    classroom._close_grader()
    classroom.close_kept_sandbox()
    print(json.dumps(_functions(profile, len(modules)) if profile else phases))


if __name__ == "__main__":
    main()
