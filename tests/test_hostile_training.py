"""Attacks on the assignments that train: the points of a network that learnt nothing, and not one more."""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from rich.console import Console

from autograder.checks.attempts import _fashion_task
from autograder.class_run import run
from autograder.classroom import LocalProcesses, Setting
from autograder.course import load_course
from autograder.environment import ROOT
from autograder.results import Result, Status
from autograder.submitted import Submitted
from autograder.training import MAX_ATTEMPTS

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")]

FOLDER = ROOT / "tests" / "hostile" / "training"
COURSE = load_course()
SETTING = Setting(ROOT / "course.toml", secret=b"a secret of this test")
MARKER = "descent_was_here"
WEAK = "weak"


@dataclass(frozen=True)
class Graded:
    """What came of the weak submission and of the attacks, by name, and everything that was written or said."""

    assignment: str
    results: dict[str, Result]
    texts: dict[str, str]


def sources(module: str) -> dict[str, str]:
    """The weak submission, which has the solution's other functions, and each attack on top of it."""
    (folder,) = (ROOT / "solutions").glob(f"*_{module}")
    weak = (folder / f"{module}.py").read_text(encoding="utf-8")
    weak += (FOLDER / f"weak_{module}.py").read_text(encoding="utf-8")
    attacks = {file.stem: file.read_text(encoding="utf-8") for file in sorted((FOLDER / module).glob("*.py"))}
    return {WEAK: weak} | {name: f"{weak}\n\n{text}" for name, text in attacks.items()}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(("fashion_mnist", 3), id="a third of fashion_mnist"),
        pytest.param(("fashion_mnist", 1), id="fashion_mnist", marks=pytest.mark.proof),
        pytest.param(("boston_kfold", 1), id="boston_kfold"),
    ],
)
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    module, step = request.param
    assignment = COURSE.find(module)
    out = tmp_path_factory.mktemp(module)
    submissions = [
        Submitted(name, assignment.id, assignment.module, {f"{assignment.module}.py": text.encode()})
        for name, text in [*sources(module).items()][::step]  # the weak one is the first
    ]
    said = io.StringIO()
    results = run(COURSE, submissions, SETTING, out, LocalProcesses(), Console(file=said))
    texts = {
        str(file.relative_to(out)): file.read_text(encoding="utf-8", errors="replace")
        for file in out.rglob("*")
        if file.is_file()
    }
    return Graded(assignment.id, {each.student: each for each in results}, texts | {"terminal": said.getvalue()})


def points_of(result: Result) -> dict[str, Fraction]:
    return {question.id: question.points for question in result.questions}


def claims(name: str, module: str) -> tuple[str, bool]:
    """What the attack's docstring says it may get, and that it says what must be seen."""
    docstring = (FOLDER / module / f"{name}.py").read_text(encoding="utf-8").split('"""')[1]
    points = re.search(r"^Points: (same|no more)\n\Z", docstring, re.MULTILINE)
    assert points, f"{name} does not say what it may get"
    assert "Instead:" in docstring, name
    return points[1], "Silent:" in docstring


def test_no_attack_gains_a_point(graded: Graded) -> None:
    weak = points_of(graded.results[WEAK])
    assert 0 < sum(weak.values()) < sum(question.max_points for question in graded.results[WEAK].questions)
    wrong = {}
    for name, result in graded.results.items():
        if name != WEAK:
            points, got = claims(name, graded.assignment[3:])[0], points_of(result)
            if got != weak if points == "same" else any(got[each] > weak[each] for each in weak):
                wrong[name] = {each: f"{weak[each]} -> {got[each]}" for each in weak if got[each] != weak[each]}
    assert wrong == {}


def test_every_attack_was_made_and_none_succeeded(graded: Graded) -> None:
    for name, result in graded.results.items():
        assert result.status is not Status.GRADER_ERROR, f"{name}: {result.message}"
        if name != WEAK:
            assert "TRIED" in result.student_output, name
            assert "GAINED" not in result.student_output, (name, result.student_output)
    for place in ("/", "/tmp", "/var/tmp", "/usr/lib", "/root"):
        assert not (Path(place) / MARKER).exists()


def test_no_held_out_label_comes_out(graded: Graded) -> None:
    """The labels of each attempt, as the task draws them from the secret, stand in no file, in whatever notation."""
    training = COURSE.find(graded.assignment).training_on("cpu", SETTING.secret)
    assert training is not None
    if graded.assignment != "05_fashion_mnist":
        pytest.skip("the prices are handed to the submission, which divides the rows itself")
    digits = {name: re.sub(r"[^0-9]+", "", text) for name, text in graded.texts.items()}
    for number in range(MAX_ATTEMPTS):
        labels = "".join(str(label) for label in _fashion_task(training, training.task(number))[3])
        assert len(labels) == training.test_rows
        for start in range(0, len(labels) - 12, 12):
            assert [name for name, text in digits.items() if labels[start : start + 12] in text] == []


def test_everything_that_is_written_can_be_read(graded: Graded) -> None:
    for name, text in graded.texts.items():
        if name.endswith(".json"):
            json.loads(text)
        if name.endswith((".json", ".html", ".md", ".csv", "terminal")):
            assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text), name
            assert not re.search(r"^::", text, re.MULTILINE), name
