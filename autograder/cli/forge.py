"""`fetch` and `tell`: what a class has pushed comes here, and its points go back, for a pipeline of the instructors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.terminal import FAILED, app, err, named, out, stop, the_course

if TYPE_CHECKING:
    from autograder.course import Assignment
    from autograder.forges import Forge, Repository

ClassList = Annotated[Path, typer.Argument(help="CSV of the class, with the columns id and repository (owner/name)")]
Submissions = Annotated[Path, typer.Option("--submissions", help="a folder, which gets one for each student")]
Only = Annotated[str | None, typer.Option("--only", help="only this repository: owner/name")]


@app.command()
def fetch(
    class_list: ClassList,
    submissions: Submissions = Path("submissions"),
    only: Only = None,
    ref: Annotated[str, typer.Option("--ref", help="branch, tag or whole commit id (default: what is newest)")] = "",
) -> None:
    """Fetch what a class has pushed to GitHub or GitLab.

    Whoever's repository cannot be fetched is named, and has no folder: a grade that is stored stays as it is.
    """
    from autograder.forges import ForgeError
    from autograder.forges import fetch as fetch_one

    forge, repositories = _class(class_list, only)
    missed = 0
    for each in repositories:
        try:
            fetch_one(forge, each, ref, submissions)
        except ForgeError as error:
            missed += 1
            _say(each, error)
    out.print(f"Fetched: {len(repositories) - missed} of {len(repositories)} repositories, into {submissions}.")
    if missed and os.environ.get("GITHUB_ACTIONS") == "true":
        print(f"::warning::{missed} repositories could not be fetched; their grades stay as they are.")
    if missed == len(repositories):
        stop("No repository could be fetched. Is the token still valid, and may it read them?", FAILED)


@app.command()
def tell(
    class_list: ClassList,
    submissions: Submissions = Path("submissions"),
    grades: Annotated[Path, typer.Option("--out", help="where `export json` left the grades")] = Path("grades"),
    assignment: Annotated[str | None, typer.Option("--assignment", help="only this one")] = None,
    only: Only = None,
) -> None:
    """Tell each commit that was fetched its points, as a status that the student sees beside it.

    Grade first: what is told is what `export` wrote last. Nothing is said of a module that is still the stub.
    """
    from autograder.forges import ForgeError, points_of
    from autograder.forges import tell as tell_one

    forge, repositories = _class(class_list, only)
    assignments = named(the_course(), assignment)
    try:
        points = points_of(grades / "exports" / "grades.json")
    except ForgeError as error:
        stop(f"{error}.")
    written, missed = 0, 0
    for each in repositories:
        clone = submissions / each.student
        if not (clone / ".git").is_dir():
            continue
        try:
            begun = {one.id for one in assignments if _is_begun(one, clone)}
            mine = [one for one in points.get(each.student, []) if one.assignment in begun]
            written += tell_one(forge, each, clone, mine)
        except ForgeError as error:
            missed += 1
            _say(each, error)
    out.print(f"Told: {written} new statuses.")
    raise typer.Exit(FAILED if missed else 0)


def _is_begun(assignment: Assignment, clone: Path) -> bool:
    """Whether the clone has anything but the stub at the stub's place; nothing there may mean a notebook elsewhere."""
    place = clone / "assignments" / assignment.id / assignment.stub.name
    try:
        return place.is_symlink() or place.read_bytes() != assignment.stub.read_bytes()
    except OSError:
        return True


def _class(class_list: Path, only: str | None) -> tuple[Forge, list[Repository]]:
    from autograder.forges import ForgeError, forge_of, repositories_in
    from autograder.roster import RosterError

    try:
        forge, repositories = forge_of(os.environ), repositories_in(class_list)
    except ForgeError as error:
        stop(str(error))
    except RosterError as error:
        stop(str(error))
    chosen = [each for each in repositories if only in (None, "", each.name)]
    if not chosen:
        stop(f"{class_list} has no repository {only!r}.")
    return forge, chosen


def _say(repository: Repository, error: Exception) -> None:
    """A line about a repository; git's words and the forge's are not ours, so no runner may take them for a command."""
    from autograder.reports.markdown import without_command
    from autograder.reports.plain import one_line

    line = without_command(one_line(f"{repository.student}, {repository.name}: {error}."))
    err.print(line, style="yellow", soft_wrap=True)
