"""`grade`, and the machines that it can lend itself for it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.class_list import of_the_class, warn_of, warn_of_extensions
from autograder.cli.terminal import FAILED, GOOD, USAGE, app, named, need, out, stop, the_course

if TYPE_CHECKING:
    from autograder.classroom import Setting, Workforce
    from autograder.course import Course
    from autograder.lateness import Policy
    from autograder.roster import Roster
    from autograder.submitted import Submitted


class SandboxKind(StrEnum):
    """Where submissions run."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    NONE = "none"


@app.command()
def grade(
    submissions: Annotated[
        Path | None, typer.Argument(help="folder, zip or file with submissions (default: the bundled sample class)")
    ] = None,
    folder: Annotated[Path, typer.Option("--out", help="where grades, feedback and the report go")] = Path("grades"),
    assignment: Annotated[str | None, typer.Option("--assignment", help="grade only this assignment")] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="graders at a time (default: what cores and memory allow)")
    ] = None,
    sandbox: Annotated[
        SandboxKind, typer.Option("--sandbox", help="landlock: without namespaces; none: no walls at all")
    ] = SandboxKind.BUBBLEWRAP,
    runner: Annotated[
        str, typer.Option("--runner", help="profile of course.toml: cpu, gpu, or auto for what Keras sees")
    ] = "cpu",
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="tcp://host:8786: grade on the workers of this Dask scheduler")
    ] = None,
    roster: Annotated[
        Path | None, typer.Option("--roster", help="CSV of the class: id, name, and perhaps email, canvas_id, github")
    ] = None,
    extensions: Annotated[
        Path | None, typer.Option("--extensions", help="CSV of later deadlines: student, assignment, deadline")
    ] = None,
) -> None:
    """Grade a class in the sandbox."""
    if sys.platform == "win32":
        stop("Grading needs Linux (on Windows: WSL or a container); `test` works here.")
    from autograder.intake import IntakeError, find_submissions

    course = the_course()
    assignments = named(course, assignment)
    if submissions is None and not course.folder.sample_class.is_dir():
        stop("Say where the submissions are: `grade PATH`. This course has no class of examples.")
    known, policy = of_the_class(course, roster, extensions)
    try:
        # Among all assignments: the modules of the others are none of this one's files.
        everything = find_submissions(submissions or course.folder.sample_class, list(course.assignments), known)
    except IntakeError as error:
        stop(str(error))
    wanted = {each.id for each in assignments}
    found = [each for each in everything if each.assignment in wanted]
    if known:
        _compare(known, found)
    warn_of_extensions(policy, (each.student for each in found))
    from autograder.classroom import LocalProcesses, Setting

    profile, secret = _runner(course, runner, course.folder.secret)
    setting = Setting(course.folder.course_file, profile, sandbox.value, secret)
    if scheduler is None:
        raise typer.Exit(_grade(course, found, setting, folder, LocalProcesses(jobs), policy))
    need("distributed", "cluster")
    from autograder.cluster import ClusterError, connected

    try:
        with connected(scheduler, assignments, setting) as workforce:
            status = _grade(course, found, setting, folder, workforce, policy)
    except ClusterError as error:
        stop(str(error), FAILED)
    raise typer.Exit(status)


def _compare(roster: Roster, found: list[Submitted]) -> None:
    """Say who is not on the class list, and who on it has handed in nothing."""
    handed_in = {each.student for each in found if each.files or each.rejected}
    for sentence, students in (
        ("Not on the class list, and graded under the names they have here", handed_in - roster.ids),
        ("On the class list, and nothing was handed in", roster.ids - handed_in),
    ):
        warn_of(sentence, students)


@app.command()
def cluster(
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="workers (default: the usable cores)")] = None,
    port: Annotated[int, typer.Option("--port", help="of the scheduler")] = 8786,
) -> None:
    """Start a Dask scheduler and workers on this machine, for `grade --scheduler`, until Ctrl-C."""
    need("distributed", "cluster")
    from autograder.classroom import usable_cores
    from autograder.cluster import ClusterError, serve

    try:
        serve(jobs or usable_cores(), port, lambda line: out.print(line, soft_wrap=True))
    except ClusterError as error:
        stop(str(error), FAILED)


@app.command()
def worker(
    scheduler: Annotated[str, typer.Argument(help="the address of the scheduler: tcp://host:8786")],
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="workers (default: the usable cores)")] = None,
) -> None:
    """Lend this machine to a Dask scheduler: one worker per core, which says how much memory and which GPUs it has."""
    need("distributed", "cluster")
    from autograder.classroom import usable_cores
    from autograder.cluster import ClusterError, lend

    try:
        raise typer.Exit(lend(scheduler, jobs or usable_cores()))
    except ClusterError as error:
        stop(str(error), FAILED)


def _runner(course: Course, name: str, secret_file: Path) -> tuple[str, bytes]:
    from autograder.course import CourseError
    from autograder.runner import choose_profile, course_secret
    from autograder.sandbox.runtime import LibraryMissing

    try:
        return choose_profile(course, name), course_secret(secret_file)
    except (CourseError, LibraryMissing) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{secret_file} cannot be read or made ({error.strerror}); it decides what training tasks look like.")


def _grade(
    course: Course,
    found: list[Submitted],
    setting: Setting,
    folder: Path,
    workforce: Workforce,
    policy: Policy | None,
) -> int:
    from autograder.class_run import Interrupted, run
    from autograder.course import CourseError
    from autograder.grading import GradingError
    from autograder.sandbox.runtime import SandboxUnavailable
    from autograder.store import StoreError

    try:
        results = run(course, found, setting, folder, workforce, out, policy)
    except (SandboxUnavailable, StoreError, CourseError, GradingError) as error:
        stop(str(error), USAGE if isinstance(error, StoreError | CourseError) else FAILED)
    except OSError as error:
        stop(
            f"{error.filename or folder} cannot be written ({error.strerror}). Every grade that was stored is safe; "
            "run the same command again.",
            FAILED,
        )
    except Interrupted:
        stop("Interrupted. Every finished grade is stored; the same command goes on from here.", 130)
    return GOOD if all(each.is_final for each in results) else FAILED
