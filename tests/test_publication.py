"""Versions of grades: what is published stays, and whatever would change is listed with its reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from autograder.cli import OF_INSTRUCTORS, add, app
from autograder.publication import Change, Counted, changes
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, Status
from autograder.store import Store

PASSED, FAILED = CheckStatus.PASSED, CheckStatus.FAILED


def result(student: str, *statuses: CheckStatus, message: str = "") -> Result:
    checks = tuple(
        CheckResult(f"check_{place}", "sigmoid", "R.", "hidden", status, Fraction(1, 3), message)
        for place, status in enumerate(statuses)
    )
    return Result(student, "02_activations", Status.GRADED, (QuestionResult("sigmoid", checks),), "", "", "d")


def counted(each: Result) -> Counted:
    return Counted(each, each.score)


classes = st.dictionaries(
    st.sampled_from(["ada", "ben", "eva", "하늘"]), st.lists(st.sampled_from([PASSED, FAILED]), min_size=1, max_size=4)
).map(lambda found: [counted(result(student, *statuses)) for student, statuses in found.items()])


@given(classes, classes)
def test_what_is_listed_is_what_differs_and_every_change_has_a_reason(before: list[Counted], after: list[Counted]):
    found = changes(before, after)
    old, new = ({each.result.student: each.final for each in version} for version in (before, after))
    assert {each.student for each in found} == {name for name in old | new if old.get(name) != new.get(name)}
    for each in found:
        assert (each.before, each.after) == (old.get(each.student), new.get(each.student))
        assert each.reasons
    assert changes(after, after) == []


def test_reasons_say_what_happened():
    old = counted(result("ada", PASSED, PASSED, FAILED))
    new = counted(result("ada", PASSED, FAILED, message="It is 2, not 1."))
    assert changes([old], [new]) == [
        Change(
            "ada",
            "02_activations",
            Fraction(2, 3),
            Fraction(1, 3),
            ("sigmoid, check_1 (hidden): failed, not passed. It is 2, not 1.",),
        )
    ]
    late = Counted(old.result, Fraction(1, 3))
    assert changes([old], [late])[0].reasons == ("Being late takes off 1/3 points, not 0.",)
    again = counted(replace(result("ada", FAILED, FAILED, FAILED, PASSED), digest="e"))
    (change,) = changes([old], [again])
    assert change.reasons[0] == "Something else was handed in."
    assert "sigmoid, check_3 (hidden): a new check, passed (1/3 of 1/3 points)." in change.reasons
    gone = changes([old], [counted(result("ada"))])[0].reasons
    assert gone[0] == "sigmoid, check_0 (hidden): the check is gone, and its 1/3 points."


def test_versions_are_kept_whole(tmp_path: Path):
    first, second = counted(result("ada", PASSED)), counted(result("ada", FAILED))
    with Store(tmp_path) as store:
        assert store.published() == (0, "", [])
        assert store.publish([first]) == 1
        assert store.publish([second]) == 2
    with Store(tmp_path) as store:
        version, at, found = store.published()
        assert (version, found) == (2, [second])
        assert at


add(OF_INSTRUCTORS)


def run(out: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*words, "--out", str(out)])
    return done.exit_code, done.output


def test_an_instructors_morning(tmp_path: Path):
    assert run(tmp_path / "none", "diff")[0] == 2
    with Store(tmp_path) as store:
        store.put(result("ada", PASSED, PASSED), "k")
        store.put(result("ben", FAILED, PASSED), "k")
    assert "Nothing was published yet" in run(tmp_path, "diff")[1]
    assert run(tmp_path, "publish") == (0, "Published as version 1: 2 grades, 2 of them new or changed.\n")
    assert "nothing to publish" in run(tmp_path, "publish")[1]
    with Store(tmp_path) as store:
        store.put(result("ben", PASSED, PASSED), "k2")
    status, said = run(tmp_path, "diff")
    assert status == 0
    assert said.splitlines()[1:] == [
        "ben, 02_activations: 1/3 -> 2/3",
        "    sigmoid, check_0 (hidden): passed, not failed.",
    ]
    assert "version 2: 2 grades, 1 of them" in run(tmp_path, "publish")[1]


def test_what_is_not_final_is_not_published(tmp_path: Path):
    with Store(tmp_path) as store:
        store.put(result("ada", CheckStatus.GRADER_ERROR), "k")
    done = CliRunner().invoke(app, ["publish", "--out", str(tmp_path)])
    assert done.exit_code == 2
    with Store(tmp_path) as store:
        assert store.published()[0] == 0
