"""Lateness: nothing in time is touched, later never costs less, and every sum is exact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.extensions import read_extensions
from autograder.lateness import Deadlines, Grade, LatePolicy, Policy
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, Status
from autograder.roster import RosterError

DEADLINE = datetime(2026, 3, 14, 23, 59, tzinfo=UTC)
shares = st.fractions(min_value=0, max_value=1, max_denominator=40)
spans = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))
policies = st.builds(LatePolicy, st.sampled_from([timedelta(hours=1), timedelta(days=1)]), shares, spans, shares)
PER_DAY = LatePolicy(timedelta(days=1), Fraction(1, 10), timedelta(minutes=15), Fraction(1, 2))


def result(points: Fraction, of: Fraction, submitted_at: str, student: str = "ada") -> Result:
    kinds = ((CheckStatus.PASSED, points), (CheckStatus.FAILED, of - points))
    checks = tuple(CheckResult(str(kind), "q", "R.", "hidden", kind, worth) for kind, worth in kinds)
    return Result(student, "02", Status.GRADED, (QuestionResult("q", checks),), "", submitted_at, "d")


def at(late: timedelta) -> str:
    return (DEADLINE + late).isoformat()


@given(policies, spans, spans)
def test_later_never_costs_less(policy: LatePolicy, one: timedelta, other: timedelta):
    assert policy.share(min(one, other)) <= policy.share(max(one, other)) <= min(1, policy.most)


@given(policies, spans)
def test_within_the_grace_nothing_is_taken_off(policy: LatePolicy, late: timedelta):
    assert policy.share(min(late, policy.grace)) == 0


@given(policies, st.timedeltas(min_value=-timedelta(days=30), max_value=timedelta(days=30)), shares)
def test_a_final_score_is_the_raw_one_less_the_penalty_and_never_below_zero(policy, late, earned):
    of = Fraction(56)
    grade = Policy(Deadlines({"02": DEADLINE}), policy).grade(result(earned * of, of, at(late)))
    assert grade.raw == earned * of
    assert 0 <= grade.final <= grade.raw
    assert grade.raw - grade.final == grade.penalty
    if late <= timedelta(0):
        assert grade == Grade(grade.raw, Fraction(0))


@pytest.mark.parametrize(
    ("late", "points"),
    [
        (timedelta(minutes=15), "40"),
        (timedelta(minutes=15, microseconds=1), "172/5"),  # a day is begun: 1/10 of 56
        (timedelta(days=1), "172/5"),
        (timedelta(days=1, seconds=1), "144/5"),
        (timedelta(days=30), "12"),  # never more than half of 56
    ],
)
def test_what_begins_counts(late: timedelta, points: str):
    policy = Policy(Deadlines({"02": DEADLINE}), PER_DAY)
    assert policy.grade(result(Fraction(40), Fraction(56), at(late))).final == Fraction(points)


@pytest.mark.parametrize("time", ["", "yesterday", "2030-01-01T00:00:00"])
def test_where_nobody_knows_the_time_nothing_is_taken_off(time: str):
    policy = Policy(Deadlines({"02": DEADLINE}), PER_DAY)
    assert policy.grade(result(Fraction(40), Fraction(56), time)).penalty == 0


def test_an_extension_gives_time_and_never_takes_it():
    late = result(Fraction(40), Fraction(56), at(timedelta(days=1, hours=1)))
    for extended, lost in (
        ({("ada", ""): DEADLINE + timedelta(days=2)}, "0"),
        ({("ada", "02"): DEADLINE + timedelta(days=1)}, "28/5"),
        ({("ada", "02"): DEADLINE - timedelta(days=9)}, "56/5"),
        ({("ben", ""): DEADLINE + timedelta(days=2)}, "56/5"),
    ):
        assert Policy(Deadlines({"02": DEADLINE}, extended), PER_DAY).grade(late).penalty == Fraction(lost)


def test_without_a_deadline_nobody_is_late():
    assert Policy(Deadlines({"02": None}), PER_DAY).grade(result(Fraction(1), Fraction(1), at(timedelta(9)))).late == (
        timedelta(0)
    )


def read(tmp_path: Path, text: str) -> dict[tuple[str, str], datetime]:
    def known(name: str) -> str:
        if name not in ("ada", "02"):
            raise ValueError(f"nobody knows {name}.")
        return name

    (tmp_path / "extensions.csv").write_text(text, encoding="utf-8")
    return read_extensions(tmp_path / "extensions.csv", known, known, [None, DEADLINE])


def test_extensions_as_they_are_written(tmp_path: Path):
    rows = ("ada,,2026-03-16T00:00", "ada,02,2026-03-20T12:00+09:00", "ada,02,2026-03-18T12:00+09:00")
    text = "\n".join(("student,assignment,deadline", *rows, ""))
    assert read(tmp_path, text) == {
        ("ada", ""): datetime(2026, 3, 16, tzinfo=UTC),
        ("ada", "02"): datetime.fromisoformat("2026-03-20T12:00+09:00"),
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("student,deadline\nada,soon\n", "line 2: 'soon' is no time"),
        ("student,deadline\neva,2026-03-16T00:00\n", "line 2: nobody knows eva."),
        ("student,assignment,deadline\nada,99,2026-03-16T00:00\n", "line 2: nobody knows 99."),
        ("student,deadline\nada,2026-03-15\n", "line 2: '2026-03-15' has no time of day"),
        ("student\nada\n", "no column 'deadline'"),
    ],
)
def test_what_is_wrong_in_them_is_said(tmp_path: Path, text: str, sentence: str):
    with pytest.raises(RosterError, match=sentence):
        read(tmp_path, text)
