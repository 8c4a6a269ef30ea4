"""`ci`: the public checks in a forge's pipeline, with a summary, notes at the lines, and JUnit's XML."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.terminal import FAILED, USAGE, Chosen, app, named, stop, the_course

if TYPE_CHECKING:
    from autograder.course import Assignment
    from autograder.results import Result

# Variables of a pipeline, some of which name files that are read as commands: nothing for a student's code.
_OF_FORGES = ("GITHUB_", "RUNNER_", "ACTIONS_", "CI_")


@app.command()
def ci(
    assignment: Annotated[str | None, typer.Argument(help="only this one (default: all that are begun)")] = None,
) -> None:
    """Run the public checks on what was pushed: for a pipeline."""
    from autograder.language import chosen

    course = the_course()
    begun: list[Result] = []
    status = 0
    for each in named(course, assignment):
        result, ended = _tested(each)
        if _is_begun(result):
            begun.append(result)
            status = max(status, ended)
            _note(each, result)
    titles = {each.id: each.title_in(chosen()) for each in course.assignments}
    try:
        _write(begun, titles, course.folder.build)
    except OSError as error:
        stop(f"{error.filename} cannot be written ({error.strerror}).", USAGE)
    raise typer.Exit(status)


def _is_begun(result: Result) -> bool:
    """Whether anything of an assignment is written: the others are not due yet."""
    from autograder.results import CheckStatus

    checks = [check for question in result.questions for check in question.checks]
    return any(check.status is not CheckStatus.NOT_WRITTEN for check in checks)


def _note(assignment: Assignment, result: Result) -> None:
    """Print the notes at the lines, which GitHub alone knows."""
    from autograder.ci_report import notes

    if os.environ.get("GITHUB_ACTIONS") != "true":
        return
    file = assignment.stub.relative_to(assignment.folder.root).as_posix()
    source = assignment.stub.read_text(encoding="utf-8-sig", errors="replace") if assignment.stub.is_file() else ""
    for line in notes(result, file, source):
        print(line, flush=True)


def _write(results: list[Result], titles: dict[str, str], folder: Path) -> None:
    from autograder.ci_report import summary
    from autograder.reports.junit import junit_xml

    text = summary(results, titles)
    folder.mkdir(exist_ok=True)
    (folder / "checks.xml").write_text(junit_xml(results), encoding="utf-8")
    (folder / "summary.md").write_text(text, encoding="utf-8")
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file:
            file.write(text)


def _tested(assignment: Assignment) -> tuple[Result, int]:
    """The result of `test` for an assignment, and its exit status. What it printed is printed harmlessly.

    The student's code runs in that process, which the forge's variables are kept from. Code that sets out to (through
    /proc, as the same user) can reach the runner all the same: the job must hold no secret, and no grade comes from it.
    """
    from tempfile import TemporaryDirectory

    from autograder.ci_report import harmless_lines
    from autograder.results import from_json

    environment = {name: value for name, value in os.environ.items() if not name.startswith(_OF_FORGES)}
    with TemporaryDirectory() as folder:
        kept = Path(folder, "results.json")
        options = ["--course", str(Chosen.course.root), "test", assignment.id, "--results", str(kept)]
        done = subprocess.run(
            [sys.executable, "-m", "autograder.cli", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=environment,
            check=False,
        )
        print("\n".join(harmless_lines(done.stdout.decode("utf-8", "replace"))), flush=True)
        try:
            (result,) = (from_json(each) for each in json.loads(kept.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return _stopped(assignment, done.returncode)
    return result, done.returncode if done.returncode in (0, FAILED) else USAGE


def _stopped(assignment: Assignment, status: int) -> tuple[Result, int]:
    """The result of a run that left none, and the exit status that it stands for."""
    from autograder.ci_report import stopped
    from autograder.language import translate

    file = assignment.stub.name
    if not assignment.stub.is_file():
        says, status = translate("There is no {file}. Restore it; your code goes there."), FAILED
    elif status == USAGE:
        says = translate("The checks could not be run; the log says why.")
    else:
        says = translate("Python ended before the checks did. Does {file} call os._exit, or crash?")
        status = FAILED
    return stopped(assignment.id, assignment.module, says.format(file=file)), status
