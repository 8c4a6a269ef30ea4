"""`similar`: which submissions are alike, for an instructor to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.class_list import of_the_class
from autograder.cli.terminal import FAILED, app, named, need, out, stop, the_course

if TYPE_CHECKING:
    from autograder.course import Assignment, Course


@app.command()
def similar(
    where: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ASSIGNMENT] [SUBMISSIONS]",
            help="an assignment (default: all), and where the submissions are, as for grade",
            show_default=False,
        ),
    ] = None,
    folder: Annotated[Path, typer.Option("--out", help="where the pages go, in its folder similar")] = Path("grades"),
    roster: Annotated[Path | None, typer.Option("--roster", help="as for grade")] = None,
) -> None:
    """Show which submissions are alike beyond the stub, side by side. It grades nothing."""
    need("copydetect", "similar")
    from autograder.intake import IntakeError, find_submissions
    from autograder.language import chosen
    from autograder.reports.similar import similar_html
    from autograder.reports.site import write_if_changed
    from autograder.similarity import compare

    course = the_course()
    assignments, place = _understood(course, where or [])
    known, _ = of_the_class(course, roster, None)
    try:
        # Among all assignments: the modules of the others are none of this one's files.
        found = find_submissions(place, list(course.assignments), known)
    except IntakeError as error:
        stop(str(error))
    for each in assignments:
        mine = [submitted for submitted in found if submitted.assignment == each.id]
        if all(submitted.problem for submitted in mine):
            out.print(f"{each.id}: nothing was handed in.", soft_wrap=True)
            continue
        try:
            comparison = compare(each.id, mine, each.stub.read_text(encoding="utf-8"))
            page = folder / "similar" / f"{each.id}.html"
            write_if_changed(page, similar_html(comparison, each.title_in(chosen()), chosen()))
        except OSError as error:
            stop(f"{error.filename or folder} cannot be read or written ({error.strerror}).", FAILED)
        standing_out = (
            f"{comparison.standing_out} {'pair stands' if comparison.standing_out == 1 else 'pairs stand'} out"
        )
        out.print(
            f"{each.id}: {comparison.compared} submissions compared, {standing_out}. Written: {page}", soft_wrap=True
        )


def _understood(course: Course, words: list[str]) -> tuple[list[Assignment], Path]:
    """The assignments and the place that the words name: one, both, or neither of them."""
    if len(words) > 2:
        stop("Say at most which assignment, and where the submissions are: `similar 02 PATH`.")
    place = Path(words[-1]) if len(words) == 2 or (words and Path(words[0]).exists()) else None
    name = words[0] if len(words) == 2 or (words and place is None) else None
    assignments = named(course, name)
    if place is None and not course.folder.sample_class.is_dir():
        stop("Say where the submissions are: `similar 02 PATH`. This course has no class of examples.")
    return assignments, place or course.folder.sample_class
