"""Otter's test files, one for each question, in its format based on exceptions. Pure: text out.

Two kinds: those that students get run the public checks; those in the autograder's zip only say what there is to score,
for there the plugin grades.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr
from fractions import Fraction
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.course import Assignment, CourseError, Question
from autograder.language import translate_count
from autograder.plugin import SPEC, CheckSpec
from autograder.reports.plain import points as shown_points

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # Python, in which every text stands as a literal
)
_TEMPLATES.filters["literal"] = ascii  # Otter reads the file in whatever encoding the system has


class _Collected:
    """A plugin of pytest that keeps what there is to run, or why that cannot be told."""

    def __init__(self) -> None:
        self.specs: list[CheckSpec] = []
        self.problem = ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = report.longreprtext.strip().splitlines()[-1].removeprefix("E").strip()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.specs += [item.stash[SPEC] for item in items if SPEC in item.stash]


def public_checks(assignment: Assignment) -> list[CheckSpec]:
    """The public checks of an assignment, in their order. Raises `CourseError` when they cannot be collected."""
    collected, said = _Collected(), io.StringIO()
    options = [*assignment.folder.pytest_options(), "--collect-only", "-p", "autograder.plugin", "-p", "no:terminal"]
    options += ["-p", "no:cacheprovider", "--disable-plugin-autoload"]
    with redirect_stderr(said):
        status = pytest.main([*options, str(assignment.public_file)], plugins=[collected])
    if status != pytest.ExitCode.OK:
        reason = collected.problem or said.getvalue().strip().removeprefix("ERROR: ") or f"pytest's status is {status}"
        raise CourseError(f"The checks in {assignment.public_file} cannot be collected: {reason}")
    return collected.specs


def number(points: Fraction) -> int | float:
    """Points as Otter takes them: a float only where it has to be one."""
    return int(points) if points.denominator == 1 else float(points)


def student_test_file(question: Question, checks: Iterable[CheckSpec]) -> str:
    """The test file with which a student checks one question; `checks` are those of the whole assignment."""
    mine = [each for each in checks if each.question == question.id]
    points = question.points - sum((each.points for each in mine), Fraction(0))
    further = further_checks(question.hidden_checks, points)
    shown = [(each.id, each.requirement, number(each.points)) for each in mine]
    return python_file("student_test.py.jinja", {"question": question.id, "checks": shown, "further": further})


def further_checks(count: int, points: Fraction) -> str | None:
    """A sentence on the hidden checks, so that nobody takes the public ones for all; None where there are none."""
    sentence = translate_count(
        "At grading, {count} further check on {more} more points.",
        "At grading, {count} further checks on {more} more points.",
        count,
    )
    return sentence.format(count=count, more=shown_points(points)) if count else None


def scored_test_file(question: Question) -> str:
    """The test file of one question in the autograder's zip. Nothing passes it: the plugin has the scores."""
    return python_file("scored_test.py.jinja", {"question": question.id, "points": number(question.points)})


def python_file(template: str, values: Mapping[str, object]) -> str:
    """A Python file from one of the templates here."""
    return _TEMPLATES.get_template(template).render(values)
