"""Otter's plugin: it keeps submissions away from Otter's kernel and has them graded in Descent's sandbox.

Lies in the root of the autograder's zip as well, where nothing else of Descent can be imported: Otter and the standard
library only.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import nbformat
from otter.plugins import AbstractOtterPlugin
from otter.test_files import TestCase
from otter.test_files.abstract_test import TestCaseResult

_NOTEBOOK: Any = nbformat.v4  # its functions have no types
_NOT_TAKEN = "Otter did not let the plugin take the submission; it needs Otter-Grader 7."


class NotGraded(Exception):
    """Nothing was graded, through no fault of the student's.

    No `OtterRuntimeError`: of those Otter makes a score of zero.
    """


class SandboxedGrading(AbstractOtterPlugin):  # type: ignore[misc]  # Otter has no types
    """Grades what was handed in, in the place of Otter: the scores are those of the gradebook.

    What is handed in must not lie where Otter's processes run: they would load a log of Otter's as a pickle, and import
    modules from there.
    """

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        self._taken: tempfile.TemporaryDirectory[str] | None = None

    def during_generate(self, otter_config: Any, assignment: Any) -> None:
        """Leave the configuration as it is."""

    def before_grading(self, config: Any) -> None:
        """Take what was handed in out of Otter's reach; a blank file remains, for Otter opens it."""
        self._source = Path(config.autograder_dir) / "source"
        blank = Path(self.submission_path)
        self._taken = tempfile.TemporaryDirectory(prefix="descent-")
        for each in blank.parent.iterdir():
            if each.name != "tests":  # Otter's own, from the zip
                shutil.move(each, Path(self._taken.name, each.name))
        empty = _NOTEBOOK.writes(_NOTEBOOK.new_notebook()) if blank.suffix == ".ipynb" else ""
        blank.write_text(empty, encoding="utf-8")

    def before_execution(self, submission: Any) -> Any:
        """A notebook without cells, and without a choice of kernel, in the place of whatever was handed in."""
        if self._taken is None:
            raise NotGraded(_NOT_TAKEN)
        Path(self.submission_path).unlink()  # a blank numpy.py would be imported all the same
        return _NOTEBOOK.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})

    def after_grading(self, results: Any) -> None:
        """Put the results of grading in the sandbox in the place of Otter's. Raises `NotGraded`."""
        graded = self._grade()
        if graded["questions"].keys() != results.results.keys():
            raise NotGraded("Otter's kernel did not load the test files of the zip; look at the lines above.")
        for name, question in graded["questions"].items():
            file = results.get_result(name)
            file.test_cases = [_test_case(check) for check in question["checks"]]
            file.test_case_results = [
                TestCaseResult(test_case=case, message=check["message"], passed=check["passed"])
                for case, check in zip(file.test_cases, question["checks"], strict=True)
            ]
            results.update_score(name, _number(question["points"]))
        if graded["message"]:
            results.set_output(graded["message"])

    def _grade(self) -> dict[str, Any]:
        """Grade in a process of Descent's own, with the environment that was made for it where there is one."""
        if self._taken is None:
            raise NotGraded(_NOT_TAKEN)
        engine = self._source / "descent"
        own = engine / ".venv" / "bin" / "python"
        python = str(own) if own.exists() else sys.executable
        variables = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
        with self._taken as taken, tempfile.TemporaryDirectory(prefix="descent-") as answers:
            answer = Path(answers, "answer.json")
            line = [python, "-m", "autograder.otter.grade", taken, str(answer)]
            done = subprocess.run(line, cwd=engine, env=variables, capture_output=True, text=True, check=False)
            print(done.stdout, end="")
            if done.returncode != 0:
                raise NotGraded(done.stderr.strip() or f"Descent's grader ended with status {done.returncode}.")
            graded: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
            return graded


def _number(points: str) -> int | float:
    """Points as Otter takes them: a float only where it has to be one."""
    exact = Fraction(points)
    return int(exact) if exact.denominator == 1 else float(exact)


def _test_case(check: dict[str, Any]) -> TestCase:
    return TestCase(
        name=check["name"],
        body="",
        hidden=check["hidden"],
        points=_number(check["points"]),
        success_message=check["if_passed"],
        failure_message=None,
    )
