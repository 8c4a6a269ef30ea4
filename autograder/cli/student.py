"""The commands of students: their own code, its pictures, the data sets, this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.terminal import (
    FAILED,
    GOOD,
    app,
    err,
    make,
    named,
    one_named,
    out,
    question_of,
    require,
    stop,
    the_course,
)

if TYPE_CHECKING:
    from autograder.course import Assignment
    from autograder.results import Result


_QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3"}  # "failed call to cuInit" and the like mean only that there is no GPU


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(
    context: typer.Context,
    assignment: Annotated[str | None, typer.Argument(help='"02", "2", "activations" or "02_activations"')] = None,
    question: Annotated[str | None, typer.Option("--question", "-q", help="only the checks of this question")] = None,
    results: Annotated[Path | None, typer.Option("--results", help="a file that gets the results as JSON")] = None,
) -> None:
    """Run the public checks on your own code. Options after `--` go to pytest (-x, --pdb)."""
    from autograder import student_run
    from autograder.hints import hints_file

    os.environ.update(_QUIET | os.environ)
    course = the_course()
    extra = list(context.args)
    if assignment and assignment.startswith("-"):  # `test -- --pdb`: no assignment was named
        extra.insert(0, assignment)
        assignment = None
    assignments = named(course, assignment)
    if question:
        question_of(assignments, question)
        assignments = [each for each in assignments if any(question == asked.id for asked in each.questions)]
    assignments = _with_packages(assignments, alone=assignment is not None)
    require(*(file for each in assignments for file in (each.stub, each.public_file)))
    status, found = student_run.run(assignments, question, extra, out)
    if results is not None and found:
        student_run.keep(found, results)
    _point_to_help(found, {each.id for each in assignments if hints_file(each, "en").is_file()})
    raise typer.Exit(status)


def _with_packages(assignments: list[Assignment], *, alone: bool) -> list[Assignment]:
    """Those whose packages are installed; the others are named. Stops where none is left, or one was asked for."""
    from autograder.environment import missing
    from autograder.language import translate

    lacking = {each.id: missing(each.requires) for each in assignments}
    left_out = [name for name, packages in lacking.items() if packages]
    if not left_out:
        return assignments
    packages = ", ".join(sorted({package for each in lacking.values() for package in each}))
    sentence = translate("Not checked here: {names}. Not installed: {packages}.")
    said = sentence.format(names=", ".join(left_out), packages=packages)
    if alone or len(left_out) == len(assignments):
        remedy = translate("With a network connection, the same command installs what is missing.")
        stop(f"{said} {remedy}")
    remedy = translate("`{command}` installs it.").format(command=make(f"test A={left_out[0][:2]}"))
    err.print(f"{said} {remedy}", style="yellow", soft_wrap=True)
    return [each for each in assignments if each.id not in left_out]


def _point_to_help(found: list[Result], with_hints: set[str]) -> None:
    """Where a student who is stuck at the first question that fails gets on."""
    from autograder.language import translate
    from autograder.results import CheckStatus

    failing = [
        (result.assignment, question)
        for result in found
        if not result.message
        for question in result.questions
        if question.points < question.max_points
    ]
    if failing:
        assignment, first = failing[0]
        where = f"A={assignment[:2]} Q={first.id}"
        if assignment in with_hints:
            stuck = translate("Stuck? A hint: {command}").format(command=make(f"hint {where}"))
            out.print(stuck, style="dim", soft_wrap=True)
        if any(check.status is not CheckStatus.NOT_WRITTEN for check in first.checks):  # else there is nothing to draw
            picture = translate("A picture: {command}").format(command=make(f"explain {where}"))
            out.print(picture, style="dim", soft_wrap=True)


@app.command()
def demo(
    assignment: Annotated[
        str | None, typer.Argument(help='"01", "1", "gradient_descent" or "01_gradient_descent"')
    ] = None,
    solution: Annotated[bool, typer.Option("--solution", help="draw with the reference instead of your code")] = False,
) -> None:
    """Draw the pictures of an assignment with your own code."""
    from autograder.environment import ROOT
    from autograder.language import translate

    chosen = one_named(the_course(), assignment)
    script = chosen.public_file.with_name("demo.py")
    module = chosen.reference if solution else chosen.stub
    if not script.is_file():  # not every course has them
        stop(translate("{assignment} has no demo.").format(assignment=chosen.id))
    require(module)
    # -P: only these, so that the demo finds the chosen module.
    path = os.pathsep.join(map(str, dict.fromkeys((module.parent, chosen.folder.root, ROOT))))
    environment = {**_QUIET, **os.environ, "PYTHONPATH": path}
    raise typer.Exit(subprocess.run([sys.executable, "-P", str(script)], env=environment, check=False).returncode)


@app.command()
def data() -> None:
    """Verify the data sets, and find the full Fashion-MNIST or download it."""
    from importlib.util import find_spec

    from autograder.environment import prepare
    from shared import datasets

    try:
        if datasets.prepare_download() and find_spec("keras") is None and not prepare(["keras"]):
            raise typer.Exit(1)
        out.print(datasets.verify(), soft_wrap=True)
    except datasets.DataError as error:
        stop(str(error), 1)


@app.command()
def doctor() -> None:
    """Look at this machine: Python, packages, disk, data, and the layers of the sandbox that are in force."""
    from autograder.doctor import State, examine

    marks = {State.GOOD: ("ok", "green"), State.EXTRA_MISSING: ("--", "yellow"), State.BAD: ("no", "red")}
    states = []
    for finding in examine(the_course()):
        mark, style = marks[finding.state]
        states.append(finding.state)
        out.print(f"{mark}  {finding.subject}: {finding.says}", style=style, soft_wrap=True)
        if finding.remedy:
            out.print(f"    {finding.remedy}", soft_wrap=True)
    raise typer.Exit(FAILED if State.BAD in states else GOOD)
