"""Later deadlines for single students, and the policy of a course that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from autograder.course import Course, CourseError
from autograder.lateness import Deadlines, Policy
from autograder.roster import Roster, RosterError, rows


def policy_of(course: Course, roster: Roster | None, extensions: Path | None) -> Policy | None:
    """What course.toml says of late submissions, with the extensions in a CSV; None when it says nothing.

    Raises `RosterError` for extensions that cannot be used, or that nothing asks for.
    """
    deadlines = {each.id: each.deadline for each in course.assignments}
    if course.late is None:
        if extensions:
            raise RosterError(f"{extensions} extends deadlines, but course.toml has no [late]: nothing costs points.")
        return None

    def student(name: str) -> str:
        known = roster.find([name]) if roster else name
        if known is None:
            raise ValueError(f"the class list has nobody, or more than one, called {name!r}: write the id.")
        return known

    def assignment(name: str) -> str:
        try:
            return course.find(name).id
        except CourseError as error:
            raise ValueError(str(error)) from None

    extended = read_extensions(extensions, student, assignment, deadlines.values()) if extensions else {}
    return Policy(Deadlines(deadlines, extended), course.late.policy())


def read_extensions(
    path: Path, who: Callable[[str], str], assignment: Callable[[str], str], zones: Iterable[datetime | None]
) -> dict[tuple[str, str], datetime]:
    """The extensions in a CSV with the columns student, deadline and perhaps assignment; nothing there means all.

    `who` and `assignment` turn what is written into a student and an id, or raise ValueError with a sentence. A
    deadline is ISO 8601, in the zone of the course's own deadlines (`zones`) when it names none. Raises `RosterError`
    with the line.
    """
    zone = next((each.tzinfo for each in zones if each is not None), None)
    found: dict[tuple[str, str], datetime] = {}
    for line, row in rows(path, ("student", "deadline")):
        try:
            moment = datetime.fromisoformat(row["deadline"])
        except ValueError:
            raise RosterError(
                f"{path}, line {line}: {row['deadline']!r} is no time; write it as 2026-03-14T23:59+09:00."
            ) from None
        if len(row["deadline"]) <= len("2026-03-14"):  # whoever writes a date means its end
            raise RosterError(
                f"{path}, line {line}: {row['deadline']!r} has no time of day; write 2026-03-14T23:59+09:00."
            )
        if moment.tzinfo is None:
            if zone is None:
                raise RosterError(f"{path}, line {line}: {row['deadline']!r} needs its zone: 2026-03-14T23:59+09:00.")
            moment = moment.replace(tzinfo=zone)
        try:
            key = (who(row["student"]), assignment(row["assignment"]) if row.get("assignment") else "")
        except ValueError as why:
            raise RosterError(f"{path}, line {line}: {why}") from None
        found[key] = max(moment, found.get(key, moment))
    return found
