"""Hints: three for every question of the course in both languages, and shown one at a time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import Assignment, load_course
from autograder.environment import ROOT
from autograder.hints import LEVELS, HintError, hint, hints_file, read_hints, shown

COURSE = load_course()
ACTIVATIONS = COURSE.find("02")
sentences = st.lists(st.text("abc `'.*,", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda each: each.id)
def test_every_question_has_three_hints_in_order(assignment: Assignment, language: str):
    text = hints_file(assignment, language).read_text(encoding="utf-8")
    found = read_hints(text)
    assert list(found) == [question.id for question in assignment.questions]
    for question, hints in found.items():
        assert len(hints) == LEVELS, question
        assert len(set(hints)) == LEVELS, question
        assert all(each.count("`") % 2 == 0 for each in hints), question
        assert all(bool(re.search("[가-힣]", each)) == (language == "ko") for each in hints), question


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda each: each.id)
def test_hints_in_both_languages_say_the_same_code(assignment: Assignment):
    """The last hint of a question holds the same calls in Korean as in English."""
    english, korean = (read_hints(hints_file(assignment, each).read_text(encoding="utf-8")) for each in ("en", "ko"))
    for question in english:
        one, other = (
            {code for code in each[question][-1].split("`")[1::2] if "(" in code} for each in (english, korean)
        )
        assert one == other, question


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True), st.lists(sentences, max_size=4)))
def test_hints_that_are_written_are_read(hints: dict[str, list[str]]):
    text = "# Heading\n\nAn introduction.\n1. not a hint of any question\n"
    for question, each in hints.items():
        text += f"\n## `{question}`\n\n"
        text += "".join(f"{number}. {sentence}\n" for number, sentence in enumerate(each, 1))
    assert read_hints(text) == {question: tuple(each) for question, each in hints.items()}


def test_lines_of_a_hint_are_joined():
    assert read_hints("## `f`\n\n1. one\n   two\n\n2. three\n## Others\n1. four\n") == {"f": ("one two", "three")}


def test_what_is_missing_is_said(tmp_path: Path):
    with pytest.raises(HintError, match=r"There is no hint 4 for sigmoid in hints\.md\."):
        hint(ACTIVATIONS, "sigmoid", 4, "en")
    course = shutil.copytree(ROOT / "assignments" / ACTIVATIONS.id, tmp_path / "assignments" / ACTIVATIONS.id)
    shutil.copy(ROOT / "course.toml", tmp_path)
    elsewhere = load_course(tmp_path / "course.toml").find("02")
    (course / "hints.ko.md").unlink()
    assert hint(elsewhere, "sigmoid", 1, "ko") == hint(ACTIVATIONS, "sigmoid", 1, "en")
    (course / "hints.md").write_bytes(b"\xff")
    with pytest.raises(HintError, match=r"hints\.md is not UTF-8"):
        hint(elsewhere, "sigmoid", 1, "en")
    (course / "hints.md").unlink()
    with pytest.raises(HintError, match="02_activations has no hints"):
        hint(elsewhere, "sigmoid", 1, "en")


def test_code_stands_out_and_keeps_its_backticks():
    text = shown("use `np.exp(x)` here")
    assert text.plain == "use `np.exp(x)` here"
    assert [text.plain[span.start : span.end] for span in text.spans if span.style] == ["`np.exp(x)`"]


def run(*words: str, language: str = "en", course: Path = ROOT) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "autograder.cli", "--course", str(course), "hint", *words]
    env = {**os.environ, "DESCENT_LANG": language}
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_the_command_shows_one_hint_and_where_the_next_is():
    first, last = run("02", "-q", "sigmoid"), run("activations", "-q", "sigmoid", "--level", "3", language="ko")
    assert first.returncode == last.returncode == 0
    assert first.stdout.splitlines()[0] == "sigmoid: hint 1 of 3"
    assert hint(ACTIVATIONS, "sigmoid", 1, "en") in first.stdout
    assert first.stdout.splitlines()[-1] == "More: make hint A=02 Q=sigmoid LEVEL=2"
    assert hint(ACTIVATIONS, "sigmoid", 3, "ko") in last.stdout
    assert "LEVEL" not in last.stdout


def test_the_next_hint_is_of_the_same_course(tmp_path: Path):
    folder = tmp_path / "another course"
    shutil.copytree(ACTIVATIONS.stub.parent, folder / "assignments" / ACTIVATIONS.id)
    shutil.copy(ROOT / "course.toml", folder)
    more = run("02", "-q", "sigmoid", course=folder).stdout.splitlines()[-1]
    assert more == f"More: make hint A=02 Q=sigmoid LEVEL=2 COURSE='{folder}'"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["02"], "Which question? Name one with Q=: sigmoid, "),
        (["02", "-q", "sigmoyd"], "There is no question sigmoyd. Name one with Q=: sigmoid, "),
        (["77", "-q", "sigmoid"], "There is no assignment '77'."),
        (["02", "-q", "sigmoid", "--level", "4"], "There is no hint 4 for sigmoid in hints.md."),
    ],
)
def test_what_the_command_cannot_show_is_said_in_a_sentence(words: list[str], says: str):
    done = run(*words)
    assert done.returncode == 2
    assert done.stderr.startswith(says)
    assert done.stderr.count("\n") == 1
