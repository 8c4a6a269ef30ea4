"""Lateness in every report: what the policy says, to the last fraction, and nothing where it takes nothing off."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.lateness import Deadlines, Grade, LatePolicy, Policy
from autograder.reports.feedback import feedback_html, feedback_markdown
from autograder.reports.overview import ClassReport
from autograder.reports.plain import points
from autograder.reports.site import Reports
from autograder.results import Result
from tests.arbitrary_results import FEWER, classes
from tests.reading_html import Element, read_html
from tests.results_by_hand import COURSE, TITLES, activations, half_right, small_class, strict_policy

DUE = datetime(2026, 3, 14, tzinfo=UTC)
PENALISED = Grade(Fraction(12), Fraction(27, 10), timedelta(days=1, hours=3))


def words(element: Element) -> str:
    return " ".join(element.text.split())


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Handed in 1 d 3 h late, which takes 2.7 off the score of 12 and leaves 9.3."),
        ("ko", "마감보다 1일 3시간 늦게 제출했으므로 점수 12점에서 2.7점을 뺀 9.3점을 인정합니다."),
    ],
)
def test_feedback_says_what_lateness_takes_off(lang: str, sentence: str) -> None:
    page = read_html(feedback_html(half_right(), "A title", lang, PENALISED))
    assert sentence in [words(each) for each in page.all("p", class_="notice")]
    assert f"\n\n{sentence}\n\n" in feedback_markdown(half_right(), "A title", lang, PENALISED)


@pytest.mark.parametrize("grade", [None, Grade(Fraction(12), Fraction(0)), Grade(Fraction(12), Fraction(0), DUE - DUE)])
def test_feedback_is_silent_where_nothing_is_taken_off(grade: Grade | None) -> None:
    assert feedback_html(half_right(), "A title", grade=grade) == feedback_html(half_right(), "A title")
    assert feedback_markdown(half_right(), "A title", grade=grade) == feedback_markdown(half_right(), "A title")


@pytest.mark.parametrize(
    ("late", "shown"),
    [
        (timedelta(days=30), "30 d 0 h"),
        (timedelta(days=1, hours=3, minutes=59), "1 d 3 h"),
        (timedelta(hours=2, minutes=5), "2 h 5 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(seconds=7), "7 s"),
    ],
)
def test_how_late(late: timedelta, shown: str) -> None:
    grade = Grade(Fraction(12), Fraction(1), late)
    assert f"Handed in {shown} late, " in feedback_html(half_right(), "A title", grade=grade)


@st.composite
def late_classes(draw: st.DrawFn) -> tuple[list[Result], Policy]:
    hours = st.integers(-100, 200)
    found = [
        replace(result, submitted_at=(DUE + timedelta(hours=draw(hours))).isoformat()) for result in draw(classes())
    ]
    late = LatePolicy(
        timedelta(days=1), Fraction(draw(st.integers(1, 9)), 10), timedelta(hours=draw(st.integers(0, 9)))
    )
    return found, Policy(Deadlines({"07_any": DUE}), late)


@FEWER
@given(late_classes())
def test_the_pages_agree_with_the_policy(drawn: tuple[list[Result], Policy]) -> None:
    found, policy = drawn
    if not found:
        return
    report = ClassReport(found, COURSE, {"07_any": "Any"}, policy=policy)
    grades = {result.student: policy.grade(result) for result in found}
    table = read_html(report.assignment("07_any")).all("table", class_="students")[0]
    for row in table.all("tbody")[0].all("tr"):
        grade = grades[words(row.all("th")[0])]
        score, late, penalty, final = row.all("td")[:4]
        assert words(score) == points(grade.raw)
        assert float(str(late.attributes["data-value"])) == grade.late.total_seconds()
        assert (words(late) == "") == (not grade.late)
        assert words(penalty) == (points(grade.penalty) if grade.penalty else "")
        assert words(final) == points(grade.final)
    for student, grade in grades.items():
        page = read_html(report.student(student))
        assert page.all("p", class_="number")[0].all("strong")[0].text == points(grade.final)
        assert ("leaves" in words(page)) == (grade.penalty > 0)
    rows = read_html(report.overview()).all("table", class_="students")[0].all("tbody")[0].all("tr")
    assert {words(row.all("th")[0]): words(row.all("td")[0].all("a")[0]) for row in rows} == {
        student: points(grade.final) for student, grade in grades.items()
    }


def test_the_report_the_gradebook_and_the_feedback_agree(tmp_path: Path) -> None:
    results, policy = small_class(), strict_policy()
    Reports(tmp_path, COURSE, TITLES, policy=policy).write(results)
    with (tmp_path / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        final = {(row["student"], row["assignment"]): Fraction(row["final"]) for row in csv.DictReader(file)}
    page = read_html((tmp_path / "report" / "index.html").read_text(encoding="utf-8"))
    row = next(each for each in page.all("tr") if words(each).startswith("김서연"))
    both = [final["김서연", assignment] for assignment in TITLES]
    assert [words(each.all("a")[0]) for each in row.all("td")[:2]] == [points(each) for each in both]
    assert words(row.all("td")[2]) == points(sum(both, Fraction(0)))
    feedback = (tmp_path / "feedback" / "김서연" / "02_activations.html").read_text(encoding="utf-8")
    assert f"leaves {points(final['김서연', '02_activations'])}." in feedback
    told = json.loads((tmp_path / "feedback" / "김서연" / "02_activations.json").read_text(encoding="utf-8"))
    assert Fraction(told["score"]) == half_right().score  # of the work; what lateness takes off is no part of it


def test_another_policy_makes_again_what_it_changes(tmp_path: Path) -> None:
    early = replace(activations("early"), submitted_at="2026-03-11T00:00:00Z")
    late = replace(activations("late"), submitted_at="2026-03-13T00:00:00Z")

    def write(policy: Policy | None) -> set[str]:
        return {
            str(path.relative_to(tmp_path))
            for path in Reports(tmp_path, COURSE, TITLES, policy=policy).write([early, late])
        }

    write(strict_policy())
    assert write(strict_policy()) == set()
    dearer = replace(strict_policy(), late=LatePolicy(timedelta(days=1), Fraction(1, 5)))
    assert write(dearer) == {
        "gradebook.csv",
        "report/index.html",
        "report/assignments/02_activations.html",
        "report/students/late.html",
        "feedback/late/02_activations.html",
        "feedback/late/02_activations.md",
    }


def test_no_deadline_no_columns(tmp_path: Path) -> None:
    without = replace(strict_policy(), deadlines=Deadlines({}))
    page = read_html(ClassReport(small_class(), COURSE, TITLES, policy=without).assignment("02_activations"))
    headings = [words(each) for each in page.all("table", class_="students")[0].all("thead")[0].all("th")]
    assert headings == ["Student", "Score", "Status", "Handed in"]
    assert "lateness" not in words(page)
