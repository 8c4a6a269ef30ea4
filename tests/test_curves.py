"""`explain`: a student's values along a line beside those of the solution, and where the two part."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.course import Assignment, load_course
from autograder.curve_plot import in_words, picture, terminal_plot
from autograder.curves import Answers, Curve, CurvesError, Line, answered, curves_of, json_of, of_question
from autograder.environment import ROOT
from autograder.required_curves import required, toml_of
from autograder.submission import LocalSubmission
from shared import plots

COURSE = load_course()
NUMPY = [each for each in COURSE.assignments if each.library == "numpy"]
KERAS = [each for each in COURSE.assignments if each.library == "keras"]
ACTIVATIONS = COURSE.find("02")
FIRST = COURSE.find("00")


def is_current(assignment: Assignment) -> None:
    made = json.loads(required(assignment))
    kept = json.loads(json_of(assignment).read_text(encoding="utf-8"))
    assert made["constants"] == kept["constants"]
    assert [each["line"] for each in made["curves"]] == [each["line"] for each in kept["curves"]]
    for new, old in zip(made["curves"], kept["curves"], strict=True):
        pair = [np.array(each["required"], float) for each in (new, old)]
        np.testing.assert_allclose(*pair, rtol=1e-9, atol=1e-12, err_msg=str(new["line"]))


@pytest.mark.parametrize("assignment", NUMPY, ids=lambda each: each.id)
def test_what_is_required_is_what_the_solution_gives(assignment: Assignment):
    is_current(assignment)
    for curve in curves_of(assignment):
        assert np.isfinite(curve.required).any(), curve.line
        assert answered(curve, LocalSubmission(assignment.reference)).wrong is None


@pytest.mark.slow
@pytest.mark.parametrize("assignment", KERAS, ids=lambda each: each.id)
def test_what_is_required_with_keras_is_what_the_solution_gives(assignment: Assignment):
    is_current(assignment)


def test_every_question_has_a_curve_that_moves():
    for assignment in COURSE.assignments:
        for question in {curve.line.question for curve in curves_of(assignment)}:
            curves = of_question(curves_of(assignment), question)
            assert any(np.ptp(each.required[np.isfinite(each.required)]) > 0 for each in curves), question


def test_most_questions_have_a_curve():
    without = {
        (each.id[:2], question.id)
        for each in NUMPY
        for question in each.questions
        if not of_question(curves_of(each), question.id)
    }
    assert without == {("04", "xavier_start")}  # whose values are the generator's


def submission(tmp_path: Path, source: str, module: str = "activations") -> LocalSubmission:
    file = tmp_path / f"{module}.py"
    file.write_text(f"import numpy as np\n{source}\n", encoding="utf-8")
    return LocalSubmission(file)


SIGMOID = of_question(curves_of(ACTIVATIONS), "sigmoid")


def test_the_first_wrong_place_is_found(tmp_path: Path):
    wrong = submission(tmp_path, "def relu_derivative(x): return (x >= 0) * 1.0")
    answers = answered(of_question(curves_of(ACTIVATIONS), "relu_derivative")[0], wrong)
    assert answers.wrong is not None
    assert answers.curve.line.values[answers.wrong] == 0
    assert in_words(answers) == "Along relu_derivative(x), at x = 0.0: yours is 1.0, required is 0.0."


def test_overflow_is_found_on_the_far_line_alone(tmp_path: Path):
    wrong = submission(tmp_path, "def sigmoid(x): return np.exp(x) / (1 + np.exp(x))")
    near, far = (answered(each, wrong) for each in SIGMOID)
    assert near.wrong is None
    assert far.wrong is not None
    assert "at x = 725.0: yours is nothing finite, required is 1.0." in in_words(far)
    assert in_words(near) == "Along sigmoid(x), x from -6 to 6, your values are the required ones."


def test_what_raises_or_has_another_size_is_wrong(tmp_path: Path):
    raises = submission(tmp_path, "def sigmoid(x):\n    if x > 0: return 1\n    return 0")
    answers = answered(SIGMOID[0], raises)
    assert answers.wrong == 0
    assert "and yours raised ValueError: The truth value of an array" in in_words(answers)
    assert answered(SIGMOID[0], submission(tmp_path, "def sigmoid(x): return x.sum()")).wrong == 0
    assert answered(SIGMOID[0], submission(tmp_path, "def sigmoid(x): exit()")).raised.startswith("SystemExit")
    assert answered(SIGMOID[0], submission(tmp_path, "def sigmoid(x): return 'text'")).wrong == 0


def test_a_picture_is_drawn_and_marks_the_place(tmp_path: Path):
    wrong = submission(tmp_path, "def sigmoid(x): return x * np.nan")
    file = picture(answered(SIGMOID[0], wrong), tmp_path / "activations.py")
    assert file == tmp_path / "my_pictures" / "explain_sigmoid.png"
    whole = Answers(SIGMOID[0], SIGMOID[0].required)
    before = file.read_bytes()
    assert before.startswith(b"\x89PNG")
    assert picture(whole, tmp_path / "activations.py").read_bytes() != before


@pytest.mark.parametrize("value", [np.nan, 1e308])
def test_the_terminal_shows_what_can_be_drawn(value: float):
    pytest.importorskip("uniplot")
    curve = SIGMOID[0]
    nothing = np.full(len(curve.required), value)
    shown = terminal_plot(Answers(curve, nothing), 80)
    assert "required" in shown
    assert "yours" not in shown
    assert terminal_plot(Answers(replace(curve, required=nothing), nothing), 80) == ""
    assert "yours" in terminal_plot(Answers(curve, curve.required), 80)


def test_lines_name_their_values():
    line = Line(question="f", call="f(x)", over="x", first=-6, last=6)
    assert len(line.values) == 81
    assert line.values[40] == 0
    assert line.model_copy(update={"whole": True}).values == list(range(-6, 7))
    with pytest.raises(ValueError, match="`first` below `last`"):
        Line(question="f", call="f(x)", over="x", first=1, last=1)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for name in (f"assignments/{FIRST.id}", f"solutions/{FIRST.id}"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.toml", tmp_path)
    return tmp_path


def first_of(course: Path) -> Assignment:
    return load_course(course / "course.toml").find("00")


DIRECTION = '[[curve]]\nquestion = "direction"\nover = "x"\nfirst = 0\nlast = 1\n'


@pytest.mark.parametrize("text", ["{", "[]", '{"constants": {}, "curves": [{}]}', '{"curves": 1, "constants": {}}'])
def test_a_damaged_file_is_named(course: Path, text: str):
    json_of(first_of(course)).write_text(text, encoding="utf-8")
    with pytest.raises(CurvesError, match=r"curves\.json cannot be read\. Restore it"):
        curves_of(first_of(course))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[curve]\n", "cannot be read"),
        ("curve = []\nextra = 1\n", "`extra`"),
        ('[[curve]]\nquestion = "f"\ncall = "f(x)"\nover = "x"\nfirst = 0\nlast = 1\n', "no question 'f'"),
        (f"{DIRECTION}call = 'direction(x)'\n", "nowhere one finite number"),
        (f"constants = {{ k = 'np.arrange(3)' }}\n{DIRECTION}call = 'direction(x)[0]'\n", "cannot be computed"),
        ('[[curve]]\nquestion = "direction"\ncall = "direction(x, 1)"\nover = "x"\nfirst = 0\nlast = 1\n', "direction"),
    ],
)
def test_a_wrong_line_is_named(course: Path, text: str, says: str):
    toml_of(first_of(course)).write_text(text, encoding="utf-8")
    with pytest.raises(CurvesError, match=says):
        required(first_of(course))


def explain(course: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "autograder.cli", "--course", str(course), "explain", *words]
    env = {**os.environ, "DESCENT_LANG": "en", "MPLBACKEND": "agg"}
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def write(course: Path, old: str, new: str) -> None:
    stub = first_of(course).stub
    text = stub.read_text(encoding="utf-8")
    assert old in text
    stub.write_text(text.replace(old, new), encoding="utf-8")


def test_a_picture_without_a_place_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DESCENT_PICTURES", raising=False)
    (tmp_path / "my_pictures").touch()
    with pytest.raises(SystemExit, match=r"^The pictures have no place: .*my_pictures cannot be made \("):
        plots.folder_beside(tmp_path / "activations.py")


def test_the_first_failing_question_is_explained(course: Path):
    shutil.copy(first_of(course).reference, first_of(course).stub)
    write(course, "(points @ direction(angle) > 0)", "(points @ direction(angle) < 0)")
    done = explain(course, "00")
    assert done.returncode == 1
    assert "✗ classify: " in done.stdout
    last, file = done.stdout.splitlines()[-2:]
    assert last == "Along classify(np.array([[1.0, y]]), 0.5)[0], at y = -4.0: yours is 1.0, required is 0.0."
    assert Path(file.removeprefix("The picture: ")).is_file()
    assert done.stderr == ""


def test_where_nothing_is_written_there_is_nothing_to_draw(course: Path):
    done = explain(course, "00")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "Nothing of it is written yet: there is nothing to draw."


def test_where_nothing_fails_a_question_can_be_drawn(course: Path):
    shutil.copy(first_of(course).reference, first_of(course).stub)
    assert explain(course, "00").stdout.splitlines()[-1] == "Nothing fails. Q= draws a question all the same."
    done = explain(course, "00", "-q", "learn")
    assert done.returncode == 0
    assert "your values are the required ones." in done.stdout


def test_what_is_not_written_is_not_drawn(course: Path):
    done = explain(course, "00", "-q", "learn")
    assert done.returncode == 1
    assert "not written yet" in done.stdout
    assert "picture" not in done.stdout
    write(course, '    raise NotImplementedError("direction: not written yet")', "    return (")
    done = explain(course, "00")
    assert done.returncode == 1
    assert "never closed" in done.stdout
    assert done.stderr == ""


def test_checks_that_cannot_be_collected_end_with_the_reason(course: Path):
    first_of(course).public_file.write_text("<<<<<<< ours\n", encoding="utf-8")
    done = explain(course, "00")
    assert done.returncode == 2
    assert "<<<<<<< ours" in done.stdout
    assert done.stderr == ""


def test_an_assignment_without_curves_says_so(course: Path):
    json_of(first_of(course)).unlink()
    shutil.copy(first_of(course).reference, first_of(course).stub)
    assert "There is no curve to draw for learn." in explain(course, "00", "-q", "learn").stdout


def test_calls_and_constants_are_known_by_name(tmp_path: Path):
    line = Line(question="sigmoid", call="sigmoid(shift + x)", over="x", first=0, last=4, whole=True)
    curve = Curve(line, {"shift": "np.float64(2)"}, np.arange(2.0, 7.0))
    given = submission(tmp_path, "def sigmoid(x): return x")
    assert answered(curve, given).wrong is None
    assert answered(replace(curve, required=np.arange(2.0, 7.0) + 1e-6), given).wrong == 0
