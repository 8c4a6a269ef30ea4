"""gradebook.csv: every score exact, in an order that depends on nothing else, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.reports.gradebook import COLUMNS, gradebook_csv
from autograder.reports.plain import one_line
from autograder.results import Result, Status
from tests.arbitrary_results import FEWER, HOSTILE, results
from tests.results_by_hand import activations, check, question, small_class

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def rows_of(text: str) -> list[dict[str, str]]:
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(header) == COLUMNS
    return [dict(zip(header, row, strict=True)) for row in rows]


def without_repetitions(found: list[Result]) -> list[Result]:
    return list({(each.student, each.assignment): each for each in found}.values())


classes = st.lists(results(), max_size=3).map(without_repetitions)


@FEWER
@given(classes)
def test_what_was_written_is_read(found: list[Result]) -> None:
    """Texts as they are shown, on one line; single quotes are all that may be put into one, before a formula."""
    ordered = sorted(found, key=lambda each: (each.student, each.assignment))
    for row, result in zip(rows_of(gradebook_csv(found)), ordered, strict=True):
        assert (Fraction(row["score"]), Fraction(row["max_score"])) == (result.score, result.max_score)
        assert (row["score"], row["status"]) == (str(result.score), result.status.value)
        for column in ("student", "assignment", "submitted_at", "digest"):
            text = one_line(getattr(result, column))
            assert row[column].replace("'", "") == text.replace("'", "")
            formulas = sum(cell.strip(' "').startswith(FORMULA) for cell in text.split(";"))
            assert len(row[column]) == len(text) + formulas


@FEWER
@given(classes)
def test_no_cell_is_a_formula_or_a_second_line(found: list[Result]) -> None:
    text = gradebook_csv(found)
    assert text.count("\n") == len(found) + 1
    assert text.endswith("\n")
    assert "\r" not in text
    for cell in (cell for row in rows_of(text) for cell in row.values()):
        assert not cell.strip().startswith(FORMULA)
        assert "".join(cell.splitlines()) == cell
    # Where the comma is the decimal sign, a semicolon separates cells: then, too, none begins with a formula.
    for cell in (cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row):
        assert not cell.strip().startswith(FORMULA)


@FEWER
@given(classes.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_the_results_does_not_matter(pair: tuple[list[Result], list[Result]]) -> None:
    found, shuffled = pair
    assert gradebook_csv(found).encode() == gradebook_csv(shuffled).encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name(text: str) -> None:
    (row,) = rows_of(gradebook_csv([activations(text)]))
    assert row["student"].replace("'", "") == one_line(text).replace("'", "")
    assert not row["student"].strip().startswith(FORMULA)


def test_the_class_written_by_hand() -> None:
    found = small_class()
    rows = rows_of(gradebook_csv(found))
    assert len(rows) == 27
    assert {row["status"] for row in rows} == {status.value for status in Status}
    assert [(row["student"], row["assignment"]) for row in rows] == sorted((r.student, r.assignment) for r in found)
    by_student = {(row["student"], row["assignment"]): row for row in rows}
    assert by_student["김서연", "02_activations"] == {
        "student": "김서연",
        "assignment": "02_activations",
        "score": "12",
        "max_score": "27",
        "status": "graded",
        "submitted_at": "2026-03-14T09:12:00Z",
        "digest": "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de",
    }
    assert by_student["Alan Turing", "02_activations"]["score"] == "45/2"


def test_thirds_stay_thirds() -> None:
    thirds = [check(f"a/{number}", "", Fraction(1, 3)) for number in range(2)]
    result = Result("ada", "07_any", Status.GRADED, (question(*thirds),))
    assert rows_of(gradebook_csv([result]))[0]["score"] == "2/3"


def test_an_empty_class() -> None:
    assert gradebook_csv([]) == "student,assignment,score,max_score,status,submitted_at,digest\n"
