"""Measured values, read back from what `assert_band` says, in every language and for every value it may meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assertions import CheckFailure
from autograder.language import LANGUAGES
from autograder.reports.margins import Measured as Read
from autograder.reports.margins import by_question, margins, margins_svg, measured
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, Status
from autograder.training import Measured, Training, assert_band
from tests.arbitrary_results import HOSTILE
from tests.reading_html import read_html

values = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 4))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("DESCENT_LANG", request.param)
    return request.param


def said(attempts: tuple[float, ...], band: float, higher_is_better: bool) -> tuple[str, bool]:
    """What `assert_band` says of `attempts`, and whether they reached the band."""
    notes: list[str] = []
    training = Training("cpu", 1, 1, 1, 1, {"accuracy": (band,)}, {"accuracy": 0.0}, b"")
    try:
        assert_band(Measured(attempts, notes), training, "accuracy", 0, higher_is_better=higher_is_better)
    except CheckFailure as failure:
        return str(failure.problem), False
    return notes[0], True


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("higher_is_better", [True, False])
def test_what_a_check_says_is_read_back(higher_is_better: bool) -> None:
    @given(st.lists(values, min_size=1, max_size=3), values.map(lambda value: float(f"{value:g}")))
    @settings(max_examples=60)
    def read_back(attempts: list[float], band: float) -> None:
        sentence, _ = said(tuple(attempts), band, higher_is_better)
        got = measured(sentence)
        value = Measured(tuple(attempts), []).value
        assert got == Read(float(f"{value:.4f}"), band)

    read_back()


@pytest.mark.parametrize("text", [*HOSTILE, "Measured ; the threshold is 1.", "Measured nan; the threshold is 1."])
def test_other_texts_measure_nothing(text: str) -> None:
    assert measured(text) is None


def of_class(reached: list[float], missed: list[float], threshold: float = 0.7) -> list[Result]:
    def result(number: int, value: float, status: CheckStatus) -> Result:
        sentence = f"Measured {value:.4f}; the threshold is {threshold:g}."
        passed = status is CheckStatus.PASSED
        about = ("test_accuracy", "train", "It recognises most.", "hidden", status, Fraction(1))
        check = CheckResult(*about, "" if passed else sentence, None, sentence if passed else "")
        return Result(f"student{number}", "05", Status.GRADED, (QuestionResult("train", (check,)),))

    passed = [result(number, value, CheckStatus.PASSED) for number, value in enumerate(reached)]
    return passed + [result(-number - 1, value, CheckStatus.FAILED) for number, value in enumerate(missed)]


above = st.integers(7000, 9999).map(lambda value: value / 10000)
below = st.integers(0, 6999).map(lambda value: value / 10000)


@given(st.lists(above, max_size=6), st.lists(below, max_size=6))
@settings(max_examples=40)
def test_the_margins_of_a_class(reached: list[float], missed: list[float]) -> None:
    found = margins(of_class(reached, missed))
    if not reached + missed:
        assert found == []
        return
    (got,) = found
    assert (list(got.reached), list(got.missed)) == (sorted(reached), sorted(missed))
    assert got.nearest_reached == min(reached, default=None)
    assert got.nearest_missed == max(missed, default=None)
    assert min(reached + missed) <= got.median <= max(reached + missed)


def test_only_what_was_measured_counts() -> None:
    """A check that was skipped, or failed for another reason, has no margin; another threshold is another row."""
    results = [*of_class([0.8], [0.6]), *of_class([0.9], [], threshold=0.74)]
    skipped, other = results[0].questions[0].checks[0], results[1].questions[0].checks[0]
    for each in (
        replace(skipped, status=CheckStatus.SKIPPED, message=skipped.note),
        replace(other, message="It raised an exception."),
    ):
        results.append(replace(results[0], student="other", questions=(QuestionResult("train", (each,)),)))
    assert [(each.threshold, each.reached, each.missed) for each in margins(results)] == [
        (0.7, (0.8,), (0.6,)),
        (0.74, (0.9,), ()),
    ]
    assert {name: len(group) for name, group in by_question(margins(results)).items()} == {"train": 2}


@pytest.mark.parametrize(("reached", "missed"), [([0.7123, 0.9], [0.1]), ([0.7], []), ([], [0.5, 0.5])])
def test_the_picture_shows_every_value_and_the_threshold(reached: list[float], missed: list[float]) -> None:
    group = margins(of_class(reached, missed))
    svg = margins_svg(group)
    assert svg == margins_svg(group)
    picture = read_html(svg)
    assert {each.tag for each in picture} <= {"", "svg", "g", "path", "text"}
    ends = {f"{value:g}" for value in (min(reached + missed), max(reached + missed))}
    assert {each.text for each in picture.all("text")} == ends | {"0.7"}
    strokes = [each for each in picture.all("path") if "var(--good)" in str(each.attributes.get("style"))]
    assert len(strokes) == len(reached + missed)
