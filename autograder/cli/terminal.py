"""The terminal, and what every command needs: the course, its assignments, one way to stop."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from autograder.course_folder import VARIABLE, folder_at

if TYPE_CHECKING:
    from autograder.course import Assignment, Course

GOOD, FAILED, USAGE = 0, 1, 2  # exit statuses; of `grade`: all graded, the grader failed on one, wrong usage

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
out = Console(highlight=False, markup=False)
err = Console(stderr=True, highlight=False, markup=False)


class Chosen:
    """What the options before the command say."""

    course = folder_at(None)


@app.callback()
def _descent(
    course: Annotated[
        Path | None,
        typer.Option(
            "--course",
            envvar=VARIABLE,
            help="folder of another course, with course.toml, assignments/, solutions/ and checks/",
        ),
    ] = None,
) -> None:
    """Descent: checks for students, grades for instructors."""
    Chosen.course = folder_at(course)


def make(words: str) -> str:
    """A command to type, `make hint A=02`, with the course where nothing else names it."""
    if Chosen.course == folder_at(os.environ.get(VARIABLE)):
        return f"make {words}"
    return f"make {words} COURSE={shlex.quote(str(Chosen.course.root))}"


def stop(sentence: str, status: int = USAGE) -> NoReturn:
    """End the command with one sentence and an exit status."""
    err.print(sentence, style="red", soft_wrap=True)
    raise typer.Exit(status)


def need(module: str, extra: str, status: int = USAGE) -> None:
    """Install an extra of ours when the module that it brings is not there; ends the command where that fails."""
    from importlib.util import find_spec

    from autograder.environment import prepare

    if find_spec(module) is None and not prepare([extra]):
        raise typer.Exit(status)


def the_course() -> Course:
    """The course that the options before the command name; stops with a sentence where it cannot be read."""
    from autograder.course import CourseError, load_course

    try:
        return load_course(Chosen.course.course_file)
    except CourseError as error:
        stop(str(error))


def require(*files: Path) -> None:
    """Stop with a sentence where one of these files of a repository is missing."""
    from autograder.language import translate

    for file in files:
        if not file.is_file():
            stop(translate("There is no {file}. Restore it: git checkout -- {file}").format(file=file))


def named(course: Course, name: str | None) -> list[Assignment]:
    """The assignment of that name, or all; stops with a sentence where there is none."""
    from autograder.course import CourseError

    try:
        return [course.find(name)] if name else list(course.assignments)
    except CourseError as error:
        stop(str(error))


def one_named(course: Course, name: str | None) -> Assignment:
    """The assignment of that name; stops with those that there are where none is named, or there is no such one."""
    from autograder.language import translate

    if name is None:
        names = ", ".join(each.id for each in course.assignments)
        stop(translate("Which assignment? Name one with A=: {names}.").format(names=names))
    (found,) = named(course, name)
    return found


def question_of(assignments: list[Assignment], name: str | None) -> str:
    """`name`, when one of `assignments` has such a question; stops with those that there are otherwise."""
    from autograder.language import translate

    known = [question.id for assignment in assignments for question in assignment.questions]
    names = ", ".join(known)
    if name is None:
        stop(translate("Which question? Name one with Q=: {names}.").format(names=names))
    if name not in known:
        stop(translate("There is no question {name}. Name one with Q=: {names}.").format(name=name, names=names))
    return name
