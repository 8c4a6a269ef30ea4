"""`autograder test`: a student's own run of the public checks, and how it is shown."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.course import ROOT, Assignment, Question
from autograder.explain import explain
from autograder.plugin import RESULTS
from autograder.results import CheckResult, CheckStatus

if TYPE_CHECKING:
    from collections.abc import Generator

_DEBUGGING = ("--pdb", "--trace", "--collect-only", "--co", "--fixtures", "--markers", "-h", "--help")


class _Recorder:
    """A pytest plugin that keeps the results, and pytest's own report for the case that pytest itself fails."""

    def __init__(self, quiet: bool) -> None:
        self.results: dict[str, CheckResult] = {}
        self.output = io.StringIO()
        self._quiet = quiet

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        if self._quiet:
            standard = config.pluginmanager.getplugin("terminalreporter")
            config.pluginmanager.unregister(standard)
            config.pluginmanager.register(pytest.TerminalReporter(config, self.output), "terminalreporter")

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        self.results.update(session.config.stash[RESULTS])
        return (yield)


def run(assignments: list[Assignment], question: str | None, pytest_args: list[str], console: Console) -> int:
    """Run the public checks of `assignments` on the modules beside them, show the outcome, and return the exit status.

    0: every check passed. 1: some did not. 2: the checks could not be run.
    """
    files = [str(assignment.public_checks) for assignment in assignments]
    options = ["-c", os.devnull, "--rootdir", str(ROOT), "--import-mode=importlib", "-p", "autograder.plugin"]
    options += ["-p", "no:cacheprovider", "-p", "no:warnings", *(["--question", question] if question else [])]
    recorder = _Recorder(quiet=not any(arg in _DEBUGGING for arg in pytest_args))
    status = pytest.main([*options, *files, *pytest_args], plugins=[recorder])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        console.print(Text(recorder.output.getvalue().strip() or "The checks could not be run."))
        return 2
    checks = list(recorder.results.items())
    for assignment in assignments:
        prefix = f"{assignment.public_checks}::"
        _show(assignment, [check for key, check in checks if key.startswith(prefix)], question, console)
    passed = all(check.status is CheckStatus.PASSED for _, check in checks)
    return 0 if passed and status == pytest.ExitCode.OK else 1


def _show(assignment: Assignment, checks: list[CheckResult], only: str | None, console: Console) -> None:
    questions = [question for question in assignment.questions if only in (None, question.id)]
    if not questions:
        return
    console.print(Text(f"{assignment.id}  {assignment.title}", style="bold"))
    if not checks:
        console.print("  No check ran.")
        return
    console.print(_table(questions, checks))
    console.print(_totals(questions, checks), soft_wrap=True)
    console.print()
    problem = _import_problem(checks)
    if problem:
        console.print(Text(problem, style="red"), soft_wrap=True)
        return
    for check in checks:
        if check.status not in (CheckStatus.PASSED, CheckStatus.NOT_WRITTEN, CheckStatus.SKIPPED):
            _show_failure(check, console)


def _import_problem(checks: Iterable[CheckResult]) -> str:
    """The one sentence behind all checks, when the module could not be imported."""
    messages = {(check.status, check.message) for check in checks}
    if len(messages) == 1:
        status, message = messages.pop()
        if status is CheckStatus.SKIPPED:
            return message
    return ""


def _table(questions: list[Question], checks: list[CheckResult]) -> Padding:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for justify in ("left", "left", "right", "left"):
        table.add_column(justify=justify)
    for question in questions:
        mine = [check for check in checks if check.question == question.id]
        points = sum((check.points for check in mine), Fraction(0))
        possible = sum((check.max_points for check in mine), Fraction(0))
        good = bool(mine) and points == possible
        table.add_row(
            Text("✓" if good else "✗", style="green" if good else "red"),
            question.id,
            f"{points} / {possible}",
            Text(_state(mine), style="" if good else "red"),
            Text(_further(question, possible), style="dim"),
        )
    return Padding(table, (0, 0, 0, 2))


def _state(checks: list[CheckResult]) -> str:
    if not checks:
        return "not run"
    wrong = [check for check in checks if check.status is not CheckStatus.PASSED]
    if not wrong:
        return "all checks here pass"
    if all(check.status is CheckStatus.NOT_WRITTEN for check in wrong) and len(wrong) == len(checks):
        return "not written yet"
    return f"{len(wrong)} of {len(checks)} checks fail"


def _further(question: Question, possible: Fraction) -> str:
    count, points = question.hidden_checks, question.points - possible
    return f"+ {points} in {_count(count, 'further check')} at grading" if count else ""


def _count(number: Fraction | int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _totals(questions: list[Question], checks: list[CheckResult]) -> str:
    points = sum((check.points for check in checks), Fraction(0))
    possible = sum((check.max_points for check in checks), Fraction(0))
    whole = sum((question.points for question in questions), Fraction(0))
    hidden = sum(question.hidden_checks for question in questions)
    return (
        f"{points} of the {_count(possible, 'point')} that can be checked here. "
        f"At grading, {_count(hidden, 'further check')} on {_count(whole - possible, 'more point')}."
    )


def _show_failure(check: CheckResult, console: Console) -> None:
    # Lines are left as long as they are, so that a call can be copied from the terminal.
    console.print(Text.assemble(("✗ ", "red"), (f"{check.question}: ", "bold"), check.requirement), soft_wrap=True)
    for line in explain(check):
        console.print(Text(f"    {line}"), soft_wrap=True)
    console.print()


def module_file(assignment: Assignment) -> Path:
    """The file that the student edits."""
    return assignment.public_checks.parent / f"{assignment.module}.py"
