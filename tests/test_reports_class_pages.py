"""The page of an assignment and of a student: complete, true to the results, and whatever text is in them is text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.reports.class_statistics import AssignmentSummary, Entry
from autograder.reports.overview import ClassReport
from autograder.reports.plain import one_line, percent, pieces, points
from autograder.reports.site import Reports
from autograder.results import CheckResult, CheckStatus, Counterexample, Result, ShownCall, Status
from tests.arbitrary_results import FEWER, HOSTILE, classes, mask, masked, names, results, unmask
from tests.reading_html import Element, read_html
from tests.results_by_hand import COURSE, TITLES, activations, half_right, question, small_class, trained

MAX_FILE_BYTES = 4 * 2**20  # as tests/test_hostile_class.py asks of every file


def words(element: Element) -> str:
    return " ".join(element.text.split())


def pages_of(result: Result, title: str) -> tuple[Element, Element]:
    report = ClassReport([result], title, {result.assignment: title})
    return read_html(report.assignment(result.assignment)), read_html(report.student(result.student))


@given(results(student=names.filter(one_line), assignment="07_any"), names)
@FEWER
def test_text_on_the_pages_is_text(result: Result, title: str) -> None:
    """The same elements as with all markup put out of action, and no text lost."""
    tame_result = replace(masked(result), assignment="07_any")
    for page, tame in zip(pages_of(result, title), pages_of(tame_result, mask(title)), strict=True):
        for one, other in zip(page, tame, strict=True):
            assert one.tag == other.tag
            text = ("href", "data-value", "aria-label")  # attributes that hold something of a student's or the course's
            for name in one.attributes.keys() | other.attributes.keys():
                if name not in text:
                    assert one.attributes[name] == other.attributes[name]
        assert page.text == unmask(tame.text)
        for link in page.all("a"):
            place = ("../index.html", "../students/", "../assignments/07_any.html", "../../feedback/", "#submissions")
            assert str(link.attributes["href"]).startswith(place)


def shown(text: str) -> str:
    return "".join(part for part, _ in pieces(one_line(text)))


@FEWER
@given(results(student=names, assignment="07_any"))
def test_everything_that_was_missed_is_on_both_pages(result: Result) -> None:
    assignment, student = pages_of(result, "A title")
    checks = [check for each in result.questions for check in each.checks]
    scored = result.status not in (Status.MISSING, Status.GRADER_ERROR)
    for check in checks:
        assert shown(check.requirement) in assignment.text or not scored
        if check.status not in (CheckStatus.PASSED, CheckStatus.SKIPPED):
            assert shown(check.requirement) in student.text
            assert shown(check.message) in student.text


@st.composite
def missed_checks(draw: st.DrawFn) -> list[CheckResult]:
    """One check as several submissions left it, with few different reasons, so that some are common."""
    examples = [None, *(Counterexample((ShownCall(f"f({n})", "returned 0"),)) for n in range(2))]
    one = activations("ada").questions[0].checks[0]
    statuses = st.sampled_from([CheckStatus.FAILED, CheckStatus.RAISED, CheckStatus.TIMEOUT, CheckStatus.PASSED])
    reason = st.tuples(statuses, st.sampled_from(["", "one", "other"]), st.sampled_from(examples))
    return [
        replace(one, status=status, message=message, counterexample=example)
        for status, message, example in draw(st.lists(reason, min_size=1, max_size=8))
    ]


@given(missed_checks())
def test_the_commonest_reason_and_a_counterexample_that_goes_with_it(checks: list[CheckResult]) -> None:
    entries = tuple(
        Entry(Result(f"student{n}", "07_any", Status.GRADED, (question(check),)), "") for n, check in enumerate(checks)
    )
    (rate,) = AssignmentSummary("07_any", "Any", entries).checks
    telling = [each for each in checks if each.status in (CheckStatus.FAILED, CheckStatus.RAISED)]
    messages = Counter(each.message for each in telling if each.message)
    assert rate.message_count == max(messages.values(), default=0) == messages[rate.message]
    examples = Counter(each.counterexample for each in telling if each.message == rate.message and each.counterexample)
    assert rate.example_count == max(examples.values(), default=0)
    assert rate.example is None or examples[rate.example] == rate.example_count
    assert (rate.missed, rate.submissions) == (sum(c.status is not CheckStatus.PASSED for c in checks), len(checks))


@FEWER
@given(classes())
def test_every_check_and_every_submission_is_on_the_page_of_the_assignment(found: list[Result]) -> None:
    if not found:
        return
    page = read_html(ClassReport(found, COURSE, {"07_any": "Any"}).assignment("07_any"))
    scored = [each for each in found if each.status not in (Status.MISSING, Status.GRADER_ERROR)]
    lines = [each for each in page.all("li") if each.all("span", class_="requirement")]
    rates = {words(each.all("span", class_="requirement")[0]): each for each in lines}
    passed = Counter(
        check.requirement
        for result in scored
        for each in result.questions
        for check in each.checks
        if check.status is CheckStatus.PASSED
    )
    every = {check.requirement for each in (scored[0].questions if scored else ()) for check in each.checks}
    assert set(rates) == every
    for requirement in every:
        rate = words(rates[requirement].all("span", class_="points")[0])
        assert rate == f"{percent(passed[requirement], len(scored))} %"
    rows = page.all("table", class_="students")[0].all("tbody")[0].all("tr")
    assert {words(row.all("th")[0]): words(row.all("td")[0]) for row in rows} == {
        r.student: points(r.score) for r in found
    }


def test_the_page_of_a_student() -> None:
    page = read_html(ClassReport([*small_class(), *trained()], COURSE, TITLES).student("김서연"))
    assert words(page.all("div", class_="score")[0]) == "Points in all: 12 / 39"
    rows = [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in page.all("tbody")[0].all("tr")]
    assert rows == [
        [TITLES["01_gradient_descent"], "0 / 6", "6", "Graded", "2026-03-07 20:00 UTC"],
        [TITLES["02_activations"], "12 / 27", "8", "Graded", "2026-03-14 09:12 UTC"],
        ["05_fashion_mnist", "0 / 6", "3", "Graded", "2026-03-21 08:00 UTC"],
    ]
    assert [words(each) for each in page.all("summary")] == [f"{count} checks missed" for count in (6, 8, 3)]
    nothing = read_html(ClassReport(small_class(), COURSE, TITLES).student("Paul Erdős")).all("tbody")[0].all("tr")[0]
    assert [words(cell) for cell in nothing.all("td")] == ["–nothing", "", "", ""]


def test_the_thresholds_on_the_page() -> None:
    page = read_html(ClassReport(trained(), COURSE, {}).assignment("05_fashion_mnist"))
    (table,) = page.all("table", class_="numbers")
    rows = [[words(cell) for cell in row.all("td")] for row in table.all("tbody")[0].all("tr")]
    assert rows == [
        ["0.6", "7", "2", "0.7023", "0.6000", "0.5312"],
        ["0.7", "5", "4", "0.7023", "0.7023", "0.6411"],
        ["0.74", "3", "6", "0.7023", "0.7400", "0.7399"],
    ]
    assert len(page.all("figure", class_="margins")) == 1


ALIKE = (
    "ada",
    "ada\u202e",
    "\u202eada",
    "a\x01da",
    "ada ",
    "..ada",
    "-ada",
    "a\u200bda",
    "ada.html",
)


def test_students_whose_names_look_alike_have_pages_of_their_own(tmp_path: Path) -> None:
    results = [replace(half_right(name), submitted_at=f"2026-03-{day + 1:02}") for day, name in enumerate(ALIKE)]
    Reports(tmp_path, COURSE, TITLES).write(results)
    assert {file.name for file in (tmp_path / "report" / "students").iterdir()} == {f"{name}.html" for name in ALIKE}
    for result in results:
        page = read_html((tmp_path / "report" / "students" / f"{result.student}.html").read_text(encoding="utf-8"))
        assert result.submitted_at in page.text
        link = str(page.all("table")[0].all("td")[0].all("a")[0].attributes["href"])
        file = tmp_path / "report" / "students" / unquote_to_bytes(link).decode()
        assert result.submitted_at in file.read_text(encoding="utf-8")
    index = read_html((tmp_path / "report" / "assignments" / "02_activations.html").read_text(encoding="utf-8"))
    links = [str(row.all("a")[0].attributes["href"]) for row in index.all("table", class_="students")[0].all("tr")[1:]]
    assert {unquote_to_bytes(link).decode() for link in links} == {f"../students/{name}.html" for name in ALIKE}


@pytest.mark.parametrize("title", ["Another title", "<b>"])
def test_a_new_title_makes_every_page_of_the_report_again(tmp_path: Path, title: str) -> None:
    results = [half_right("ada"), activations("ben")]
    Reports(tmp_path, COURSE, TITLES).write(results)
    changed = Reports(tmp_path, COURSE, {**TITLES, "02_activations": title}).write(results)
    report = set((tmp_path / "report").rglob("*.html"))
    assert report <= set(changed)
    assert len(report) == 4


def test_a_page_of_nothing_but_long_hostile_texts_is_bounded(tmp_path: Path) -> None:
    text = max(HOSTILE, key=len)
    example = Counterexample((ShownCall(text, text),), text, text)
    whole = activations("ada")
    questions = tuple(
        replace(
            each,
            checks=tuple(
                replace(one, status=CheckStatus.FAILED, requirement=text, message=text, counterexample=example)
                for one in each.checks
            ),
        )
        for each in whole.questions
    )
    results = [replace(whole, student=f"s{n}", questions=questions, message=text) for n in range(20)]
    Reports(tmp_path, COURSE, TITLES).write(results)
    sizes = {file: file.stat().st_size for file in tmp_path.rglob("*.html")}
    assert {file: size for file, size in sizes.items() if size > MAX_FILE_BYTES} == {}
