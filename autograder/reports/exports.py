"""What other programs read: each a pure function of stored results, and all of them agree to the last fraction.

The formats' fields are those of Canvas's gradebook import, Moodle's grade import, Gradescope's results.json,
Classroom 50's result.json. JUnit's XML is in `junit`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import Any

from autograder.explain import explain
from autograder.language import translate
from autograder.lateness import Grade, Policy
from autograder.reports.gradebook import without_formula
from autograder.reports.junit import name_of
from autograder.reports.markdown import code_block, prose
from autograder.reports.plain import harmless, one_line
from autograder.reports.shown import Shown
from autograder.results import CheckResult, CheckStatus, Result, Status
from autograder.roster import Roster, Student

DIGITS = 5  # of a score that has no end, in formats that know no fractions; Moodle keeps as many


def decimal(value: Fraction) -> str:
    """A score as a decimal number: exact where it ends, otherwise to `DIGITS` places, halves to even."""
    places = next((each for each in range(DIGITS + 1) if 10**each % value.denominator == 0), DIGITS)
    units = round(value * 10**places)
    if not places:
        return str(units)
    whole, rest = divmod(abs(units), 10**places)
    return f"{'-' if units < 0 else ''}{whole}.{rest:0{places}}".rstrip("0").rstrip(".")


def final_grade(result: Result, policy: Policy | None) -> Grade | None:
    """The grade that is exported; None where a fault of ours keeps it from being final."""
    if not result.is_final:
        return None
    return policy.grade(result) if policy else Grade(result.score, Fraction(0))


# --- gradebooks of a class ---


def _by_student(results: Iterable[Result]) -> dict[str, dict[str, Result]]:
    found: dict[str, dict[str, Result]] = {}
    for result in sorted(results, key=lambda each: (each.student, each.assignment)):
        found.setdefault(result.student, {})[result.assignment] = result
    return found


def _written(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([without_formula(cell) for cell in row] for row in rows)
    return text.getvalue()


def _of(roster: Roster | None) -> dict[str, Student]:
    return {student.id: student for student in roster.students} if roster else {}


def _score(result: Result | None, policy: Policy | None) -> str:
    """What stands in a cell: nothing where there is no result, or none that is final."""
    grade = final_grade(result, policy) if result else None
    return decimal(grade.final) if grade else ""


def canvas_csv(
    results: Iterable[Result], columns: Mapping[str, str], policy: Policy | None = None, roster: Roster | None = None
) -> str:
    """A gradebook that Canvas imports: a row per student, a column per assignment that has results.

    `columns` maps assignments to the headings they have in Canvas, "Title (1234)"; one without a number becomes a new
    assignment there. Students match by `canvas_id`, `sis_id` or `login` of the class list, else by name.
    """
    students, known = _by_student(results), _of(roster)
    used = [name for name in columns if any(name in mine for mine in students.values())]
    most = {name: max(mine[name].max_score for mine in students.values() if name in mine) for name in used}
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(columns[name] for name in used)]]
    rows.append(["    Points Possible", "", "", "", "", *(decimal(most[name]) for name in used)])
    for name_or_id, mine in students.items():
        student = known.get(name_or_id, Student(name_or_id, name_or_id))
        also = student.also
        about = (also.get(each, "") for each in ("canvas_id", "sis_id", "login", "section"))
        rows.append([student.name, *about, *(_score(mine.get(name), policy) for name in used)])
    return _written(rows)


def moodle_csv(
    results: Iterable[Result], columns: Mapping[str, str], policy: Policy | None = None, roster: Roster | None = None
) -> str:
    """A table for Moodle's grade import: grade and feedback of each assignment side by side; an empty cell is no grade.

    Students match by `username`, `email` or, in the column idnumber, the `moodle_id` of the class list (else its id).
    """
    students, known = _by_student(results), _of(roster)
    used = [name for name in columns if any(name in mine for mine in students.values())]
    headings = [text for name in used for text in (columns[name], f"{columns[name]} feedback")]
    rows = [["username", "email", "idnumber", *headings]]
    for name_or_id, mine in students.items():
        student = known.get(name_or_id, Student(name_or_id, name_or_id))
        also = student.also
        row = [also.get("username", ""), also.get("email", ""), also.get("moodle_id", student.id)]
        for name in used:
            result = mine.get(name)
            row += [_score(result, policy), _sentence(result, policy) if result else ""]
        rows.append(row)
    return _written(rows)


def _sentence(result: Result, policy: Policy | None) -> str:
    """One line on a result, for a cell."""
    grade = final_grade(result, policy)
    if grade is None:
        return translate("Not graded yet.")
    whole = translate("{points} of {most} points.")
    if grade.penalty:
        whole = translate("{points} of {most} points, less {penalty} for being late.")
    scores = {"points": grade.raw, "most": result.max_score, "penalty": grade.penalty}
    whole = whole.format_map({name: decimal(score) for name, score in scores.items()})
    lost = [each for each in result.questions if each.points < each.max_points]
    parts = ", ".join(f"{each.id} {decimal(each.points)}/{decimal(each.max_points)}" for each in lost)
    lost_in = translate("Points were lost in: {parts}.").format(parts=parts) if parts else ""
    return one_line(" ".join(filter(None, (whole, result.message, lost_in))))


def grades_json(results: Iterable[Result], policy: Policy | None = None) -> str:
    """Everything that the gradebook says, with the points of each question, as JSON; scores are exact strings."""
    found = []
    for result in sorted(results, key=lambda each: (each.student, each.assignment)):
        grade = final_grade(result, policy)
        about: dict[str, Any] = {
            "student": result.student,
            "assignment": result.assignment,
            "status": result.status.value,
            "submitted_at": result.submitted_at,
            "digest": result.digest,
            "max_score": str(result.max_score),
            "score": str(grade.raw) if grade else None,
            "penalty": str(grade.penalty) if grade else None,
            "final": str(grade.final) if grade else None,
            "questions": {each.id: str(each.points) for each in result.questions},
        }
        found.append(about)
    return _json({"schema": "descent/grades/v1", "grades": found})


def summary_markdown(results: Iterable[Result], policy: Policy | None = None) -> str:
    """The gradebook as a table of Markdown, for a pipeline's page."""
    rows = ["| student | assignment | points | |", "|---|---|---|---|"]
    for result in sorted(results, key=lambda each: (each.student, each.assignment)):
        grade = final_grade(result, policy)
        points = f"{decimal(grade.final)} / {decimal(result.max_score)}" if grade else "not final"
        rows.append(
            f"| {prose(result.student)} | {prose(result.assignment)} | {points} | {prose(result.status.value)} |"
        )
    return "\n".join(rows) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


# --- one result ---


def _checks(result: Result) -> list[CheckResult]:
    return [check for question in result.questions for check in question.checks]


def gradescope_json(
    result: Result,
    policy: Policy | None = None,
    hidden: Shown = Shown.AFTER_PUBLISHED,
    earlier: Fraction | None = None,
) -> str:
    """Gradescope's results.json. `hidden` is for the hidden checks; public ones are always shown.

    `score` is the final one or, when it is higher, that of an `earlier` submission which counts then; `extra_data` has
    all of them as exact strings. Without a final grade there is neither a score nor a test, for Gradescope would add up
    the tests' scores: so it shows that the autograder failed.
    """
    grade = final_grade(result, policy)
    if grade is None:
        return gradescope_fault(result.message)
    tests = [
        {
            "name": name_of(check),
            "score": float(decimal(check.points)),
            "max_score": float(decimal(check.max_points)),
            "status": "passed" if check.status is CheckStatus.PASSED else "failed",
            "output": _block(check),
            "output_format": "md",
            "visibility": Shown.VISIBLE.value if check.visibility == "public" else hidden.value,
        }
        for check in _checks(result)
    ]
    counts = max(grade.final, earlier or Fraction(0))
    about = [result.message]
    if grade.penalty:
        about.append(translate("Less {points} for being late.").format(points=decimal(grade.penalty)))
    if counts > grade.final:
        about.append(translate("An earlier submission counts: it has {points}.").format(points=decimal(counts)))
    exact = {
        "status": result.status.value,
        "digest": result.digest,
        "submitted_at": result.submitted_at,
        "max_score": str(result.max_score),
        "score": str(grade.raw),
        "penalty": str(grade.penalty),
        "final": str(grade.final),
    }
    return _gradescope("\n".join(filter(None, about)), exact, {"score": float(decimal(counts)), "tests": tests})


def gradescope_fault(message: str = "") -> str:
    """results.json where a fault of ours keeps everything from being graded; `message` is for instructors only."""
    sentence = translate("Nothing was graded, through a fault of ours. You lose no points for it.")
    return _gradescope(sentence, {"status": Status.GRADER_ERROR.value, "message": harmless(message)})


def _gradescope(output: str, exact: Mapping[str, str], scored: Mapping[str, Any] | None = None) -> str:
    shown = {"output": harmless(output), "output_format": "text", "stdout_visibility": "hidden"}
    return _json({**shown, "extra_data": {"schema": "descent/gradescope/v1", **exact}, **(scored or {})})


def _block(check: CheckResult) -> str:
    """What the student reads about a check, as a block of Markdown in which nothing of theirs has a meaning."""
    lines = explain(check) if check.status is not CheckStatus.PASSED else [check.note] if check.note else []
    return code_block(lines) if lines else ""


def classroom50_json(result: Result, about: Mapping[str, str], policy: Policy | None = None) -> str:
    """Classroom 50's result.json. Its scores are whole numbers, so all are multiplied until every one of them is.

    `about` has the fields that only the run knows: classroom, assignment, submission, commit, release, review,
    datetime. Raises ValueError when the result is not final.
    """
    grade = final_grade(result, policy)
    if grade is None:
        raise ValueError(f"{result.student}'s {result.assignment} was not graded through a fault of ours")
    checks = _checks(result)
    times = lcm(*(each.denominator for each in (grade.final, result.max_score, *(c.max_points for c in checks))))
    tests = [
        {
            "test-name": name_of(check),
            "passed": check.status is CheckStatus.PASSED,
            "score": int(check.points * times),
            "max-score": int(check.max_points * times),
        }
        for check in checks
    ]
    fields = ("classroom", "assignment", "submission", "commit", "release", "review", "datetime")
    known = {each: about[each] for each in fields if each in about}
    scores = {"score": int(grade.final * times), "max-score": int(result.max_score * times)}
    return _json({"schema": "classroom50/result/v1", **known, **scores, "tests": tests})
