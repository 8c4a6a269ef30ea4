"""For whoever writes assignments: a new one, whether its checks judge right, how its thresholds lie."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.grade import SandboxKind
from autograder.cli.terminal import FAILED, GOOD, Chosen, app, err, named, one_named, out, stop, the_course


@app.command()
def calibrate(
    assignment: Annotated[str | None, typer.Argument(help='"05", "fashion_mnist" or "05_fashion_mnist"')] = None,
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

    course = the_course()
    chosen = one_named(course, assignment)
    try:
        variants_of(chosen)
        profile = choose_profile(course, runner)
        with Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=err) as progress:
            task = progress.add_task("Attempts")

            def on_progress(done: int, total: int) -> None:
                progress.update(task, completed=done, total=total)

            result = measure(course, chosen, profile, seeds, jobs or usable_cores(), on_progress)
    except (CourseError, SandboxUnavailable, LibraryMissing) as error:
        stop(str(error))
    except KeyboardInterrupt:
        stop("Interrupted. Every finished attempt is kept; the same command goes on from here.", 130)
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

    course = the_course()
    chosen = [each for name in assignments or () for each in named(course, name)] or provable(course)
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
        stop(str(error))
    except (SandboxUnavailable, GradingError) as error:
        stop(str(error), FAILED)
    except KeyboardInterrupt:
        stop("Interrupted. Every finished answer is kept; the same command goes on from here.", 130)
    for each in found:
        counts = ", ".join(f"{each.total(name)} {name}" for name in ("killed", "equivalent", "survived"))
        out.print(f"{each.assignment}: {each.total('made')} mutants, {counts}", soft_wrap=True)
        for problem in each.problems:
            out.print(f"  {problem}", style="red", soft_wrap=True)
    out.print(f"Written: {course.folder.strength / 'README.md'}", soft_wrap=True)
    raise typer.Exit(FAILED if any(each.problems for each in found) else GOOD)


@app.command()
def new(
    name: Annotated[str | None, typer.Argument(help="two digits and a name: 01_similarity")] = None,
    module: Annotated[
        Path | None, typer.Argument(help="the solution, a Python module with docstrings: similarity.py")
    ] = None,
) -> None:
    """Make an assignment from its solution: stub, handouts, checks, and its lines in course.toml."""
    from autograder.new_assignment import NewError, new_assignment

    if name is None or module is None:
        stop("Which assignment, made from what? Name both: make new A=07_similarity FROM=similarity.py.")
    try:
        made = new_assignment(Chosen.course, name, module)
    except NewError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename} cannot be written ({error.strerror}); nothing was made.", FAILED)
    for file in made:
        out.print(f"Written: {file}", soft_wrap=True)
    out.print(
        f"Fill in the handouts, and look at the guessed arguments in the hidden checks; `verify {name[:2]}` shows what "
        "the checks do not see yet.",
        soft_wrap=True,
    )
