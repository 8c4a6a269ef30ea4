"""`watch`: the checks on every save."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from autograder.cli.terminal import app, named, out, require, stop, the_course


@app.command()
def watch(
    assignment: Annotated[str | None, typer.Argument(help='"02", "activations" (default: the whole course)')] = None,
) -> None:
    """Run the public checks on every save, and show one failing requirement at a time; h hints, e draws, q quits."""
    from importlib.util import find_spec

    from autograder.language import translate

    if find_spec("watchfiles") is None:
        stop(
            translate("This needs the package watchfiles: `make watch`, or `python -m autograder watch`, installs it.")
        )
    from autograder.watch import Watcher

    course = the_course()
    assignments = named(course, assignment)
    require(*(each.stub for each in assignments))
    with suppress(KeyboardInterrupt):
        Watcher(course, assignments, out).run()
