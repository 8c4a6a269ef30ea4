"""The commands for a student who is stuck: hints, and a picture of where a function goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.terminal import GOOD, app, make, need, one_named, out, question_of, require, stop, the_course

if TYPE_CHECKING:
    from autograder.course import Assignment
    from autograder.curves import Answers, Curve

_Assignment = Annotated[str | None, typer.Argument(help='"02", "2", "activations" or "02_activations"')]


@app.command()
def hint(
    assignment: _Assignment = None,
    question: Annotated[str | None, typer.Option("--question", "-q", help="which question")] = None,
    level: Annotated[int, typer.Option(min=1, help="1 for the idea, 2 for the way, 3 for nearly the line")] = 1,
) -> None:
    """Show a hint. Nobody counts them."""
    from rich.text import Text

    from autograder import hints
    from autograder.language import chosen, translate

    where = one_named(the_course(), assignment)
    name = question_of([where], question)
    try:
        text = hints.hint(where, name, level, chosen())
    except hints.HintError as error:
        stop(str(error))
    heading = translate("hint {level} of {levels}").format(level=level, levels=hints.LEVELS)
    out.print(Text(f"{name}: {heading}", style="bold"))
    out.print(hints.shown(text), soft_wrap=not out.is_terminal)
    if level < hints.LEVELS:
        command = make(f"hint A={where.id[:2]} Q={name} LEVEL={level + 1}")
        out.print(translate("More: {command}").format(command=command), style="dim", soft_wrap=True)


@app.command()
def explain(
    assignment: _Assignment = None,
    question: Annotated[
        str | None, typer.Option("--question", "-q", help="which question (default: the first that fails)")
    ] = None,
) -> None:
    """Run the public checks, and draw your function beside the required one."""
    from autograder import student_run
    from autograder.language import translate
    from autograder.results import CheckStatus

    where = one_named(the_course(), assignment)
    if question is not None:
        question_of([where], question)
    require(where.stub, where.public_file)
    status, found = student_run.run([where], question, [], out)
    if not found:  # it says so above
        raise typer.Exit(status)
    (result,) = found
    failing = [each for each in result.questions if each.points < each.max_points]
    written = [each for each in failing if any(check.status is not CheckStatus.NOT_WRITTEN for check in each.checks)]
    if result.message:  # it says so above
        raise typer.Exit(status)
    if failing and not written:
        out.print(translate("Nothing of it is written yet: there is nothing to draw."), soft_wrap=True)
        raise typer.Exit(status)
    if not written and question is None:
        out.print(translate("Nothing fails. Q= draws a question all the same."), soft_wrap=True)
        raise typer.Exit(GOOD)
    _draw(where, question or written[0].id)
    raise typer.Exit(status)


def _draw(assignment: Assignment, question: str) -> None:
    from rich.text import Text

    from autograder import curves
    from autograder.language import translate

    need("uniplot", "demo")
    try:
        known = curves.of_question(curves.curves_of(assignment), question)
    except curves.CurvesError as error:
        stop(str(error))
    if not known:
        out.print(translate("There is no curve to draw for {question}.").format(question=question), soft_wrap=True)
        return
    from autograder.curve_plot import in_words, picture, terminal_plot

    answers = _most_telling(assignment, known)
    if out.is_terminal:
        out.print(Text.from_ansi(terminal_plot(answers, out.width)))
    out.print(in_words(answers), soft_wrap=True)
    file = picture(answers, assignment.stub)
    shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    out.print(translate("The picture: {file}").format(file=shown), soft_wrap=True)


def _most_telling(assignment: Assignment, known: list[Curve]) -> Answers:
    """The student's values along the first curve on which they are wrong, else along the first."""
    from autograder.curves import answered
    from autograder.submission import ImportFailure, LocalSubmission, SubmissionFault

    try:
        submission = LocalSubmission(assignment.stub)
        found = []
        for each in known:
            found.append(answered(each, submission))
            if found[-1].wrong is not None:
                return found[-1]
    except ImportFailure as error:
        stop(str(error))
    except SubmissionFault as fault:
        stop(fault.sentence)
    return found[0]
