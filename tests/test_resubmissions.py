"""Of several submissions the last or the best counts; whatever the rule, nothing is graded again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from autograder.lateness import Deadlines, LatePolicy, Policy
from autograder.resubmissions import Counts, counting
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, Status
from autograder.store import Store

DEADLINE = datetime(2026, 3, 14, tzinfo=UTC)
ONE_TENTH_A_DAY = Policy(
    Deadlines({"02_activations": DEADLINE}), LatePolicy(timedelta(days=1), Fraction(1, 10), most=Fraction(1))
)


def submission(passed: int, digest: str, days_late: int = -1, student: str = "ada", checks: int = 4) -> Result:
    done = tuple(
        CheckResult(
            f"c{place}",
            "sigmoid",
            "R.",
            "hidden",
            CheckStatus.PASSED if place < passed else CheckStatus.FAILED,
            Fraction(1),
        )
        for place in range(checks)
    )
    moment = (DEADLINE + timedelta(days=days_late)).isoformat()
    return Result(student, "02_activations", Status.GRADED, (QuestionResult("sigmoid", done),), "", moment, digest)


submissions = st.builds(
    submission, st.integers(0, 4), st.uuids().map(str), st.integers(-3, 9), st.sampled_from(["ada", "ben"])
)


@given(st.lists(submissions, max_size=6), st.integers(0, 4), st.integers(-3, 9))
def test_the_best_is_at_least_as_good_as_each_and_is_one_of_them(earlier, passed, days_late):
    current = submission(passed, "now", days_late)
    mine = [each for each in [current, *earlier] if each.student == "ada"]
    for policy in (None, ONE_TENTH_A_DAY):
        (best,) = counting([current], earlier, Counts.BEST, policy)
        finals = [policy.grade(each).final if policy else each.score for each in mine]
        assert best in mine
        assert (policy.grade(best).final if policy else best.score) == max(finals)
        assert counting([current], earlier, Counts.LAST, policy) == [current]


def test_a_better_one_after_the_deadline_counts_only_for_what_is_left_of_it():
    before, after = submission(3, "first", -1), submission(4, "second", 3)
    assert counting([after], [before], Counts.BEST, ONE_TENTH_A_DAY) == [before]  # 3 against 4 - 12/10
    assert counting([after], [before], Counts.BEST, None) == [after]


def test_what_is_not_final_or_was_graded_out_of_other_points_is_never_replaced_or_taken():
    broken = replace(submission(0, "now"), status=Status.GRADER_ERROR)
    assert counting([broken], [submission(4, "old")], Counts.BEST, None) == [broken]
    current = submission(1, "now")
    assert counting([current], [submission(5, "old", checks=5)], Counts.BEST, None) == [current]


def test_the_record_keeps_what_was_graded_before_and_once(tmp_path: Path):
    first, second = submission(3, "first"), submission(1, "second")
    with Store(tmp_path) as store:
        store.put(first, "k1")
        assert store.earlier() == []
        store.put(first, "k2")  # the same files after a check changed
        store.put(second, "k3")
        assert store.earlier() == [first]
        store.put(replace(first, message="again"), "k4")  # handed in once more
        assert store.earlier() == [second]
        store.put(Result("ada", "02_activations", Status.MISSING, (), "nothing"), "k5")
        store.put(replace(second, status=Status.GRADER_ERROR), "k6")
        store.put(submission(2, "third"), "k7")
        assert [each.digest for each in store.earlier()] == ["first", "second"]
