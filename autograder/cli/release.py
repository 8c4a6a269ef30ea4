"""`release`: the repository that students get, and what the next one would change for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.terminal import FAILED, app, out, stop, the_course

if TYPE_CHECKING:
    from autograder.release_folder import Change

_NOBODY = {"user.name": "Course", "user.email": "course@localhost"}
_KINDS = {
    "new": "new",
    "changed": "changed",
    "gone": "gone",
    "kept": "kept, though the release has another version: somebody has changed it there",
}

Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="replace what somebody has changed there, too, but for students' modules")
]


@app.command()
def release(
    folder: Annotated[Path | None, typer.Argument(help="an empty folder, or one with an earlier release")] = None,
    git: Annotated[bool, typer.Option("--git", help="make it a git repository, with one commit of its own")] = False,
    overwrite: Overwrite = False,
) -> None:
    """Make the repository for students: stubs, handouts, public checks, and nothing that is hidden."""
    from autograder.release import release_of
    from autograder.release_folder import ReleaseError, write

    course = the_course()
    folder = _named(folder, "release")
    try:
        files = release_of(course)
        found = write(folder, course, files, overwrite=overwrite)
    except ReleaseError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename} cannot be written ({error.strerror}); run the same command again.", FAILED)
    if git:
        _commit(folder)
    _tell(found)
    out.print(f"Written: {folder}, {len(files)} files. Students run `make test` there.", soft_wrap=True)


@app.command("release-diff")
def release_diff(
    folder: Annotated[Path | None, typer.Argument(help="the folder of the last release")] = None,
    overwrite: Overwrite = False,
) -> None:
    """Show what `release` would change in a folder, and what it would ask otherwise of students who have begun."""
    from autograder.release import release_of
    from autograder.release_folder import MANIFEST, ReleaseError, changes

    course = the_course()
    folder = _named(folder, "release-diff")
    if not (folder / MANIFEST).is_file():
        stop(f"{folder} holds no release yet: `autograder release {folder}` makes one.")
    try:
        found = changes(folder, course, release_of(course), overwrite=overwrite)
    except ReleaseError as error:
        stop(str(error))
    if not found:
        out.print("Nothing changes.")
    _tell(found)


def _named(folder: Path | None, command: str) -> Path:
    return folder or stop(f"Which folder is the students' repository? Name it: make {command} OUT=../students.")


def _tell(found: list[Change]) -> None:
    for title, stubs in (("Students' own files", True), ("All other files", False)):
        mine = [each for each in found if each.is_stub is stubs]
        if not mine:
            continue
        counts = {kind: sum(each.kind == kind for each in mine) for kind in _KINDS}
        out.print(
            f"{title}: {', '.join(f'{count} {kind}' for kind, count in counts.items() if count)}.", soft_wrap=True
        )
        for each in mine if len(mine) != counts["new"] else ():
            out.print(f"  {each.path}: {_KINDS[each.kind]}", soft_wrap=True)
            for line in each.details:
                out.print(f"      {line}", soft_wrap=True)
        if counts["kept"] and not stubs:
            out.print("  `--overwrite` replaces what was kept.", soft_wrap=True)


def _commit(folder: Path) -> None:
    """Make the folder a repository with a history of its own; one that is a repository already is left to its owner."""
    from autograder.git import GitFailed, git

    if (folder / ".git").exists():
        out.print(f"{folder} is a git repository already: commit there what has changed.", soft_wrap=True)
        return
    try:
        git(folder, "init", "--quiet", "--template=", "--initial-branch=main")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message=Release", settings=_NOBODY)
    except GitFailed as error:
        stop(f"The files are in {folder}, but git made no repository of them: {error}.", FAILED)
