"""The commands. The only room that talks to a terminal; heavy imports happen inside the command that needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from autograder.course_folder import VARIABLE, folder_at

if TYPE_CHECKING:
    from autograder.classroom import Setting, Workforce
    from autograder.course import Assignment, Course
    from autograder.intake import Submitted
    from autograder.lateness import Policy
    from autograder.publication import Change, Graded
    from autograder.results import Result
    from autograder.roster import Roster

GRADED, GRADER_FAILED, USAGE = 0, 1, 2  # exit statuses of `grade`
_MOST_NAMES = 20  # of students, in a sentence

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
out = Console(highlight=False, markup=False)
err = Console(stderr=True, highlight=False, markup=False)


class SandboxKind(StrEnum):
    """Where submissions run."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    NONE = "none"


class ExportKind(StrEnum):
    """What other programs read."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"
    CLASSROOM50 = "classroom50"
    JUNIT = "junit"
    JSON = "json"


class _Chosen:
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
    _Chosen.course = folder_at(course)


def _stop(sentence: str, status: int = USAGE) -> NoReturn:
    err.print(sentence, style="red", soft_wrap=True)
    raise typer.Exit(status)


def _course() -> Course:
    from autograder.course import CourseError, load_course

    try:
        return load_course(_Chosen.course.course_file)
    except CourseError as error:
        _stop(str(error))


def _chosen(course: Course, name: str | None) -> list[Assignment]:
    from autograder.course import CourseError

    try:
        return [course.find(name)] if name else list(course.assignments)
    except CourseError as error:
        _stop(str(error))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(
    context: typer.Context,
    assignment: Annotated[str | None, typer.Argument(help='"02", "2", "activations" or "02_activations"')] = None,
    question: Annotated[str | None, typer.Option("--question", "-q", help="only the checks of this question")] = None,
) -> None:
    """Run the public checks on your own code. Options after `--` go to pytest (-x, --pdb)."""
    from autograder import student_run
    from autograder.course import CourseError

    course = _course()
    extra = list(context.args)
    if assignment and assignment.startswith("-"):  # `test -- --pdb`: no assignment was named
        extra.insert(0, assignment)
        assignment = None
    assignments = _chosen(course, assignment)
    if question:
        try:
            course.find_question(assignments, question)
        except CourseError as error:
            _stop(str(error))
        assignments = [each for each in assignments if any(question == asked.id for asked in each.questions)]
    for each in assignments:
        for file in (each.stub, each.public_checks):
            if not file.is_file():
                _stop(f"There is no {file}. Restore it (git checkout -- {file}); your code goes into {each.stub.name}.")
    raise typer.Exit(student_run.run(assignments, question, extra, out))


@app.command()
def demo(
    assignment: Annotated[str, typer.Argument(help='"01", "1", "gradient_descent" or "01_gradient_descent"')],
    solution: Annotated[bool, typer.Option("--solution", help="draw with the reference instead of your code")] = False,
) -> None:
    """Draw the pictures of an assignment with your own code."""
    from autograder.environment import ROOT

    (chosen,) = _chosen(_course(), assignment)
    script = chosen.public_checks.with_name("demo.py")
    module = chosen.reference if solution else chosen.stub
    for needed in (script, module):
        if not needed.is_file():
            _stop(f"There is no {needed}. Restore it with git checkout, or pick another assignment.")
    # -P: only these, so that the demo finds the chosen module.
    path = os.pathsep.join(map(str, dict.fromkeys((module.parent, chosen.folder.root, ROOT))))
    environment = {**os.environ, "PYTHONPATH": path}
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
        _stop(str(error), 1)


@app.command()
def doctor() -> None:
    """Look at this machine: Python, packages, disk, data, and the layers of the sandbox that are in force."""
    from autograder.doctor import State, examine

    marks = {State.GOOD: ("ok", "green"), State.EXTRA_MISSING: ("--", "yellow"), State.BAD: ("no", "red")}
    states = []
    for finding in examine(_course()):
        mark, style = marks[finding.state]
        states.append(finding.state)
        out.print(f"{mark}  {finding.subject}: {finding.says}", style=style, soft_wrap=True)
        if finding.remedy:
            out.print(f"    {finding.remedy}", soft_wrap=True)
    raise typer.Exit(GRADER_FAILED if State.BAD in states else GRADED)


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
        _stop("Grading needs Linux (on Windows: WSL or a container); `test` works here.")
    from autograder.intake import IntakeError, find_submissions

    course = _course()
    assignments = _chosen(course, assignment)
    if submissions is None and not course.folder.sample_class.is_dir():
        _stop("Say where the submissions are: `grade PATH`. This course has no class of examples.")
    known, policy = _class(course, roster, extensions)
    try:
        found = find_submissions(submissions or course.folder.sample_class, assignments, known)
    except IntakeError as error:
        _stop(str(error))
    if known:
        _compare(known, found)
    from autograder.classroom import LocalProcesses, Setting

    profile, secret = _runner(course, runner, course.folder.secret)
    setting = Setting(course.folder.course_file, profile, sandbox.value, secret)
    if scheduler is None:
        raise typer.Exit(_grade(course, found, setting, folder, LocalProcesses(jobs), policy))
    _need_cluster()
    from autograder.cluster import ClusterError, connected

    graded = [course.find(name) for name in dict.fromkeys(each.assignment for each in found)]
    try:
        with connected(scheduler, graded, setting) as workforce:
            status = _grade(course, found, setting, folder, workforce, policy)
    except ClusterError as error:
        _stop(str(error), GRADER_FAILED)
    raise typer.Exit(status)


@app.command()
def export(
    kind: Annotated[ExportKind | None, typer.Argument(help="one format (default: all)")] = None,
    folder: Annotated[Path, typer.Option("--out", help="where `grade` left grades.db")] = Path("grades"),
    roster: Annotated[Path | None, typer.Option("--roster", help="as for grade")] = None,
    extensions: Annotated[Path | None, typer.Option("--extensions", help="as for grade")] = None,
) -> None:
    """Write the stored grades for other programs: Canvas, Moodle, Gradescope, Classroom 50, JUnit, JSON."""
    from autograder.reports.export_files import write_exports
    from autograder.store import Store, StoreError

    course = _course()
    known, policy = _class(course, roster, extensions)
    if not (folder / "grades.db").is_file():
        _stop(f"There is no {folder / 'grades.db'}. Grade first, or name the folder with OUT=...")
    try:
        with Store(folder) as store:
            results = store.everything()
        titles = {
            each.id: f"{each.title} ({each.canvas_id})" if each.canvas_id else each.title for each in course.assignments
        }
        chosen = [each.value for each in ExportKind] if kind is None else [kind.value]
        written = write_exports(chosen, results, folder / "exports", titles, policy, known)
    except StoreError as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{error.filename or folder} cannot be written ({error.strerror}).", GRADER_FAILED)
    for place in written:
        out.print(f"Written: {place}", soft_wrap=True)


@app.command()
def diff(
    folder: Annotated[Path, typer.Option("--out", help="where `grade` left grades.db")] = Path("grades"),
    extensions: Annotated[Path | None, typer.Option("--extensions", help="as for grade")] = None,
    roster: Annotated[Path | None, typer.Option("--roster", help="as for grade")] = None,
) -> None:
    """Show whose grade differs from the published one, and why, before anybody is told."""
    version, at, changed, _ = _compared(folder, roster, extensions)
    if not version:
        out.print("Nothing was published yet: `autograder publish` keeps the grades as they are now.", soft_wrap=True)
        return
    out.print(f"Since version {version} ({at}): {len(changed)} grades differ.", soft_wrap=True)
    for each in changed:
        before, after = ("no grade" if score is None else str(score) for score in (each.before, each.after))
        out.print(f"{each.student}, {each.assignment}: {before} -> {after}", soft_wrap=True)
        for reason in each.reasons:
            out.print(f"    {reason}", soft_wrap=True)


@app.command()
def publish(
    folder: Annotated[Path, typer.Option("--out", help="where `grade` left grades.db")] = Path("grades"),
    extensions: Annotated[Path | None, typer.Option("--extensions", help="as for grade")] = None,
    roster: Annotated[Path | None, typer.Option("--roster", help="as for grade")] = None,
) -> None:
    """Keep the grades as they are now as a version that later ones are compared with."""
    from autograder.store import Store, StoreError

    version, _, changed, current = _compared(folder, roster, extensions)
    if version and not changed:
        out.print(f"Every grade is that of version {version}: nothing to publish.")
        return
    unfinished = [each.result for each in current if _is_unfinished(each.result)]
    if unfinished:
        first = f"{unfinished[0].student}, {unfinished[0].assignment}"
        _stop(
            f"{len(unfinished)} grades are not final through a fault of ours (the first: {first}). Grade again, then "
            "publish."
        )
    try:
        with Store(folder) as store:
            version = store.publish(current)
    except StoreError as error:
        _stop(str(error))
    out.print(f"Published as version {version}: {len(current)} grades, {len(changed)} of them new or changed.")


def _is_unfinished(result: Result) -> bool:
    from autograder.reports.exports import graded

    return graded(result, None) is None


def _compared(
    folder: Path, roster: Path | None, extensions: Path | None
) -> tuple[int, str, list[Change], list[Graded]]:
    """The last published version, its time, how the stored grades differ from it, and those grades."""
    from autograder.publication import Graded, changes
    from autograder.store import Store, StoreError

    _, policy = _class(_course(), roster, extensions)
    if not (folder / "grades.db").is_file():
        _stop(f"There is no {folder / 'grades.db'}. Grade first, or name the folder with OUT=...")
    try:
        with Store(folder) as store:
            results = store.everything()
            version, at, published = store.published()
    except StoreError as error:
        _stop(str(error))
    current = [Graded(each, policy.grade(each).final if policy else each.score) for each in results]
    return version, at, changes(published, current), current


def _class(course: Course, roster: Path | None, extensions: Path | None) -> tuple[Roster | None, Policy | None]:
    """The class list, and what being late costs; None for what there is none of."""
    from autograder.extensions import policy_of
    from autograder.roster import RosterError, read_roster

    try:
        known = read_roster(roster) if roster else None
        return known, policy_of(course, known, extensions)
    except RosterError as error:
        _stop(str(error))


def _compare(roster: Roster, found: list[Submitted]) -> None:
    """Say who is not on the class list, and who on it has handed in nothing."""
    handed_in = {each.student for each in found if each.files or each.rejected}
    for sentence, students in (
        ("Not on the class list, and graded under the names they have here", handed_in - roster.ids),
        ("On the class list, and nothing was handed in", roster.ids - handed_in),
    ):
        names = sorted(students)
        if names:
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            err.print(f"{sentence}: {', '.join(names[:_MOST_NAMES])}{more}.", style="yellow", soft_wrap=True)


def _need_cluster() -> None:
    from importlib.util import find_spec

    from autograder.environment import prepare

    if find_spec("distributed") is None and not prepare(["cluster"]):
        raise typer.Exit(USAGE)


@app.command()
def cluster(
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="workers (default: the usable cores)")] = None,
    port: Annotated[int, typer.Option("--port", help="of the scheduler")] = 8786,
) -> None:
    """Start a Dask scheduler and workers on this machine, for `grade --scheduler`, until Ctrl-C."""
    _need_cluster()
    from autograder.classroom import usable_cores
    from autograder.cluster import ClusterError, serve

    try:
        serve(jobs or usable_cores(), port, lambda line: out.print(line, soft_wrap=True))
    except ClusterError as error:
        _stop(str(error), GRADER_FAILED)


@app.command()
def worker(
    scheduler: Annotated[str, typer.Argument(help="the address of the scheduler: tcp://host:8786")],
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="workers (default: the usable cores)")] = None,
) -> None:
    """Lend this machine to a Dask scheduler: one worker per core, which says how much memory and which GPUs it has."""
    _need_cluster()
    from autograder.classroom import usable_cores
    from autograder.cluster import worker_command

    raise typer.Exit(subprocess.run(worker_command(scheduler, jobs or usable_cores()), check=False).returncode)


def _runner(course: Course, name: str, secret_file: Path) -> tuple[str, bytes]:
    from autograder.course import CourseError
    from autograder.runner import choose_profile, course_secret
    from autograder.sandbox.runtime import LibraryMissing

    try:
        return choose_profile(course, name), course_secret(secret_file)
    except (CourseError, LibraryMissing) as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{secret_file} cannot be read or made ({error.strerror}); it decides what training tasks look like.")


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
        _stop(str(error), USAGE if isinstance(error, StoreError | CourseError) else GRADER_FAILED)
    except OSError as error:
        _stop(
            f"{error.filename or folder} cannot be written ({error.strerror}). Every grade that was stored is safe; "
            "run the same command again.",
            GRADER_FAILED,
        )
    except Interrupted:
        _stop("Interrupted. Every finished grade is stored; the same command goes on from here.", 130)
    return _status(results)


def _status(results: list[Result]) -> int:
    from autograder.results import Status

    return GRADER_FAILED if any(result.status is Status.GRADER_ERROR for result in results) else GRADED


@app.command()
def calibrate(
    assignment: Annotated[str, typer.Argument(help='"05", "fashion_mnist" or "05_fashion_mnist"')],
    seeds: Annotated[int, typer.Option("--seeds", min=2, help="attempts of each variant")] = 40,
    runner: Annotated[str, typer.Option("--runner", help="profile of course.toml, or auto")] = "cpu",
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="attempts at a time")] = None,
) -> None:
    """Measure how often the reference, honest variants and bad ones reach the thresholds of a training task."""
    from rich.progress import MofNCompleteColumn, Progress

    from autograder.calibrate import calibrate as measure
    from autograder.calibrate import variants_of
    from autograder.classroom import usable_cores
    from autograder.course import CourseError
    from autograder.reports.calibration import markdown, picture
    from autograder.runner import choose_profile
    from autograder.sandbox.runtime import LibraryMissing, SandboxUnavailable

    course = _course()
    (chosen,) = _chosen(course, assignment)
    try:
        variants_of(chosen)
        profile = choose_profile(course, runner)
        with Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=err) as progress:
            task = progress.add_task("Attempts")

            def on_progress(done: int, total: int) -> None:
                progress.update(task, completed=done, total=total)

            result = measure(course, chosen, profile, seeds, jobs or usable_cores(), on_progress)
    except (CourseError, SandboxUnavailable, LibraryMissing) as error:
        _stop(str(error))
    except KeyboardInterrupt:
        _stop("Interrupted. Every finished attempt is kept; the same command goes on from here.", 130)
    page = course.folder.calibration / f"{chosen.id}.{profile}.md"
    page.write_text(markdown(result), encoding="utf-8")
    for name in result.bands:
        page.with_suffix(f".{name}.svg").write_text(picture(result, name), encoding="utf-8")
    out.print(f"Written: {page}", soft_wrap=True)


@app.command()
def verify(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(help='"02", "activations" or "02_activations"; without any, all that do not train'),
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="modules at a time")] = None,
    sandbox: Annotated[SandboxKind, typer.Option("--sandbox", help="as for grade")] = SandboxKind.BUBBLEWRAP,
    accept: Annotated[bool, typer.Option("--accept", help="checks may notice less than before, or be gone")] = False,
) -> None:
    """Prove the checks: grade mutants of the solutions, typical mistakes and honest variants."""
    from rich.progress import MofNCompleteColumn, Progress

    from autograder.classroom import Setting, usable_cores
    from autograder.course import CourseError
    from autograder.grading import GradingError
    from autograder.sandbox.runtime import LibraryMissing, SandboxUnavailable
    from autograder.strength import prove
    from autograder.strength_candidates import StrengthError, provable
    from autograder.strength_record import held_to, record, recorded

    course = _course()
    chosen = [each for name in assignments or () for each in _chosen(course, name)] or provable(course)
    if left_out := [] if assignments else provable(course, training=True):
        names, numbers = ", ".join(each.id for each in left_out), " ".join(each.id[:2] for each in left_out)
        err.print(
            f"Left out, for they train and take much longer: {names}. `verify {numbers}` proves them.", soft_wrap=True
        )
    setting = Setting(course.folder.course_file, sandbox=sandbox.value)
    try:
        with Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=err) as progress:
            task = progress.add_task("Modules")

            def on_progress(done: int, total: int) -> None:
                progress.update(task, completed=done, total=total)

            found = prove(course, chosen, setting, jobs or usable_cores(), on_progress)
        before = {} if accept else {each.assignment: each for each in recorded(course.folder.strength)}
        found = [held_to(before.get(each.assignment), each) for each in found]
        record(found, course.folder.strength)
    except (StrengthError, CourseError, LibraryMissing) as error:
        _stop(str(error))
    except (SandboxUnavailable, GradingError) as error:
        _stop(str(error), GRADER_FAILED)
    except KeyboardInterrupt:
        _stop("Interrupted. Every finished answer is kept; the same command goes on from here.", 130)
    for each in found:
        counts = ", ".join(f"{each.total(name)} {name}" for name in ("killed", "equivalent", "survived"))
        out.print(f"{each.assignment}: {each.total('made')} mutants, {counts}", soft_wrap=True)
        for problem in each.problems:
            out.print(f"  {problem}", style="red", soft_wrap=True)
    out.print(f"Written: {course.folder.strength / 'README.md'}", soft_wrap=True)
    raise typer.Exit(GRADER_FAILED if any(each.problems for each in found) else GRADED)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="two digits and a name: 01_similarity")],
    module: Annotated[Path, typer.Argument(help="the solution, a Python module with docstrings: similarity.py")],
) -> None:
    """Make an assignment from its solution: stub, handouts, checks, and its lines in course.toml."""
    from autograder.new_assignment import NewError, new_assignment

    try:
        made = new_assignment(_Chosen.course, name, module)
    except NewError as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{error.filename} cannot be written ({error.strerror}); nothing was made.", GRADER_FAILED)
    for file in made:
        out.print(f"Written: {file}", soft_wrap=True)
    out.print(
        f"Fill in the handouts, and look at the guessed arguments in the hidden checks; `verify {name[:2]}` shows what "
        "the checks do not see yet.",
        soft_wrap=True,
    )


def main() -> None:
    """Run the command line."""
    app(prog_name="autograder")


if __name__ == "__main__":
    main()
