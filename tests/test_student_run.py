"""A student's own run: what the table says, and that it fits."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

import pytest

from autograder.course import load_course
from autograder.environment import ROOT

COURSE = load_course()
FIRST = COURSE.assignments[0]


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
