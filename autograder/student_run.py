"""`autograder test`: a student's own run of the public checks, and how it is shown."""

from __future__ import annotations

import gc
import io
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import is_hypothesis_test
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course import Assignment, Question
from autograder.examples import ExampleCache, examples_of
from autograder.explain import explain
from autograder.language import chosen, translate, translate_count
from autograder.plugin import RESULTS, SPEC, CheckSpec
from autograder.replay import replay
from autograder.reports.plain import points as shown_points
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, Status, to_json
from autograder.shrinking import Shrinks

if TYPE_CHECKING:
    from collections.abc import Generator

# As in grading, nothing depends on which plugins happen to be installed, and an `assert` is Python's own. Of pytest's
# plugins, those that no check uses are left out, and two that collect garbage to find exceptions that nobody saw.
_OPTIONS = (
    *("--assert=plain", "--disable-plugin-autoload", "-p", "autograder.plugin"),
    *(f"-pno:{each}" for each in ("unraisableexception", "threadexception", "cacheprovider", "warnings")),
    *(f"-pno:{each}" for each in ("doctest", "legacypath", "pastebin")),
)
_DEBUGGING = ("--pdb", "--trace", "--collect-only", "--co", "--fixtures", "--markers", "-h", "--help")


class _Recorder:
    """A pytest plugin that keeps the checks, their results, and pytest's own report in case pytest itself fails.

    Unless somebody debugs, properties are checked on recorded examples, as in grading: to draw them takes longer than
    all calls together.
    """

    def __init__(self, quiet: bool, examples: ExampleCache) -> None:
        self._examples = examples
        self.checks: list[tuple[Path, CheckSpec]] = []
        self.results: dict[str, CheckResult] = {}
        self.output = io.StringIO()
        self.quiet = quiet

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        if self.quiet:
            standard = config.pluginmanager.getplugin("terminalreporter")
            config.pluginmanager.unregister(standard)
            config.pluginmanager.register(pytest.TerminalReporter(config, self.output), "terminalreporter")

    @pytest.hookimpl(wrapper=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> Generator[None, None, None]:
        collected = list(items)  # before -k takes some out: what a question is worth stays the same
        yield
        self.checks += [(item.path, item.stash[SPEC]) for item in collected if SPEC in item.stash]

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        test: Any = pyfuncitem.obj
        if not (self.quiet and is_hypothesis_test(test)):
            return None
        fixtures = {"submission": pyfuncitem.funcargs["submission"]}
        replay(test, self._examples.get(test), fixtures, shrinks=Shrinks())
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        results: dict[str, CheckResult] = session.config.stash[RESULTS]
        self.results.update(results)
        return (yield)


@dataclass(frozen=True)
class _Asked:
    """A question, its public checks, and the results of those that ran: -x and -k leave some out."""

    question: Question
    checks: list[CheckSpec]
    results: list[CheckResult]

    @property
    def points(self) -> Fraction:
        return sum((result.points for result in self.results), Fraction(0))

    @property
    def possible(self) -> Fraction:
        return sum((check.points for check in self.checks), Fraction(0))


def _asked(assignment: Assignment, only: str | None, recorder: _Recorder) -> list[_Asked]:
    file = assignment.public_file
    checks = [check for path, check in recorder.checks if path == file]
    results = [result for key, result in recorder.results.items() if key.startswith(f"{file}::")]
    return [
        _Asked(
            question,
            [check for check in checks if check.question == question.id],
            [result for result in results if result.question == question.id],
        )
        for question in assignment.questions
        if only in (None, question.id)
    ]


def run(
    assignments: list[Assignment],
    question: str | None,
    pytest_args: list[str],
    console: Console,
) -> tuple[int, list[Result]]:
    """Run the public checks of `assignments` on the modules beside them, and show the outcome.

    Returns the exit status and what was found, a result per assignment. 0: every check passed. 1: some did not. 2: the
    checks could not be run, and nothing was found.
    """
    files = [str(assignment.public_file) for assignment in assignments]
    options = [*assignments[0].folder.pytest_options(), *_OPTIONS]
    options += ["--question", question] if question else []
    quiet = not any(arg in _DEBUGGING for arg in pytest_args)
    recorder = _Recorder(quiet, examples_of(assignments[0].folder))
    options += ["--tb=native"] if recorder.quiet else []  # not shown, and by far the cheapest to make
    if console.is_terminal and any(each.library == "keras" for each in assignments):
        options.append("--capture=no")  # Keras's progress bars are worth watching
    gc.freeze()  # Hypothesis looks for garbage once: not among all that is imported, which stays
    status = pytest.main([*options, *files, *pytest_args], plugins=[recorder])
    ended = status in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    # By Ctrl-C; without any result, by an error in what was to be collected.
    interrupted = status == pytest.ExitCode.INTERRUPTED and recorder.results
    if not (ended or interrupted):
        console.print(Text(recorder.output.getvalue().strip() or translate("The checks could not be run.")))
        return 2, []
    course: list[_Asked] = []
    found: list[Result] = []
    for assignment in assignments:
        asked = _asked(assignment, question, recorder)
        _show(assignment, asked, console)
        course += asked
        found.append(_result(assignment, asked))
    if len(assignments) > 1:
        console.print(translate("The whole course: {totals}").format(totals=_totals(course)), soft_wrap=True)
    passed = all(check.status is CheckStatus.PASSED for check in recorder.results.values())
    return 0 if passed and status == pytest.ExitCode.OK else 1, found


def keep(results: Iterable[Result], file: Path) -> None:
    """Write results as JSON, for another process to read."""
    file.write_text(json.dumps([to_json(result) for result in results]), encoding="utf-8")


def _result(assignment: Assignment, asked: list[_Asked]) -> Result:
    questions = tuple(QuestionResult(each.question.id, tuple(each.results)) for each in asked if each.results)
    message = _import_problem([check for each in asked for check in each.results])
    return Result("", assignment.id, Status.IMPORT_ERROR if message else Status.GRADED, questions, message)


def _show(assignment: Assignment, asked: list[_Asked], console: Console) -> None:
    checks = [check for each in asked for check in each.results]
    console.print(Text(f"{assignment.id}  {assignment.title_in(chosen())}", style="bold"))
    if not checks:
        console.print("  " + translate("No check ran."))
        return
    table = _table(asked)
    # As wide as its contents, however narrow the terminal: the name of a question is what `--question` takes.
    table.width = console.measure(table, options=console.options.update(width=sys.maxsize)).maximum
    console.print(table, crop=False)
    console.print(_totals(asked), soft_wrap=True)
    console.print()
    problem = _import_problem(checks)
    if problem:
        console.print(Text(problem, style="red"), soft_wrap=True)
        return
    for check in checks:
        if check.status is CheckStatus.PASSED and check.note:
            line = Text.assemble(("✓ ", "green"), (f"{check.question}: ", "bold"), check.requirement, " ", check.note)
            console.print(line, soft_wrap=True)
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


def _table(asked: list[_Asked]) -> Table:
    """A row per question. At most 80 wide for question ids of up to 29 characters."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(width=1)
    table.add_column()
    table.add_column(translate("points here"), justify="right")
    table.add_column(translate("checks here"))
    table.add_column(translate("at grading"), style="dim")
    for each in asked:
        good = bool(each.results) and each.points == each.possible
        mark, style = ("·", "dim") if not each.checks else ("✓", "green") if good else ("✗", "red")
        table.add_row(
            Text(mark, style=style),
            each.question.id,
            f"{shown_points(each.points)} / {shown_points(each.possible)}" if each.checks else "",
            Text(_state(each) if each.checks else "", style="" if good else "red"),
            _further(each),
        )
    return table


def _state(asked: _Asked) -> str:
    ran, count = len(asked.results), len(asked.checks)
    wrong = [check for check in asked.results if check.status is not CheckStatus.PASSED]
    if not ran:
        return translate("not run")
    if not wrong:
        return translate("passed") if ran == count else translate("{some} of {all} pass").format(some=ran, all=count)
    if len(wrong) == ran and all(check.status is CheckStatus.NOT_WRITTEN for check in wrong):
        return translate("not written yet")
    return translate("{some} of {all} fail").format(some=len(wrong), all=count)


def _further(asked: _Asked) -> str:
    count = asked.question.hidden_checks
    sentence = translate_count("{points} in {count} check", "{points} in {count} checks", count)
    points = shown_points(asked.question.points - asked.possible)
    return sentence.format(points=points, count=count) if count else ""


def _totals(asked: list[_Asked]) -> str:
    points = sum((each.points for each in asked), Fraction(0))
    possible = sum((each.possible for each in asked), Fraction(0))
    whole = sum((each.question.points for each in asked), Fraction(0))
    hidden = sum(each.question.hidden_checks for each in asked)
    here = translate_count(
        "{points} of the {possible} point that can be checked here.",
        "{points} of the {possible} points that can be checked here.",
        float(possible),
    )
    later = translate_count(
        "At grading, {count} further check on {more} more points.",
        "At grading, {count} further checks on {more} more points.",
        hidden,
    )
    more = shown_points(whole - possible)
    return (
        f"{here.format(points=shown_points(points), possible=shown_points(possible))} "
        f"{later.format(count=hidden, more=more)}"
    )


def _show_failure(check: CheckResult, console: Console) -> None:
    # Lines are left as long as they are, so that a call can be copied from the terminal.
    console.print(Text.assemble(("✗ ", "red"), (f"{check.question}: ", "bold"), check.requirement), soft_wrap=True)
    for line in explain(check):
        console.print(Text(f"    {line}"), soft_wrap=True)
    console.print()
