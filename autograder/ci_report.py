"""What a forge shows of a run of the public checks: a summary, and notes at the lines of the student's module.

Whatever a student wrote is escaped: a line of theirs can never be a command to the runner.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from autograder.explain import explain
from autograder.language import translate
from autograder.reports.markdown import code_block, prose, without_command
from autograder.reports.plain import one_line
from autograder.reports.plain import points as shown
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, Status

MOST_NOTES = 10  # GitHub shows no more of a step
MOST_BYTES = 1_000_000  # of a summary: GitHub drops a step's that is larger than 1 MiB


def stopped(assignment: str, module: str, sentence: str) -> Result:
    """What is known of a run that left no results: one failed check, which is that the checks come to their end."""
    requirement = translate("The checks run to their end.")
    check = CheckResult(module, module, requirement, "public", CheckStatus.FAILED, Fraction(0), sentence)
    return Result("", assignment, Status.GRADED, (QuestionResult(module, (check,)),))


def summary(results: Iterable[Result], titles: Mapping[str, str]) -> str:
    """Markdown: the points of each question, and what each failing check found."""
    parts: list[str] = []
    for result in results:
        parts.append(f"## {prose(titles.get(result.assignment, result.assignment))}: {_share(result)}\n")
        if result.message:
            parts.append(f"{prose(result.message)}\n")
        parts.append(f"| | {translate('points here')} | {translate('checks here')} |\n|---|---|---|")
        for question in result.questions:
            passed = sum(check.status is CheckStatus.PASSED for check in question.checks)
            mark = "✅" if passed == len(question.checks) else "❌"
            points = f"{shown(question.points)} / {shown(question.max_points)}"
            parts.append(f"| {mark} {prose(question.id)} | {points} | {passed} / {len(question.checks)} |")
        parts.append("")
        for check in _failed(result):
            parts.append(f"**{prose(check.question)}**: {prose(check.requirement)}\n")
            parts.append(f"{code_block(explain(check))}\n")
    if not parts:
        parts.append(translate("Nothing is written yet, so there is nothing to check."))
    return _shortened("\n".join(parts) + "\n")


def _shortened(text: str) -> str:
    content = text.encode()
    if len(content) <= MOST_BYTES:
        return text
    return content[:MOST_BYTES].decode(errors="ignore").rpartition("\n")[0] + "\n"


def _share(result: Result) -> str:
    of = sum((question.max_points for question in result.questions), Fraction(0))
    return f"{shown(result.score)} / {shown(of)}"


def _failed(result: Result) -> list[CheckResult]:
    quiet = (CheckStatus.PASSED, CheckStatus.NOT_WRITTEN, CheckStatus.SKIPPED)
    return [check for question in result.questions for check in question.checks if check.status not in quiet]


def notes(result: Result, file: str, source: str) -> list[str]:
    """GitHub's commands that put each failure beside the line of the module `file` that it is about."""
    module = file.rpartition("/")[2]
    if result.status is Status.IMPORT_ERROR:
        return [_note(file, _named_line(result.message, module) or 1, module, result.message)]
    found = []
    for check in _failed(result):
        line = _named_line(check.message, module) or _line_of(check, source)
        found.append(_note(file, line, check.question, " ".join([check.requirement, *explain(check)[:1]])))
    return found[:MOST_NOTES]


def _note(file: str, line: int, title: str, message: str) -> str:
    return f"::error file={_property(file)},line={line},title={_property(title)}::{_data(message)}"


def _named_line(message: str, module: str) -> int | None:
    """The line that a message names, in English or Korean, or as Python does for what is no Python."""
    found = re.search(rf"{re.escape(module)}(?:, line)? (\d{{1,6}})(?!\d)|\(line (\d{{1,6}})\)", message)
    return int(found[1] or found[2]) if found else None


def _line_of(check: CheckResult, source: str) -> int:
    """The line of the function that was called last, else of the one that the question is named for."""
    calls = check.counterexample.calls if check.counterexample else ()
    function = calls[-1].call.partition("(")[0] if calls else check.question
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return 1
    lines = (node.lineno for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function)
    return next(lines, 1)


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def harmless_lines(output: str) -> list[str]:
    """What a student's run printed, so that no line of it is a command."""
    return [f"| {without_command(one_line(line))}" for line in output.splitlines()]
