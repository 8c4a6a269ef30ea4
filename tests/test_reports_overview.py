"""The report on a class: its numbers against direct computations, its links, and what needs the instructor."""

from __future__ import annotations

import io
import statistics
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from urllib.parse import unquote_to_bytes, urlsplit

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.console import Console

from autograder.class_run import _summarise
from autograder.reports.class_statistics import FEWEST_IN_A_HISTOGRAM, MOST_MISSED, AssignmentSummary, Entry, spread
from autograder.reports.distribution import MOST_STEPS, bin_counts, bin_width, distribution_svg
from autograder.reports.overview import ClassReport
from autograder.reports.plain import one_line, percent, points
from autograder.reports.site import Reports
from autograder.results import CheckStatus, Result, Status
from tests.arbitrary_results import FEWER, classes, mask, masked, names, results, unmask
from tests.reading_html import Element, read_html
from tests.results_by_hand import COURSE, TITLES, Outcome, activations, check, descent, question, small_class

NOT_SCORED = (Status.MISSING, Status.GRADER_ERROR)
fractions = st.fractions(min_value=0, max_value=60, max_denominator=12)


def overview_html(found: list[Result], course: str, titles: dict[str, str]) -> str:
    return ClassReport(found, course, titles).overview()


def summary(found: list[Result]) -> AssignmentSummary:
    return AssignmentSummary("07_any", "Any", tuple(Entry(result, "") for result in found))


def scored(found: list[Result]) -> list[Result]:
    return [result for result in found if result.status not in NOT_SCORED]


def small_page(found: list[Result] | None = None) -> Element:
    return read_html(overview_html(small_class() if found is None else found, COURSE, TITLES))


def words(element: Element) -> str:
    return " ".join(element.text.split())


# --- numbers ---


@given(st.lists(fractions, min_size=1, max_size=12))
def test_mean_and_quartiles(scores: list[Fraction]) -> None:
    got = spread(scores)
    assert got.mean == sum(scores) / Fraction(len(scores))
    assert got.median == statistics.median(scores)
    assert (got.low, got.high) == (min(scores), max(scores))
    for value, share in ((got.first_quartile, 0.25), (got.median, 0.5), (got.third_quartile, 0.75)):
        assert isinstance(value, Fraction)
        assert float(value) == pytest.approx(np.quantile([float(each) for each in scores], share), rel=1e-12)


@given(st.lists(fractions, max_size=12), fractions.filter(bool))
def test_every_score_is_in_its_bar(scores: list[Fraction], most: Fraction) -> None:
    scores = [min(score, most) for score in scores]
    width = bin_width(most)
    counts = bin_counts(scores, width, most)
    assert counts == [sum(low * width <= score < (low + 1) * width for score in scores) for low in range(len(counts))]
    assert sum(counts) == len(scores)
    assert (len(counts) - 1) * width <= most < len(counts) * width
    assert len(counts) <= MOST_STEPS + 1


def test_the_widths_of_bars_are_round() -> None:
    widths = [bin_width(Fraction(most)) for most in (1, 12, 13, 24, 36, 37, 60, 61, 100, 120, 240, 1200, 1201)]
    assert widths == [1, 1, 2, 2, 3, 4, 5, 10, 10, 10, 20, 100, 200]


@FEWER
@given(classes())
def test_statistics_are_over_the_scored_submissions(found: list[Result]) -> None:
    got, counted = summary(found), scored(found)
    assert got.statuses == [(each, n) for each in Status if (n := sum(r.status is each for r in found))]
    assert got.spread == (spread([each.score for each in counted]) if counted else None)
    assert sum(got.bins) == (len(counted) if len(counted) >= FEWEST_IN_A_HISTOGRAM else 0)
    for rate in got.questions:
        mine = [q for result in counted for q in result.questions if q.id == rate.id]
        assert (rate.earned, rate.possible) == (sum(q.points for q in mine), sum(q.max_points for q in mine))
        assert (rate.full_marks, rate.submissions) == (sum(q.points == q.max_points for q in mine), len(counted))
    shares = [rate.earned / rate.possible for rate in got.questions]
    assert shares == sorted(shares)
    assert {rate.id for rate in got.questions} == {q.id for result in counted for q in result.questions}


@FEWER
@given(classes())
def test_the_checks_missed_most(found: list[Result]) -> None:
    got, counted = summary(found).most_missed, scored(found)
    checks = [check for result in counted for q in result.questions for check in q.checks]
    missed = Counter((c.question, c.id) for c in checks if c.status is not CheckStatus.PASSED)
    assert {(each.question, each.id): each.missed for each in got} == missed
    assert [each.missed for each in got] == sorted(missed.values(), reverse=True)
    for each in got:
        mine = [c for c in checks if (c.question, c.id) == (each.question, each.id)]
        assert each.submissions == len(mine) == len(counted)
        assert dict(each.ways) == Counter(c.status for c in mine if c.status is not CheckStatus.PASSED)
        telling = (CheckStatus.FAILED, CheckStatus.RAISED, CheckStatus.WRONG_SIGNATURE, CheckStatus.CRASHED)
        said = Counter(c.message for c in mine if c.message and c.status in telling)
        assert each.message_count == max(said.values(), default=0) == said[each.message]


def test_a_public_and_a_hidden_check_of_one_name_are_two() -> None:
    wrong = Outcome(CheckStatus.FAILED, "Wrong.")
    both = question(check("a/b", "Public.", 1, wrong, "public"), check("a/b", "Hidden.", 1, wrong, "hidden"))
    got = summary([Result("ada", "07_any", Status.GRADED, (both,))]).most_missed
    assert [(each.requirement, each.submissions) for each in got] == [("Public.", 1), ("Hidden.", 1)]


def test_only_the_most_missed_checks_are_listed() -> None:
    checks = [check(f"a/{n}", f"Requirement {n}.", 1, Outcome(CheckStatus.FAILED)) for n in range(MOST_MISSED + 5)]
    got = summary([Result("ada", "07_any", Status.GRADED, (question(*checks),))]).most_missed
    assert [each.requirement for each in got] == [f"Requirement {n}." for n in range(MOST_MISSED)]


@given(fractions)
def test_points_are_shown_exactly(value: Fraction) -> None:
    shown = points(value)
    whole, _, rest = shown.partition(" ")
    assert (Fraction(whole) + Fraction(rest) if rest else Fraction(shown)) == value


@pytest.mark.parametrize(
    ("exact", "shown"),
    [("7", "7"), ("15/2", "7.5"), ("7/3", "2 1/3"), ("1/3", "1/3"), ("0", "0"), ("1/8", "0.125"), ("10", "10")],
)
def test_points_as_people_write_them(exact: str, shown: str) -> None:
    assert points(Fraction(exact)) == shown


def test_only_everything_is_a_hundred_percent() -> None:
    assert [percent(*each) for each in ((0, 3), (1, 3), (999, 1000), (3, 3), (0, 0))] == [0, 33, 99, 100, 0]


# --- the page ---


def test_the_numbers_on_the_page() -> None:
    page = small_page()
    assert words(page.all("p", class_="byline")[0]) == "14 students, 2 assignments, 26 submissions"
    first, second, students = page.all("section", class_="assignment")
    assert [each.all("h2")[0].text for each in (first, second, students)] == [*TITLES.values(), "Students"]
    assert [words(each) for each in second.all("ul", class_="statuses")[0].all("li")] == [
        *("8 Graded", "1 Could not be imported", "1 Not handed in", "1 Out of time", "1 Out of memory"),
        *("1 Not accepted", "1 Grader error"),
    ]
    numbers = {each.all("dt")[0].text: each.all("dd")[0].text for each in second.all("dl")[0].all("div")}
    scores = [float(each.score) for each in scored(small_class()) if each.assignment == "02_activations"]
    low, high = np.quantile(scores, [0.25, 0.75])
    assert numbers == {
        "Mean": f"{np.mean(scores):.1f}",
        "Median": f"{np.median(scores):.1f}",
        "Middle half": f"{low:.1f} – {high:.1f}",
        "Lowest, highest": "0, 27",
        "Full marks": "27",
    }
    said = Console(file=io.StringIO(), width=120)
    _summarise(small_class(), Path("grades"), said)
    (row,) = (line.split() for line in said.file.getvalue().splitlines() if line.startswith("02_activations"))
    assert row[1:3] == [str(len(scores)), f"{np.median(scores):g}"]  # the terminal speaks of the same submissions
    bars = [[cell.text for cell in row.all("td")] for row in second.all("table")[0].all("tbody")[0].all("tr")]
    assert [row[0] for row in bars] == ["0", "3", "6", "9", "12", "15", "18", "21", "24", "27"]
    assert [int(row[2]) for row in bars] == [4, 0, 0, 0, 1, 1, 0, 2, 2, 2]
    assert [row[1] for row in bars][-2:] == ["below 27", "27"]
    # The picture says the same.
    drawn = [each.text for each in second.all("svg")[0].all("text")]
    assert [each for each in drawn if not each.isdigit()] == ["median"]
    assert drawn.count("2") == 3


def test_the_table_of_students() -> None:
    table = small_page().all("table", class_="students")[0]
    rows = [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in table.all("tr")]
    assert rows[0] == ["Student", "01_gradient_descent", "02_activations", "Total"]
    assert [row[0] for row in rows[1:]] == sorted({result.student for result in small_class()})
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["Ada Lovelace"] == ["2", "27", "29"]
    assert by_name["Bernhard Riemann"] == ["1", "Could not be imported 0", "1"]
    assert by_name["Paul Erdős"] == ["–nothing", "Not accepted 0", "0"]
    assert by_name["최지우"] == ["6", "Grader error 0", "6"]


def test_the_graders_errors_come_first() -> None:
    notice = small_page().all("section", class_="notice")[0]
    assert words(notice.all("h2")[0]) == "1 result needs you"
    (listed,) = notice.all("li")
    assert words(listed) == "최지우, 02_activations BrokenPipeError: [Errno 32] Broken pipe"
    broken = check("relu/values", "relu works.", 1, Outcome(CheckStatus.GRADER_ERROR, "KeyError: 'oracle'"))
    whole = activations("ada", question(broken), status=Status.GRADER_ERROR, message="A check failed; grade it again.")
    for result, said in (
        (replace(whole, status=Status.GRADED, message=""), "test_relu_values: KeyError: 'oracle'"),
        (whole, "A check failed; grade it again.; test_relu_values: KeyError: 'oracle'"),
    ):
        page = small_page([result, activations("ben")])
        assert [each.text for each in page.all("section", class_="notice")[0].all("code")] == [said]
        assert "Grader error" in page.all("table", class_="students")[0].text
    assert not small_page([activations("ben")]).all("section", class_="notice")


def test_orders_and_titles_of_assignments() -> None:
    results = [replace(descent("ada", 1), assignment="99_extra"), activations("ada"), descent("ada", 6)]
    page = read_html(overview_html(results, COURSE, {"02_activations": "B", "03_x": "C", "01_gradient_descent": "A"}))
    headings = [each.all("h2")[0].text for each in page.all("section", class_="assignment")]
    assert headings == ["B", "A", "99_extra", "Students"]
    rows = page.all("table", class_="students")[0].all("tr")
    assert [words(each) for each in rows[1].all("td")] == ["27", "6", "1", "34"]


@given(classes(), st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_the_results_does_not_matter(found: list[Result], random: Random) -> None:
    shuffled = random.sample(found, len(found))
    assert overview_html(found, COURSE, TITLES) == overview_html(shuffled, COURSE, TITLES)


@pytest.mark.parametrize("status", [None, Status.MISSING, Status.GRADER_ERROR])
def test_a_class_without_scores(status: Status | None) -> None:
    page = small_page([] if status is None else [Result("ada", "07_any", status, ())])
    assert ("Nothing was scored yet." in page.text) == (status is not None)
    assert not page.all("svg")


@given(results(student=names.filter(one_line), assignment="07_any"), names)  # masked, too, it is a name
@FEWER
def test_text_in_the_report_is_text(result: Result, title: str) -> None:
    """As in the feedback: the same elements as with all markup put out of action, and no text lost."""
    assume(one_line(result.student))  # the intake calls nobody by a name that shows nothing
    page = read_html(overview_html([result], title, {"07_any": title}))
    same_name = replace(masked(result), assignment="07_any")
    tame = read_html(overview_html([same_name], mask(title), {"07_any": mask(title)}))
    for one, other in zip(page, tame, strict=True):
        text = ("href", "title")  # the two attributes that hold something of a student's or the course's
        assert one.tag == other.tag
        assert {key: value for key, value in one.attributes.items() if key not in text} == {
            key: value for key, value in other.attributes.items() if key not in text
        }
        assert one.attributes.get("title", "") == unmask(other.attributes.get("title", "") or "")
    assert page.text == unmask(tame.text)
    for link in page.all("a"):
        assert str(link.attributes["href"]).startswith(("../feedback/", "#students", "students/", "assignments/"))


ODD_NAMES = (
    "김서연",
    "two  spaces ",
    "100%",
    "%41%2F%00",
    "#1",
    "who?",
    "-rf",
    "a&b=c",
    "\"'<b>",
    "javascript:alert(1)",
    "back\\slash",
    "…",
    "..x",
    "~",
    "new\nline",
    "tab\t",
    "é",
    "e\u0301",
    "\u202egnp",
    "\udcff not UTF-8",
    "한" * 80,
)


def path_of(link: str) -> Path:
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    return Path(unquote_to_bytes(parts.path).decode(errors="surrogateescape"))


def test_links_lead_to_the_feedback(tmp_path: Path) -> None:
    """From file://, for every name that a folder can have."""
    Reports(tmp_path, COURSE, TITLES).write([activations(name) for name in ODD_NAMES])
    page = read_html((tmp_path / "report" / "index.html").read_text(encoding="utf-8"))
    cells = page.all("table", class_="students")[0].all("tbody")[0].all("tr")
    assert len(cells) == len(ODD_NAMES)
    for row, name in zip(cells, sorted(ODD_NAMES), strict=True):
        own, file = (path_of(str(link.attributes["href"])) for link in row.all("a"))
        assert own == Path("students", f"{name}.html")
        assert one_line(name) in read_html((tmp_path / "report" / own).read_text(encoding="utf-8")).all("h1")[0].text
        assert file.parts[-2] == name
        found = (tmp_path / "report" / file).read_text(encoding="utf-8")
        assert read_html(found).all("b", dir="auto")[0].text == one_line(name)


def test_the_picture_is_part_of_the_page() -> None:
    svg = distribution_svg([4, 0, 1], 3, 1.5, "median")
    assert svg == distribution_svg([4, 0, 1], 3, 1.5, "median")
    picture = read_html(svg)
    assert {each.tag for each in picture} <= {"", "svg", "g", "path", "text"}
    assert not any({"id", "href", "xlink:href", "class"} & set(each.attributes) for each in picture)
    for colour in ("--ink", "--soft", "--good", "--line"):
        assert f"var({colour})" in svg
    assert "font-family" not in svg
    assert "#0" not in svg
