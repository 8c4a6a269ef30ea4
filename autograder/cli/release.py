"""`release`: the repository that students get, and what the next one would change for them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.terminal import FAILED, app, out, stop, the_course

if TYPE_CHECKING:
    from autograder.release import Change

_NOBODY = ("-c", "user.name=Course", "-c", "user.email=course@localhost")


@app.command()
def release(
    folder: Annotated[Path, typer.Argument(help="an empty folder, or one with an earlier release")],
    git: Annotated[bool, typer.Option("--git", help="make it a git repository, with one commit of its own")] = False,
) -> None:
    """Make the repository for students: stubs, handouts, public checks, and nothing that is hidden."""
    from autograder.release import ReleaseError, release_of, write

    course = the_course()
    try:
        files = release_of(course)
        found = write(folder, course, files)
    except ReleaseError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename} cannot be written ({error.strerror}); run the same command again.", FAILED)
    if git and not (folder / ".git").exists():
        _commit(folder)
    _tell(found)
    out.print(f"Written: {folder}, {len(files)} files. Students run `make test` there.", soft_wrap=True)


@app.command("release-diff")
def release_diff(folder: Annotated[Path, typer.Argument(help="the folder of the last release")]) -> None:
    """Show what `release` would change in a folder, and what it would ask otherwise of students who have begun."""
    from autograder.release import ReleaseError, changes, release_of

    course = the_course()
    try:
        found = changes(folder, course, release_of(course))
    except ReleaseError as error:
        stop(str(error))
    if not found:
        out.print("Nothing changes.")
    _tell(found)


def _tell(found: list[Change]) -> None:
    for title, stubs in (("Students' own files", True), ("All other files", False)):
        mine = [each for each in found if each.is_stub is stubs]
        if not mine:
            continue
        counts = {kind: sum(each.kind == kind for each in mine) for kind in ("new", "changed", "gone", "kept")}
        out.print(
            f"{title}: {', '.join(f'{count} {kind}' for kind, count in counts.items() if count)}.", soft_wrap=True
        )
        for each in mine if len(mine) != counts["new"] else ():
            note = " (changed there, and left as it is)" if each.kind == "kept" else ""
            out.print(f"  {each.kind}  {each.path}{note}", soft_wrap=True)
            for line in each.details:
                out.print(f"      {line}", soft_wrap=True)


def _commit(folder: Path) -> None:
    steps = (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "--message=Release"])
    for step in steps:
        done = subprocess.run(["git", *_NOBODY, *step], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            stop(f"git {step[0]} failed in {folder}: {done.stderr.strip()}. The files are there.", FAILED)
