"""What happens with grades that are stored: other formats, versions that students are shown."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.class_list import of_the_class, warn_of_extensions
from autograder.cli.terminal import FAILED, app, out, stop, the_course

if TYPE_CHECKING:
    from autograder.publication import Change, Counted


GRADES = Path("grades")
Grades = Annotated[Path, typer.Option("--out", help="where `grade` left grades.db")]
ClassList = Annotated[Path | None, typer.Option("--roster", help="as for grade")]
Extensions = Annotated[Path | None, typer.Option("--extensions", help="as for grade")]


class ExportKind(StrEnum):
    """What other programs read."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"
    CLASSROOM50 = "classroom50"
    JUNIT = "junit"
    JSON = "json"
    SUMMARY = "summary"


@app.command()
def export(
    kind: Annotated[ExportKind | None, typer.Argument(help="one format (default: all)")] = None,
    folder: Grades = GRADES,
    roster: ClassList = None,
    extensions: Extensions = None,
) -> None:
    """Write the stored grades for other programs: Canvas, Moodle, Gradescope, Classroom 50, JUnit, JSON."""
    from autograder.reports.export_files import write_exports
    from autograder.store import Store, StoreError

    course = the_course()
    known, policy = of_the_class(course, roster, extensions)
    _require_grades(folder)
    try:
        with Store(folder) as store:
            results = store.counting(store.everything(), course.counts, policy)
        titles = {
            each.id: f"{each.title} ({each.canvas_id})" if each.canvas_id else each.title for each in course.assignments
        }
        chosen = [each.value for each in ExportKind] if kind is None else [kind.value]
        written = write_exports(chosen, results, folder / "exports", titles, policy, known)
    except StoreError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or folder} cannot be written ({error.strerror}).", FAILED)
    warn_of_extensions(policy, (each.student for each in results))
    for place in written:
        out.print(f"Written: {place}", soft_wrap=True)


@app.command()
def diff(
    folder: Grades = GRADES,
    extensions: Extensions = None,
    roster: ClassList = None,
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
    folder: Grades = GRADES,
    extensions: Extensions = None,
    roster: ClassList = None,
) -> None:
    """Keep the grades as they are now as a version that later ones are compared with."""
    from autograder.store import Store, StoreError

    version, _, changed, current = _compared(folder, roster, extensions)
    if version and not changed:
        out.print(f"Every grade is that of version {version}: nothing to publish.")
        return
    unfinished = [each.result for each in current if not each.result.is_final]
    if unfinished:
        first = f"{unfinished[0].student}, {unfinished[0].assignment}"
        stop(
            f"{len(unfinished)} grades are not final through a fault of ours (the first: {first}). Grade again, then "
            "publish."
        )
    try:
        with Store(folder) as store:
            version = store.publish(current)
    except StoreError as error:
        stop(str(error))
    out.print(f"Published as version {version}: {len(current)} grades, {len(changed)} of them new or changed.")


def _require_grades(folder: Path) -> None:
    if not (folder / "grades.db").is_file():
        stop(f"There is no {folder / 'grades.db'}. Grade first, or name the folder with OUT=...")


def _compared(
    folder: Path, roster: Path | None, extensions: Path | None
) -> tuple[int, str, list[Change], list[Counted]]:
    """The last published version, its time, how the stored grades differ from it, and those grades."""
    from autograder.publication import Counted, changes
    from autograder.store import Store, StoreError

    course = the_course()
    _, policy = of_the_class(course, roster, extensions)
    _require_grades(folder)
    try:
        with Store(folder) as store:
            results = store.counting(store.everything(), course.counts, policy)
            version, at, published = store.published()
    except StoreError as error:
        stop(str(error))
    warn_of_extensions(policy, (each.student for each in results))
    current = [Counted(each, policy.grade(each).final if policy else each.score) for each in results]
    return version, at, changes(published, current), current
