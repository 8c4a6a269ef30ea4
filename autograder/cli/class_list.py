"""The class list and the extensions, which every command on a class takes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import err, stop

if TYPE_CHECKING:
    from autograder.course import Course
    from autograder.lateness import Policy
    from autograder.roster import Roster

_MOST_NAMES = 20  # of students, in a sentence


def of_the_class(course: Course, roster: Path | None, extensions: Path | None) -> tuple[Roster | None, Policy | None]:
    """The class list, and what being late costs; None for what there is none of."""
    from autograder.extensions import policy_of
    from autograder.roster import RosterError, read_roster

    try:
        known = read_roster(roster) if roster else None
        return known, policy_of(course, known, extensions)
    except RosterError as error:
        stop(str(error))


def warn_of_extensions(policy: Policy | None, students: Iterable[str]) -> None:
    """Say whom an extension names and nobody here is called: it gives nobody more time."""
    nobody = {name for name, _ in policy.deadlines.extended} - set(students) if policy else set()
    warn_of("Deadlines are extended for nobody here", nobody)


def warn_of(sentence: str, students: Iterable[str]) -> None:
    """Say the sentence and which students it is about, the first of them by name; nothing when there are none."""
    names = sorted(students)
    if names:
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        err.print(f"{sentence}: {', '.join(names[:_MOST_NAMES])}{more}.", style="yellow", soft_wrap=True)
