"""Other ways to grade the same submissions with the same checks, each as its documentation says.

All of them run the student's code in the process that knows the hidden checks, and generate every example anew for
every submission. Their cost is the same for each submission, so a small class tells it.
"""

from __future__ import annotations

import json
import os
import sys
import time
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree

from tests.benchmarks.properties import ASSIGNMENT, ROOT, Property, properties
from tests.benchmarks.venvs import environment_with
from tests.benchmarks.watched import Watched, watch


class Failed(Exception):
    """The tool did not grade. The message is one sentence."""


@dataclass(frozen=True)
class Graded:
    """The outcome for one submission. `passed` says which checks hold, where the tool tells."""

    seconds: float
    points: float
    peak_bytes: int
    passed: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False)


class Rival(Protocol):
    """A tool: `prepare` installs it and makes what an instructor would; `grade` grades one submission after another."""

    name: str

    def prepare(self, folder: Path) -> None:
        """Raises `venvs.NotInstalled`."""
        ...

    def grade(self, modules: list[Path]) -> list[Graded]:
        """Raises `Failed`."""
        ...


def _did(watched: Watched, name: str, statuses: tuple[int, ...] = (0,)) -> Watched:
    if watched.status not in statuses:
        last = (watched.output.strip().splitlines() or ["no output"])[-1]
        raise Failed(f"{name} ended with status {watched.status}: {last[:300]}")
    return watched


class Pytest:
    """A plain pytest process for each submission."""

    name = "pytest + Hypothesis"

    def prepare(self, folder: Path) -> None:
        self._report = folder / "report.xml"
        self._files = {
            each: str(file.relative_to(ROOT))
            for each, file in {
                "public": ROOT / "assignments" / ASSIGNMENT / f"test_{ASSIGNMENT[3:]}.py",
                "hidden": ROOT / "autograder" / "checks" / f"test_{ASSIGNMENT[3:]}.py",
            }.items()
        }

    def grade(self, modules: list[Path]) -> list[Graded]:
        return [self._grade(module) for module in modules]

    def _grade(self, module: Path) -> Graded:
        options = ["-c", "/dev/null", "--rootdir", str(ROOT), "--import-mode=importlib", "-p", "autograder.plugin"]
        options += ["--disable-plugin-autoload", "-p", "no:cacheprovider", "--junitxml", str(self._report)]
        options += ["--tb=short"]  # the long ones cost 30 s where every check fails
        command = [sys.executable, "-m", "pytest", *options, "--submission", str(module), *self._files.values()]
        watched = _did(watch(command), self.name, (0, 1))
        passed = {}
        for case in ElementTree.parse(self._report).iter("testcase"):
            visibility = "hidden" if ".checks." in case.attrib["classname"] else "public"
            passed[visibility, case.attrib["name"]] = len(case) == 0
        points = sum((check.points for check in properties() if passed[check.key]), start=0)
        return Graded(watched.seconds, float(points), watched.peak_bytes, passed)


class Gradescope:
    """A process for each submission that runs one unittest.TestCase, as Gradescope's containers do."""

    name = "gradescope-utils"

    def prepare(self, folder: Path) -> None:
        self._python = environment_with("gradescope-utils>=0.5") / "python"

    def grade(self, modules: list[Path]) -> list[Graded]:
        return [self._grade(module) for module in modules]

    def _grade(self, module: Path) -> Graded:
        command = [str(self._python), "-m", "tests.benchmarks.gradescope_tests", str(module)]
        watched = _did(watch(command), self.name)
        return Graded(watched.seconds, float(json.loads(watched.output)["score"]), watched.peak_bytes)


_OTTER_TESTS = """from otter.test_files import test_case

from tests.benchmarks.properties import require

OK_FORMAT = False
name = {question!r}
points = None
"""
_OTTER_TEST = """

@test_case(points={points!r}, hidden={hidden})
def {id}_{visibility}(env):
    require({visibility!r}, {id!r}, env)
"""


def otter_tests(checks: list[Property]) -> str:
    """One of Otter's test files, based on exceptions, for the checks of one question."""
    text = _OTTER_TESTS.format(question=checks[0].question)
    for check in checks:
        about = {"points": float(check.points), "hidden": check.visibility == "hidden"}
        text += _OTTER_TEST.format(**about, id=check.id, visibility=check.visibility)
    return text


class Otter:
    """`otter run` for each submission: it makes a notebook of it and runs that, with the tests, in a Jupyter kernel."""

    name = "otter run"

    def prepare(self, folder: Path) -> None:
        self._programs = environment_with("otter-grader[grading]>=7")
        self._folder = folder
        by_question: dict[str, list[Property]] = defaultdict(list)
        for check in properties():
            by_question[check.question].append(check)
        with zipfile.ZipFile(folder / "autograder.zip", "w") as archive:
            archive.writestr("otter_config.json", json.dumps({"show_hidden": True, "print_summary": False}))
            for question, checks in by_question.items():
                archive.writestr(f"tests/{question}.py", otter_tests(checks))

    def grade(self, modules: list[Path]) -> list[Graded]:
        return [self._grade(module) for module in modules]

    def _grade(self, module: Path) -> Graded:
        command = [str(self._programs / "otter"), "run", "--no-logo", "-a", str(self._folder / "autograder.zip")]
        command += ["-o", str(self._folder), str(module)]
        watched = _did(watch(command, self._folder, **_jupyter(self._folder, self._programs)), self.name)
        results = json.loads((self._folder / "results.json").read_text())
        return Graded(watched.seconds, sum(each.get("score", 0) for each in results["tests"]), watched.peak_bytes)


def _jupyter(folder: Path, programs: Path) -> dict[str, str]:
    """Variables as in the tool's activated environment, with what its kernels write kept in `folder`."""
    places = {name: str(folder / name.lower()) for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR")}
    return {**places, "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])}


class Nbgrader:
    """`nbgrader autograde` for the class: a notebook for each student, with a cell for each check."""

    name = "nbgrader autograde"

    def prepare(self, folder: Path) -> None:
        self._programs = environment_with("nbgrader>=0.9")
        self._folder, self._classes = folder, 0

    def grade(self, modules: list[Path]) -> list[Graded]:
        self._classes += 1
        course = self._folder / f"course_{self._classes}"
        (course / "source" / "ps").mkdir(parents=True)
        notebook = course / "source" / "ps" / "activations.ipynb"
        notebook.write_text(json.dumps(self._notebook("raise NotImplementedError")))
        _did(self._nbgrader(course, "generate_assignment", "ps", "--create"), self.name)
        released = json.loads((course / "release" / "ps" / "activations.ipynb").read_text())
        for module in modules:
            file = course / "submitted" / module.parent.name / "ps" / "activations.ipynb"
            file.parent.mkdir(parents=True)
            released["cells"][0]["source"] = module.read_text()
            file.write_text(json.dumps(released))
        began = time.time()
        watched = _did(self._nbgrader(course, "autograde", "ps"), self.name)
        graded = [course / "autograded" / module.parent.name / "ps" / "activations.ipynb" for module in modules]
        ends = sorted(file.stat().st_mtime for file in graded)
        spans = [end - start for start, end in zip([began, *ends], ends, strict=False)]
        points = [self._points(json.loads(file.read_text())) for file in graded]
        return [Graded(span, point, watched.peak_bytes) for span, point in zip(spans, points, strict=True)]

    def _nbgrader(self, course: Path, *words: str) -> Watched:
        command = [str(self._programs / "nbgrader"), *words, "--course", str(course), "--log-level=ERROR"]
        return watch(command, course, **_jupyter(self._folder, self._programs))

    @staticmethod
    def _notebook(answer: str) -> dict[str, object]:
        cells = [_cell("answer", f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION", grade=False)]
        for check in properties():
            source = f"from tests.benchmarks.properties import require\nrequire{(*check.key,)!r}"
            source = f"{source[:-1]}, globals())"
            cells.append(_cell(f"{check.visibility}-{check.id}", source, grade=True, points=float(check.points)))
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}

    @staticmethod
    def _points(notebook: dict[str, list[dict[str, object]]]) -> float:
        points = 0.0
        for cell in notebook["cells"]:
            about = cell["metadata"]["nbgrader"]  # type: ignore[index, call-overload]
            failed = any(each["output_type"] == "error" for each in cell["outputs"])  # type: ignore[attr-defined]
            points += about["points"] if about["grade"] and not failed else 0
        return points


def _cell(name: str, source: str, *, grade: bool, points: float = 0.0) -> dict[str, object]:
    about: dict[str, object] = {"grade": grade, "solution": not grade, "locked": grade, "task": False}
    about |= {"grade_id": name, "schema_version": 3, **({"points": points} if grade else {})}
    cell = {"cell_type": "code", "id": name[-64:], "metadata": {"nbgrader": about}, "source": source}
    return {**cell, "execution_count": None, "outputs": []}


RIVALS: tuple[type[Rival], ...] = (Pytest, Otter, Nbgrader, Gradescope)
