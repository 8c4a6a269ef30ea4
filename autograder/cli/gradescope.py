"""`gradescope`: an assignment as a zip that Gradescope grades with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.terminal import FAILED, app, one_named, out, stop, the_course
from autograder.reports.shown import Shown


@app.command()
def gradescope(
    assignment: Annotated[str | None, typer.Argument(help='"02", "activations" or "02_activations"')] = None,
    path: Annotated[Path | None, typer.Argument(help="the zip to write (default: build/gradescope/<id>.zip)")] = None,
    hidden: Annotated[
        Shown, typer.Option("--hidden", help="when students see the hidden checks")
    ] = Shown.AFTER_PUBLISHED,
) -> None:
    """Pack an assignment for Gradescope, which then grades each submission in the sandbox as it comes in."""
    from autograder.course import CourseError
    from autograder.gradescope_zip import write_zip
    from autograder.runner import choose_profile

    course = the_course()
    chosen = one_named(course, assignment)
    place = path or course.folder.build / "gradescope" / f"{chosen.id}.zip"
    if place.suffix != ".zip":
        stop(f"{place} should end in .zip: Gradescope takes nothing else.")
    try:
        choose_profile(course, "cpu")  # the one that Gradescope has
        size = write_zip(course, chosen, place, hidden)
    except CourseError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or place} cannot be read or written ({error.strerror}).", FAILED)
    out.print(f"Written: {place} ({size / 2**20:.1f} MB).", soft_wrap=True)
    for line in _what_next(training=bool(chosen.training), points=str(chosen.max_points)):
        out.print(line, soft_wrap=True)


def _what_next(*, training: bool, points: str) -> list[str]:
    container = "4 CPUs and 6 GB" if training else "1 CPU and 1.5 GB"
    secret = (
        "It holds the course's secret. Submissions cannot read it there; whoever may download this zip can, so keep it "
        "to those who may know the training task."
    )
    return [
        f"On Gradescope: a programming assignment of {points} points; in its settings a container with {container}; "
        "this zip under Configure Autograder, with Ubuntu 22.04 or newer.",
        *([secret] if training else []),
        "Then test it with a submission: its output must name the sandbox that is in force.",
    ]
