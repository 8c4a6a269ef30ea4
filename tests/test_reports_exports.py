"""Exports say the same as the gradebook, to the last fraction, and read back as what they claim to be."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.explain import explain
from autograder.lateness import Deadlines, LatePolicy, Policy
from autograder.reports.export_files import write_exports
from autograder.reports.exports import (
    canvas_csv,
    classroom50_json,
    decimal,
    grades_json,
    gradescope_json,
    moodle_csv,
)
from autograder.reports.gradebook import gradebook_csv
from autograder.reports.junit import junit_xml
from autograder.results import CheckResult, CheckStatus, Counterexample, QuestionResult, Result, ShownCall, Status
from autograder.roster import Roster, Student
from tests.arbitrary_results import results as arbitrary_results

DEADLINE = datetime(2026, 3, 14, tzinfo=UTC)
POLICY = Policy(Deadlines({"01_a": DEADLINE, "02_b": DEADLINE}), LatePolicy(timedelta(days=1), Fraction(1, 7)))
TITLES = {"01_a": "First (11)", "02_b": "Second, the harder"}
ROSTER = Roster(
    tuple(
        Student(f"s{number}", name, {"canvas_id": str(70 + number), "email": f"s{number}@example.org"})
        for number, name in enumerate(("Ada Lovelace", "O'Brien, Ben", "=김하늘"))
    )
)
worth = st.fractions(min_value=0, max_value=9, max_denominator=12)


@st.composite
def graded_classes(draw: st.DrawFn) -> list[Result]:
    found = []
    for student in ROSTER.students:
        for assignment in TITLES:
            checks = tuple(
                CheckResult(f"c{place}", "q", "It is right.", "hidden", status, draw(worth))
                for place, status in enumerate((CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.PASSED))
            )
            late = draw(st.timedeltas(min_value=-timedelta(days=3), max_value=timedelta(days=9)))
            questions = (QuestionResult("q", checks),)
            at = (DEADLINE + late).isoformat(timespec="seconds")
            found.append(Result(student.id, assignment, Status.GRADED, questions, "", at, "d"))
    return found


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@given(graded_classes())
def test_all_agree_with_the_gradebook(results: list[Result]):
    finals = {
        (row["student"], row["assignment"]): Fraction(row["final"]) for row in table(gradebook_csv(results, POLICY))
    }
    assert {key[0] for key in finals} == ROSTER.ids
    canvas, moodle = table(canvas_csv(results, TITLES, POLICY, ROSTER))[1:], table(moodle_csv(results, TITLES, POLICY))
    whole = {(each["student"], each["assignment"]): each for each in json.loads(grades_json(results, POLICY))["grades"]}
    for place, student in enumerate(ROSTER.students):
        for assignment, title in TITLES.items():
            final = finals[student.id, assignment]
            assert canvas[place]["ID"] == student.also["canvas_id"]
            assert canvas[place][title] == moodle[place][title] == decimal(final)
            assert moodle[place]["idnumber"] == student.id
            assert Fraction(whole[student.id, assignment]["final"]) == final
    for result in results:
        final = finals[result.student, result.assignment]
        scope = json.loads(gradescope_json(result, POLICY))
        assert scope["score"] == float(decimal(final))
        ours = json.loads(classroom50_json(result, {"assignment": result.assignment}, POLICY))
        if result.max_score:
            times = Fraction(ours["max-score"]) / result.max_score
            assert ours["score"] == final * times
            checks = [check for question in result.questions for check in question.checks]
            assert [each["score"] for each in ours["tests"]] == [check.points * times for check in checks]


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10**7))
def test_decimals_are_exact_where_they_end_and_near_elsewhere(value: Fraction):
    shown = decimal(value)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", shown)
    assert abs(Fraction(shown) - value) <= Fraction(1, 2 * 10**5)
    if 10**5 % value.denominator == 0:
        assert Fraction(shown) == value


@given(arbitrary_results())
def test_nothing_breaks_a_format(result: Result):
    titles = {result.assignment: "=Title"}
    for text in (canvas_csv([result], titles), moodle_csv([result], titles)):
        rows = list(csv.reader(io.StringIO(text), strict=True))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r") or "\n" in cell]
    json.loads(grades_json([result]))
    scope = json.loads(gradescope_json(result))
    assert ("score" in scope) == result.is_final
    assert ("tests" in scope) == ("score" in scope)
    assert {each["status"] for each in scope.get("tests", [])} <= {"passed", "failed"}
    suites = ElementTree.fromstring(junit_xml([result]))
    checks = [check for question in result.questions for check in question.checks]
    assert len(list(suites.iter("testcase"))) == len(checks)
    missed = len(list(suites.iter("failure"))) + len(list(suites.iter("error"))) + len(list(suites.iter("skipped")))
    assert missed == sum(check.status is not CheckStatus.PASSED for check in checks)


def test_a_fault_of_ours_is_no_grade():
    checks = (CheckResult("c", "q", "R.", "hidden", CheckStatus.GRADER_ERROR, Fraction(1)),)
    broken = Result("s0", "01_a", Status.GRADED, (QuestionResult("q", checks),), "", "", "d")
    assert not broken.is_final
    assert table(canvas_csv([broken], TITLES))[1]["First (11)"] == ""
    assert table(moodle_csv([broken], TITLES))[0]["First (11)"] == ""
    assert not {"score", "tests"} & json.loads(gradescope_json(broken)).keys()  # tests would add up to a zero
    assert json.loads(grades_json([broken]))["grades"][0]["final"] is None


def test_editors_read_what_students_read(monkeypatch: pytest.MonkeyPatch):
    example = Counterexample((ShownCall("f(1)", "returned 2"),), "3", "the sign")
    check = CheckResult("c", "q", "R.", "hidden", CheckStatus.FAILED, Fraction(1), "It is 3.", example)
    monkeypatch.setenv("DESCENT_LANG", "ko")
    suites = ElementTree.fromstring(junit_xml([Result("s", "01_a", Status.GRADED, (QuestionResult("q", (check,)),))]))
    assert [each.text for each in suites.iter("failure")] == ["\n".join(explain(check))]


def test_students_on_moodle_read_a_sentence():
    deadline = datetime(2026, 3, 1, tzinfo=UTC)
    policy = Policy(Deadlines({"01_a": deadline}), LatePolicy(timedelta(days=1), Fraction(1, 10)))
    checks = (
        CheckResult("a", "q", "R.", "hidden", CheckStatus.PASSED, Fraction(3)),
        CheckResult("b", "q", "R.", "hidden", CheckStatus.FAILED, Fraction(2)),
    )
    late = Result("s", "01_a", Status.GRADED, (QuestionResult("q", checks),), "", "2026-03-02T00:00:00Z", "d")
    said = [table(moodle_csv([late], TITLES, each))[0]["First (11) feedback"] for each in (None, policy)]
    lost = "Points were lost in: q 3/5."
    assert said == [f"3 of 5 points. {lost}", f"3 of 5 points, less 0.5 for being late. {lost}"]


def test_the_heading_that_canvas_knows():
    result = Result("s1", "02_b", Status.MISSING, (), "", "", "")
    first, second, ben = csv.reader(io.StringIO(canvas_csv([result], TITLES, None, ROSTER)))
    assert first == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Second, the harder"]
    assert "Points Possible" in second[0]
    assert ben[:2] == ["O'Brien, Ben", "71"]


def test_files_lie_where_they_are_said_to_lie(tmp_path: Path):
    checks = (CheckResult("c", "q", "R.", "hidden", CheckStatus.PASSED, Fraction(3, 2)),)
    good = Result("s0", "01_a", Status.GRADED, (QuestionResult("q", checks),), "", "", "d")
    kinds = ("canvas", "moodle", "gradescope", "classroom50", "junit", "json")
    for place in write_exports(kinds, [good], tmp_path, TITLES):
        assert place.exists()
    assert json.loads((tmp_path / "gradescope" / "s0" / "01_a.json").read_text(encoding="utf-8"))["score"] == 1.5
    ours = json.loads((tmp_path / "classroom50" / "s0" / "01_a.json").read_text(encoding="utf-8"))
    broken = Result("s0", "01_a", Status.GRADER_ERROR, (), "", "", "d")
    write_exports(("gradescope",), [broken], tmp_path, TITLES)
    assert not (tmp_path / "gradescope" / "s0" / "01_a.json").exists()  # it is final no longer
    assert (ours["schema"], ours["score"], ours["max-score"]) == ("classroom50/result/v1", 3, 3)
