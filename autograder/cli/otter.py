"""`otter`: an assignment for Otter-Grader: the folder that students get, and the autograder's zip."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.terminal import FAILED, app, need, one_named, out, stop, the_course

STUDENT, ZIP = "student", "autograder.zip"
_MARK = Path("descent", "__init__.py")  # in every folder for students


@app.command()
def otter(
    assignment: Annotated[str | None, typer.Argument(help='"02", "activations" or "02_activations"')] = None,
    folder: Annotated[Path | None, typer.Argument(help="where they go (default: build/otter/<id>)")] = None,
) -> None:
    """Make an assignment for Otter-Grader: a notebook for students, and a zip that grades in the sandbox."""
    need("otter", "otter", FAILED)
    from autograder.course import CourseError
    from autograder.otter.autograder_zip import OtterFailed, write_autograder
    from autograder.otter.student_folder import student_folder
    from autograder.release_folder import ReleaseError

    course = the_course()
    chosen = one_named(course, assignment)
    place = folder or course.folder.build / "otter" / chosen.id
    try:
        _write(student_folder(course, chosen), place / STUDENT)
        size = write_autograder(course, chosen, place / ZIP)
    except (CourseError, OtterFailed, ReleaseError) as error:
        stop(str(error), FAILED)
    except OSError as error:
        stop(f"{error.filename or place} cannot be read or written ({error.strerror}).", FAILED)
    out.print(f"Written: {place / STUDENT}, for students, with {chosen.module}.ipynb.", soft_wrap=True)
    out.print(f"Written: {place / ZIP} ({size / 2**20:.1f} MB), for Gradescope or Otter.", soft_wrap=True)
    for line in _what_next(chosen.module, place / ZIP, late=course.late is not None, training=bool(chosen.training)):
        out.print(line, soft_wrap=True)


def _what_next(module: str, archive: Path, *, late: bool, training: bool) -> list[str]:
    lines = [
        f"With Otter on this machine: {Path(sys.executable).with_name('otter')} run -a {archive} {module}.ipynb",
        "The zip holds the hidden checks: keep it from students.",
    ]
    if training:
        lines.append("It also holds the course's secret, which the training task is drawn from.")
    if late:
        lines.append("Otter takes nothing off for being late: let Gradescope do it, or `make grade`.")
    return lines


def _write(files: dict[str, bytes], place: Path) -> None:
    """Write the folder anew: a test that is left over would be run."""
    if place.exists() and any(place.iterdir()) and not (place / _MARK).is_file():
        stop(f"{place} holds other files, which would be lost. Name another folder, or clear this one.")
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as beside:
        whole, old = Path(beside, "whole"), Path(beside, "old")
        for name, content in files.items():
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).write_bytes(content)
        if place.exists():  # moved away at once: what is left of a folder would be refused the next time
            place.rename(old)
        whole.rename(place)
