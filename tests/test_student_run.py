"""A student's own run: what the table says, and that it fits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.environment import ROOT

COURSE = load_course()
FIRST = COURSE.assignments[0]
ACTIVATIONS = COURSE.find("02")


@cache
def shown(*arguments: str, width: int = 80) -> list[str]:
    """The lines that `autograder test` prints on what is in `assignments/`."""
    command = [sys.executable, "-m", "autograder.cli", "test", *arguments]
    environment = {**os.environ, "COLUMNS": str(width), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(("width", "named"), [(80, ()), (40, ("02",))])
def test_every_question_has_one_row_of_at_most_80_characters(width: int, named: tuple[str, ...]) -> None:
    lines = shown(*named, width=width)
    for assignment in [COURSE.find(each) for each in named] or COURSE.assignments:
        for question in assignment.questions:
            rows = [line for line in lines if line.split()[:2] in ([mark, question.id] for mark in "✓✗·")]
            assert rows
            assert all(len(row) <= 80 for row in rows)
            assert any(f" in {question.hidden_checks} check" in row for row in rows)


def test_the_whole_course_comes_last_and_only_when_there_is_more_than_one_assignment() -> None:
    whole, stuck = shown(width=80)[-2:]
    assert whole.startswith("The whole course: ")
    assert stuck == "Stuck? A hint: make hint A=00 Q=direction"  # and no picture of what is not written
    assert not any(line.startswith("The whole course") for line in shown(FIRST.id))


@pytest.mark.parametrize("options", [("-x",), ("-k", FIRST.questions[0].id)])
def test_checks_that_do_not_run_are_still_counted(options: tuple[str, ...]) -> None:
    def totals(lines: list[str]) -> str:
        (line,) = [line for line in lines if "can be checked here" in line]
        return line.partition(" of the ")[2]

    some, every = shown(FIRST.id, "--", *options), shown(FIRST.id)
    assert totals(some) == totals(every)
    assert any("not run" in line for line in some)


PLAIN = """
import json, sys
from pathlib import Path
import pytest
from autograder.plugin import RESULTS
from autograder.results import QuestionResult, Result, Status, to_json

class Keep:
    def pytest_sessionfinish(self, session):
        question = QuestionResult("all", tuple(session.config.stash[RESULTS].values()))
        checks = to_json(Result("", "", Status.GRADED, (question,)))["questions"][0]["checks"]
        Path("plain.json").write_text(json.dumps(checks))

pytest.main(["--import-mode=importlib", "--assert=plain", "-p", "autograder.plugin", "-p", "no:terminal",
             "-p", "no:cacheprovider", *sys.argv[1:]], plugins=[Keep()])
"""


@pytest.mark.parametrize("mistake", ["derivative_of_the_output", "relu_is_abs", "sigmoid_overflows", "one_number_only"])
def test_recorded_examples_end_as_hypothesis_does(tmp_path: Path, mistake: str) -> None:
    """In a student's own run: the first one records, the second one reads, and plain pytest does neither."""
    folder = tmp_path / "assignments" / ACTIVATIONS.id
    shutil.copytree(ACTIVATIONS.stub.parent, folder)
    shutil.copy(ROOT / "course.toml", tmp_path)
    shutil.copy(ROOT / f"autograder/strength/{ACTIVATIONS.id}/mistakes/{mistake}.py", folder / ACTIVATIONS.stub.name)
    env = {**os.environ, "DESCENT_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    found = []
    for _ in range(2):
        command = [sys.executable, "-m", "autograder.cli", "--course", ".", "test", "02", "--results", "results.json"]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
        assert done.returncode == 1, done.stderr
        (result,) = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
        found.append([check for question in result["questions"] for check in question["checks"]])
        assert any((tmp_path / "cache" / "examples").iterdir())
    command = [sys.executable, "-c", PLAIN, str(folder / ACTIVATIONS.public_file.name)]
    subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
    plain = json.loads((tmp_path / "plain.json").read_text(encoding="utf-8"))
    assert found[0] == found[1] == plain
    assert any(check["counterexample"] for check in plain)
