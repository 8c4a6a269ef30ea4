"""An assignment for Otter-Grader, with the real one: the notebook, its checks, and the grades of `make grade`."""

from __future__ import annotations

import ast
import io
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.course import Assignment, load_course
from autograder.environment import ROOT
from autograder.otter.in_notebook import PublicChecks, RequirementMissed
from autograder.otter.notebook import notebook, percent_source
from autograder.otter.question_files import public_checks, student_test_file
from autograder.sandbox import landlock
from tests.notebooks_by_hand import code_cells, filled_in, source_of, with_cells
from tests.other_user import with_public_python
from tests.test_gradescope import HALVES, OF_A_CONTAINER

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

COURSE = load_course()
NUMPY = [each for each in COURSE.assignments if each.library == "numpy"]
ACTIVATIONS = COURSE.find("02")
SAMPLE_CLASS = ROOT / "tests" / "sample_class"
SOLUTION = ACTIVATIONS.reference.read_text(encoding="utf-8")
WRONG = (SAMPLE_CLASS / "grace_integers" / "activations.py").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Otter:
    """Otter-Grader's programs, and ours."""

    home: Path

    def run(self, *words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a module."""
        return self.start([sys.executable, "-m", *words], cwd=cwd, **variables)

    def start(self, line: list[str], *, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a program; nothing of Jupyter's is written outside `home`."""
        places = {name: str(self.home) for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR")}
        return subprocess.run(
            line,
            cwd=cwd,
            env={**os.environ, **places, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def check(self, folder: Path, file: str, *, expect: int = 0) -> str:
        """What `otter check` says, without a path to Descent: a student has the folder alone."""
        done = self.run("otter", "check", file, cwd=folder, PYTHONPATH="")
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout

    def grade(self, archive: Path, submission: Path, folder: Path) -> subprocess.CompletedProcess[str]:
        """`otter run`, which leaves results.json in `folder`."""
        folder.mkdir(exist_ok=True)
        line = ("otter", "run", "--no-logo", "-a", str(archive), "-o", str(folder), str(submission))
        return self.run(*line, cwd=folder, PYTHONPATH=str(ROOT))


@pytest.fixture(scope="module")
def otter(tmp_path_factory: pytest.TempPathFactory) -> Otter:
    if find_spec("otter") is None:
        pytest.skip("needs the packages in requirements-otter.txt")
    return Otter(tmp_path_factory.mktemp("jupyter"))


@pytest.fixture(scope="module")
def made(otter: Otter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `autograder otter 02` writes."""
    place = tmp_path_factory.mktemp("made") / "02"
    done = otter.run("autograder.cli", "otter", "02", str(place), cwd=ROOT, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "student" in done.stdout
    assert "hidden checks" in done.stdout
    return place


@pytest.fixture(scope="module")
def given(made: Path) -> str:
    return (made / "student" / "activations.ipynb").read_text(encoding="utf-8")


def student(made: Path, place: Path, text: str, name: str = "activations.ipynb") -> Path:
    """A copy of the students' folder in which `text` is the notebook."""
    shutil.copytree(made / "student", place)
    (place / "activations.ipynb").unlink()
    (place / name).write_text(text, encoding="utf-8")
    return place


# --- what students get ---


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda each: each.id)
def test_the_notebook_has_a_cell_for_each_function_and_a_check_below_it(assignment: Assignment):
    checked = {check.question for check in public_checks(assignment)}
    text = notebook(assignment, checked)
    assert text == notebook(assignment, checked)
    book = nbformat.reads(text, 4)
    nbformat.validate(book)
    cells = [cell.source for cell in book.cells if cell.cell_type == "code"]
    stub = ast.parse(assignment.stub.read_text(encoding="utf-8"))
    functions = {node.name: ast.unparse(node) for node in stub.body if isinstance(node, ast.FunctionDef)}
    for question in assignment.questions:
        check = f'grader.check("{question.id}")'
        assert cells.count(check) == (question.id in checked)
        if question.id in functions:
            (place,) = [place for place, cell in enumerate(cells) if cell.startswith(f"def {question.id}(")]
            assert ast.unparse(ast.parse(cells[place])) == functions[question.id]
            assert cells[place + 1] == check
    prose = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert all(re.search(rf"^## .*`{question.id}`", prose, re.MULTILINE) for question in assignment.questions)
    assert not re.search(r"^make ", prose, re.MULTILINE)


def test_the_notebook_speaks_the_chosen_language(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DESCENT_LANG", "ko")
    text = percent_source(ACTIVATIONS, ["sigmoid"])
    assert "# ## `sigmoid` (6점)" in text
    assert "자리에 작성합니다" in text
    checks = public_checks(ACTIVATIONS)
    file = student_test_file(ACTIVATIONS.questions[0], checks)
    assert file.isascii()  # Otter reads it in the system's encoding
    names = [node.value for node in ast.walk(ast.parse(file)) if isinstance(node, ast.Constant)]
    assert any("가" <= letter <= "힣" for name in names if isinstance(name, str) for letter in name)


def test_students_get_no_hidden_check_and_no_solution(made: Path):
    folder = made / "student"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert {"activations.ipynb", "requirements.txt", "descent/__init__.py", "pictures/functions.svg"} <= files.keys()
    assert {name for name in files if name.startswith("tests/")} == {f"tests/{q.id}.py" for q in ACTIVATIONS.questions}
    tests = [name for name in files if Path(name).name.startswith("test_")]
    assert tests == ["descent/assignments/02_activations/test_activations.py"]
    hidden = set(re.findall(r"^def (test_\w+)", ACTIVATIONS.hidden_file.read_text(encoding="utf-8"), re.MULTILINE))
    hidden -= set(re.findall(r"^def (test_\w+)", ACTIVATIONS.public_file.read_text(encoding="utf-8"), re.MULTILINE))
    assert hidden
    for path in files.values():
        assert not [name for name in hidden if name.encode() in path.read_bytes()], path
    for gone in ("grading", "intake", "oracles", "gradescope", "secret"):
        assert not [name for name in files if gone in name], gone


def test_every_picture_of_the_notebook_comes_along(made: Path, given: str):
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", given)
    assert shown
    assert all((made / "student" / place).is_file() for place in shown)


def test_a_folder_with_other_files_is_left_alone(made: Path, otter: Otter, tmp_path: Path):
    (tmp_path / "student").mkdir()
    thesis = tmp_path / "student" / "thesis.txt"
    thesis.write_text("years of work", encoding="utf-8")
    done = otter.run("autograder.cli", "otter", "02", str(tmp_path), cwd=ROOT, PYTHONPATH=str(ROOT))
    assert done.returncode == 2
    assert "holds other files" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.rglob("*")] == ["student", "thesis.txt"]


def test_what_was_written_before_is_written_anew(made: Path, otter: Otter, tmp_path: Path):
    place = tmp_path / "02"
    shutil.copytree(made, place)
    (place / "student" / "tests" / "a_question_of_last_year.py").write_text("", encoding="utf-8")
    done = otter.run("autograder.cli", "otter", "activations", str(place), cwd=ROOT, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    before = {path.relative_to(made): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    after = {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert before == after  # also: the same sources give the same bytes


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("99",), "There is no assignment '99'."), (("02", "/dev/null/here"), "cannot be read or written")],
)
def test_what_cannot_be_made_is_told_in_a_sentence(otter: Otter, words: tuple[str, ...], sentence: str):
    done = otter.run("autograder.cli", "otter", *words, cwd=ROOT, PYTHONPATH=str(ROOT))
    assert done.returncode in (1, 2)
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.proof
def test_a_course_elsewhere(otter: Otter, tmp_path: Path):
    module = tmp_path / "halves.py"
    module.write_text(HALVES, encoding="utf-8")
    course = ("autograder.cli", "--course", str(tmp_path / "course"))
    for words in (("new", "01_halves", str(module)), ("otter", "01", str(tmp_path / "made"))):
        done = otter.run(*course, *words, cwd=ROOT, PYTHONPATH=str(ROOT))
        assert done.returncode == 0, done.stdout + done.stderr
    told = otter.check(tmp_path / "made" / "student", "halves.ipynb")
    assert "RequirementMissed: half: not written yet" in told
    _, results = otter_results(otter, tmp_path / "made" / "autograder.zip", module, tmp_path / "run")
    assert scores(results) == possible(results) == {"half": 1.0}
    checks = tmp_path / "course" / "assignments" / "01_halves" / "test_halves.py"
    checks.write_text("1 / 0", encoding="utf-8")
    done = otter.run(*course, "otter", "01", str(tmp_path / "made"), cwd=ROOT, PYTHONPATH=str(ROOT))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"The checks in {checks} cannot be collected: ZeroDivisionError: division by zero"
    ]


# --- the checks in a notebook ---


def functions_of(source: str) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(source, names)  # noqa: S102  ours
    return names


def test_one_requirement_is_told_like_everywhere():
    checks = PublicChecks(ACTIVATIONS.public_file, "sigmoid")
    names = functions_of("import numpy as np\ndef sigmoid(x): return 1 / (1 + np.exp(x))")
    checks.require("test_sigmoid_lies_between_0_and_1", functions_of(SOLUTION) | {"other": 1})
    wrong = PublicChecks(ACTIVATIONS.public_file, "sigmoid")
    with pytest.raises(RequirementMissed) as told:
        wrong.require("test_sigmoid_at_known_points", names)
    assert "sigmoid(np.array([-2.0, -1.0, 0.0, 1.0, 2.0]))" in str(told.value)
    assert "expected np.array([0.11920292202211755" in str(told.value)
    assert "Likely cause: the sign of the exponent is wrong" in str(told.value)
    wrong.require("test_sigmoid_is_symmetric", names)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "does not define `sigmoid` yet"),
        ("sigmoid = 3", "does not define `sigmoid` yet"),
        ("def sigmoid(x): raise NotImplementedError('sigmoid: not written yet')", "sigmoid: not written yet"),
        ("def sigmoid(x, y): return x", "`sigmoid(x, y)` cannot be called"),
        ("def sigmoid(x): return '<b>big</b>'", "<\N{WORD JOINER}b>big<\N{WORD JOINER}/b>"),
        ("def sigmoid(x): return x[0, 0, 0]", "sigmoid raised IndexError"),
        ("def sigmoid(x): raise SystemExit(3)", "ended the program"),
    ],
)
def test_what_is_no_sigmoid_is_told_in_a_sentence(source: str, sentence: str):
    with pytest.raises(RequirementMissed, match=re.escape(sentence)):
        PublicChecks(ACTIVATIONS.public_file, "sigmoid").require("test_sigmoid_at_known_points", functions_of(source))


def test_on_the_stub_otter_says_what_is_not_written(made: Path, given: str, otter: Otter, tmp_path: Path):
    told = otter.check(student(made, tmp_path / "s", given), "activations.ipynb")
    for question in ACTIVATIONS.questions:
        assert f"{question.id} results:" in told
        assert f"RequirementMissed: {question.id}: not written yet" in told
    assert "passed" not in told


def test_a_wrong_function_is_told_with_its_counterexample(made: Path, given: str, otter: Otter, tmp_path: Path):
    def change(name: str, text: str) -> str:
        if name == "relu":
            return "def relu(x):\n    return np.asarray(x).no_such_thing\n"
        return text.replace("def tanh(x", "def tanh(y, z") if name == "tanh" else text

    text = filled_in(given, SOLUTION.replace("1 / (1 + e)", "1 / (2 + e)"), change)
    told = otter.check(student(made, tmp_path / "s", text), "activations.ipynb")
    assert "relu raised AttributeError at Cell In[" in told
    assert "line 2: `return np.asarray(x).no_such_thing`" in told
    assert "maxout results: All test cases passed!" in told
    assert "At grading, 8 further checks on" in told


@pytest.mark.parametrize(
    "assignment",
    [
        pytest.param(each, id=each.id, marks=pytest.mark.slow if each is ACTIVATIONS else pytest.mark.proof)
        for each in NUMPY
    ],
)
def test_with_the_solution_every_public_check_passes(assignment: Assignment, otter: Otter, tmp_path: Path):
    done = otter.run("autograder.cli", "otter", assignment.id, str(tmp_path), cwd=ROOT, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    file = tmp_path / "student" / f"{assignment.module}.ipynb"
    given = file.read_text(encoding="utf-8")
    file.write_text(filled_in(given, assignment.reference.read_text(encoding="utf-8")), encoding="utf-8")
    assert otter.check(file.parent, file.name).strip() == "All tests passed!"


@pytest.mark.proof
def test_every_cell_of_a_notebook_runs(made: Path, given: str, otter: Otter, tmp_path: Path):
    place = student(made, tmp_path / "s", filled_in(given, SOLUTION))
    line = ("jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", "activations.ipynb")
    done = otter.run(*line, cwd=place, PYTHONPATH="")
    assert done.returncode == 0, done.stderr
    book = json.loads((place / "activations.ipynb").read_text(encoding="utf-8"))
    shown = [
        output["data"]["text/plain"]
        for cell in code_cells(book)
        for output in cell["outputs"]
        if source_of(cell).startswith("grader.check") and "data" in output
    ]
    assert len(shown) == len(ACTIVATIONS.questions)
    assert all("All test cases passed!" in "".join(text) for text in shown)


# --- the zip ---


def test_the_zip_is_otters_with_the_plugin_beside_run_otter(made: Path):
    with zipfile.ZipFile(made / "autograder.zip") as opened:
        names = set(opened.namelist())
        config = json.loads(opened.read("otter_config.json"))
        setup = opened.read("setup.sh").decode()
        tests = {name: opened.read(name).decode() for name in names if name.startswith("tests/")}
        ours = opened.read("setup_descent.sh").decode()
    assert {"run_autograder", "run_otter.py", "environment.yml", "autograder/otter/plugin.py"} <= names
    assert {"gradescope.json", "descent/autograder/checks/test_activations.py"} <= names
    assert not [name for name in names if "solutions" in name or "course.secret" in name or "strength/" in name]
    (plugin,) = config["plugins"]
    assert (plugin.rpartition(".")[0].replace(".", "/") + ".py") in names
    assert "mamba env create" in setup
    assert setup.rstrip().endswith('setup_descent.sh"')
    subprocess.run(["bash", "-n"], input=setup + ours, text=True, check=True)
    points = {}
    for name, text in tests.items():
        (value,) = re.findall(r"points=([^)]+)\)", text)
        points[Path(name).stem] = Fraction(value)
    assert points == {question.id: question.points for question in ACTIVATIONS.questions}
    assert (made / "autograder.zip").stat().st_mode & 0o077 == 0


def test_gradescope_finds_the_plugin_in_the_root_of_the_zip(made: Path, tmp_path: Path):
    source = tmp_path / "source"
    with zipfile.ZipFile(made / "autograder.zip") as opened:
        opened.extractall(source)
    imported = "import autograder.otter.plugin as p; print(p.__file__, p.SandboxedGrading.__mro__)"
    line = [sys.executable, "-c", f"import sys; sys.path[:1] = [{str(source)!r}]; {imported}"]
    done = subprocess.run(
        line, cwd=tmp_path, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert str(source) in done.stdout
    assert "AbstractOtterPlugin" in done.stdout


# --- grading ---

FORGER = """
import json as _json
import os as _os
import sys as _sys

_FORGED = _json.dumps({"score": 56, "tests": [{"name": "all", "score": 56, "max_score": 56}]})
print(_FORGED)
try:
    import otter.test_files as _files
    from otter.test_files.exception_test import ExceptionTestFile as _File

    def _passing(self, environment):
        self.test_case_results = [_files.TestCaseResult(case, "", True) for case in self.test_cases]

    _File.run = _passing
except ImportError:
    pass
for _place in ("results.json", "../results/results.json", "tests/sigmoid.py", "MARK"):
    try:
        with open(_place, "w") as _file:
            _file.write(_FORGED)
    except OSError:
        pass
"""
FORGED_FIRST = (
    FORGER
    + """
class grader:
    def check(self, question):
        return "passed"

grader = grader()
"""
)
FORGED_LAST = """
import os
import otter
otter.Notebook = None
print('{"score": 56}')
os._exit(0)
"""


class Marking:
    """Whoever loads this pickle makes a file."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (self.place,)


@dataclass(frozen=True)
class Graded:
    """What two ways of grading say of a class."""

    by_otter: dict[str, dict[str, float]]
    by_make_grade: dict[str, dict[str, Fraction]]
    printed: dict[str, str]
    results: dict[str, dict[str, Any]]


def scores(results: dict[str, Any]) -> dict[str, float]:
    return {test["name"]: test["score"] for test in results["tests"] if "score" in test}


def possible(results: dict[str, Any]) -> dict[str, float]:
    return {test["name"]: test["max_score"] for test in results["tests"] if "score" in test}


def by_question(out: Path, name: str) -> dict[str, Fraction]:
    feedback = json.loads((out / "feedback" / name / "02_activations.json").read_text(encoding="utf-8"))
    return {question["id"]: Fraction(question["points"]) for question in feedback["questions"]}


def otter_results(otter: Otter, archive: Path, submission: Path, folder: Path) -> tuple[str, dict[str, Any]]:
    done = otter.grade(archive, submission, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, json.loads((folder / "results.json").read_text(encoding="utf-8"))


def make_grade(place: Path, out: Path) -> None:
    line = [sys.executable, "-m", "autograder.cli", "grade", str(place), "--out", str(out), "--assignment", "02"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def handed_in(given: str) -> dict[str, tuple[str, str]]:
    """For each student what goes to Otter, a notebook, and what goes to `make grade`: the same functions."""
    magics = "%matplotlib inline\n!ls\n%timeit 1 + 1\n"
    with_magics = filled_in(given, WRONG, lambda _, text: f"%config x\n{text}\n!echo done\n")
    broken = filled_in(given, SOLUTION, lambda name, text: "def relu(x:\n    return\n" if name == "relu" else text)
    exits = SOLUTION + "\n\ndef tanh(x):\n    raise SystemExit(0)\n"
    return {
        "good": (filled_in(given, SOLUTION), SOLUTION),
        "wrong": (with_cells(with_magics, first=magics, last="%%bash\nexit 1\n"), WRONG),
        "broken": (broken, "NOTEBOOK"),
        "exits": (with_cells(filled_in(given, SOLUTION), last="def tanh(x):\n    raise SystemExit(0)\n"), exits),
        "forger": (with_cells(filled_in(given, WRONG), first=FORGED_FIRST, last=FORGED_LAST), WRONG),
    }


@pytest.fixture(scope="module")
def graded(made: Path, given: str, otter: Otter, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    place = tmp_path_factory.mktemp("graded")
    printed, results = {}, {}
    for name, (book, module) in handed_in(given).items():
        (place / "class" / name).mkdir(parents=True)
        submission = place / f"{name}.ipynb"
        submission.write_text(book, encoding="utf-8")
        if module == "NOTEBOOK":
            shutil.copy(submission, place / "class" / name / "activations.ipynb")
        else:
            (place / "class" / name / "activations.py").write_text(module, encoding="utf-8")
        printed[name], results[name] = otter_results(otter, made / "autograder.zip", submission, place / f"run {name}")
    make_grade(place / "class", place / "grades")
    expected = {name: by_question(place / "grades", name) for name in results}
    return Graded({name: scores(each) for name, each in results.items()}, expected, printed, results)


@pytest.mark.slow
def test_otter_gives_the_scores_of_make_grade(graded: Graded):
    for name, expected in graded.by_make_grade.items():
        assert graded.by_otter[name] == {question: float(points) for question, points in expected.items()}, name
        assert possible(graded.results[name]) == {each.id: float(each.points) for each in ACTIVATIONS.questions}
    total = {name: sum(expected.values()) for name, expected in graded.by_make_grade.items()}
    assert total["good"] == ACTIVATIONS.max_points
    assert total["broken"] == 0
    assert 0 < total["exits"] < total["good"]
    assert 0 < total["wrong"] == total["forger"] < total["good"]


@pytest.mark.slow
def test_students_read_our_sentences_and_see_hidden_checks_later(graded: Graded):
    shown = graded.results["wrong"]["tests"]
    assert {test["visibility"] for test in shown[1:]} == {"after_published"}
    assert shown[0]["visibility"] == "visible"
    assert "At grading, 12 further checks on 4 more points." in shown[0]["output"]
    assert "int8" not in shown[0]["output"]
    (elu,) = [test["output"] for test in shown if test["name"] == "elu"]
    assert "Likely cause: an array made with the integer dtype of the input cuts off every fraction." in elu
    assert "not valid Python" in graded.results["broken"]["output"]
    assert "Sandbox:" in graded.printed["good"]
    assert '"score": 56' not in graded.printed["forger"]


def archive_of(place: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return place


def without_plugin(archive: Path, place: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    members["otter_config.json"] = b"{}"
    return archive_of(place, members)


@pytest.mark.slow
def test_nothing_that_is_handed_in_runs_in_otters_processes(made: Path, given: str, otter: Otter, tmp_path: Path):
    marks = {name: tmp_path / f"marked by {name}" for name in ("log", "cell", "otter.py", "numpy.py", "__init__.py")}
    log = io.BytesIO()
    pickle.dump(Marking(str(marks["log"])), log)
    files = {
        "activations.ipynb": with_cells(
            filled_in(given, WRONG), first=f"import os\nos.mkdir({str(marks['cell'])!r})"
        ).encode(),
        ".OTTER_LOG": log.getvalue(),
    }
    plain = archive_of(tmp_path / "plain.zip", files)
    otter.grade(without_plugin(made / "autograder.zip", tmp_path / "otters.zip"), plain, tmp_path / "without")
    assert {name for name, mark in marks.items() if mark.exists()} == {"log", "cell"}  # so does Otter by itself
    for mark in marks.values():
        if mark.exists():
            mark.rmdir()
    for name in ("otter.py", "numpy.py", "__init__.py"):
        files[name] = f"import os\nos.mkdir({str(marks[name])!r})\n".encode()
    _, results = otter_results(
        otter, made / "autograder.zip", archive_of(tmp_path / "files.zip", files), tmp_path / "with"
    )
    assert not [name for name, mark in marks.items() if mark.exists()]
    assert 0 < sum(scores(results).values()) < ACTIVATIONS.max_points


@pytest.mark.proof
@pytest.mark.parametrize("name", ["activations.py", "numpy.py"])
def test_a_module_is_graded_as_well(made: Path, otter: Otter, tmp_path: Path, name: str):
    submission = tmp_path / "class" / "student" / name
    submission.parent.mkdir(parents=True)
    submission.write_text(WRONG, encoding="utf-8")
    _, results = otter_results(otter, made / "autograder.zip", submission, tmp_path / "run")
    make_grade(tmp_path / "class", tmp_path / "grades")
    expected = by_question(tmp_path / "grades", "student")
    assert scores(results) == {question: float(points) for question, points in expected.items()}
    assert (sum(expected.values()) > 0) == (name == "activations.py")
    assert ("must have exactly the name activations.py" in results.get("output", "")) == (name == "numpy.py")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, as Gradescope's container has it")
@pytest.mark.skipif(sys.platform != "linux" or landlock.abi() < 1, reason="needs Landlock")
@pytest.mark.slow
def test_laid_out_as_on_gradescope_and_with_the_rights_of_a_container(made: Path, given: str, otter: Otter):
    place = Path(tempfile.mkdtemp(prefix="descent-otter-", dir="/tmp"))
    try:
        place.chmod(0o755)  # others may enter it, as they may /autograder
        root = place / "autograder"
        for name in ("submission", "results"):
            (root / name).mkdir(parents=True)
        with zipfile.ZipFile(made / "autograder.zip") as opened:
            opened.extractall(root / "source")
        (root / "submission_metadata.json").write_text('{"users": []}', encoding="utf-8")
        (root / "submission" / "activations.ipynb").write_text(filled_in(given, WRONG), encoding="utf-8")
        script = (root / "source" / "run_otter.py").read_text(encoding="utf-8")
        (root / "source" / "run_otter.py").write_text(script.replace("/autograder", str(root)), encoding="utf-8")
        kept = ",".join(["-all", *(f"+{right}" for right in OF_A_CONTAINER)])
        line = ["setpriv", "--inh-caps=-all", f"--bounding-set={kept}", sys.executable]
        line.append(str(root / "source" / "run_otter.py"))  # as run_autograder does
        done = otter.start(with_public_python(line, place), cwd=root, PYTHONPATH="")
        assert done.returncode == 0, done.stdout + done.stderr
        results = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
        assert "Sandbox: landlock" in done.stdout
        make_grade(SAMPLE_CLASS / "grace_integers", place / "grades")
        expected = by_question(place / "grades", "grace_integers")
        assert scores(results) == {question: float(points) for question, points in expected.items()}
        assert [path.name for path in (root / "submission").iterdir()] == ["tests"]
    finally:
        shutil.rmtree(place)


def broken_archives() -> dict[str, tuple[Callable[[dict[str, bytes]], None], str]]:
    def drop(name: str) -> Callable[[dict[str, bytes]], None]:
        return lambda members: members.pop(name) and None  # type: ignore[func-returns-value]

    def without_test(members: dict[str, bytes]) -> None:
        members["tests/sigmoid.py"] = b"1 / 0"

    return {
        "a check is gone": (drop("descent/autograder/checks/test_activations.py"), "NotGraded"),
        "the settings are gone": (drop("gradescope.json"), "make the zip anew"),
        "a test file is broken": (without_test, "did not load the test files"),
    }


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, marks=pytest.mark.proof if number else pytest.mark.slow)
        for number, fault in enumerate(broken_archives())
    ],
)
def test_a_fault_of_ours_is_no_zero(made: Path, given: str, otter: Otter, tmp_path: Path, fault: str):
    change, sentence = broken_archives()[fault]
    with zipfile.ZipFile(made / "autograder.zip") as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    change(members)
    submission = tmp_path / "activations.ipynb"
    submission.write_text(given, encoding="utf-8")
    done = otter.grade(archive_of(tmp_path / "broken.zip", members), submission, tmp_path / "run")
    assert done.returncode != 0
    assert sentence in done.stderr
    assert not (tmp_path / "run" / "results.json").exists()
