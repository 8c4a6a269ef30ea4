"""A course elsewhere, and assignments made from their solutions: stubs, guesses, and a whole small course, graded."""

from __future__ import annotations

import csv
import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.calibrate import measures_of
from autograder.conditions import conditions
from autograder.course import CourseError, load_course
from autograder.course_folder import OWN, CourseFolder, folder_around, folder_at, from_command_line
from autograder.differential import Passed, first_difference, load
from autograder.environment import ROOT
from autograder.guessed_inputs import example_of, guess
from autograder.new_assignment import NewError, new_assignment
from autograder.recorded_calls import Recorder, recorded
from autograder.strength_candidates import StrengthError, makers_of
from autograder.stub import StubError, make_stub

ASSIGNMENTS = pytest.mark.parametrize("assignment", load_course().assignments, ids=lambda each: each.id)
SIMILARITY = '''\
"""Similarity of vectors: how far two of them point in the same direction."""

import numpy as np


def dot(a: np.ndarray, b: np.ndarray) -> float:
    """The dot product, the sum of the products of items in the same place, as a float64.

    Args:
        a: array (n,) of floats or integers.
        b: array (n,) of floats or integers.

    Raises:
        ValueError: a and b have different shapes. The message contains both.

    Example:
        >>> dot(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
        11.0
    """
    _require_equal_shapes(a, b)
    return float(np.sum(a * b))


def _require_equal_shapes(a: np.ndarray, b: np.ndarray) -> None:
    if a.shape != b.shape:
        raise ValueError(f"a has shape {a.shape}, but b has shape {b.shape}")


def cosine_similarity(a: np.ndarray, b: np.ndarray) -> float:
    """The dot product of a and b, divided by the lengths of both; 0 where one of the lengths is 0.

    Args:
        a: array (n,) of floats or integers.
        b: array (n,) of floats or integers.
    """
    lengths = np.sqrt(dot(a, a) * dot(b, b))
    return 0.0 if lengths == 0 else dot(a, b) / lengths
'''

# --- where a course lies ---


def test_our_own_course_and_one_elsewhere(tmp_path: Path) -> None:
    assert OWN.checks == ROOT / "autograder" / "checks"
    assert folder_at(None) == folder_at("") == folder_around(OWN.checks / "test_activations.py") == OWN
    elsewhere = folder_at(tmp_path / "a" / ".." / "course")
    assert elsewhere.checks == tmp_path / "course" / "checks"
    assert elsewhere.hidden == tuple(
        str(elsewhere.root / name) for name in ("checks", "solutions", "course.toml", "course.secret")
    )


def test_the_command_line_names_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESCENT_COURSE", raising=False)
    assert from_command_line(["grade", "--course", "x"]) == (OWN, ["grade", "--course", "x"])
    assert from_command_line(["--course", str(tmp_path), "test", "1"]) == (CourseFolder(tmp_path), ["test", "1"])
    assert from_command_line([f"--course={tmp_path}", "grade"]) == (CourseFolder(tmp_path), ["grade"])
    monkeypatch.setenv("DESCENT_COURSE", str(tmp_path))
    assert from_command_line(["grade"]) == (CourseFolder(tmp_path), ["grade"])
    assert from_command_line(["--course", "/", "grade"])[0].root == Path("/")


# --- stubs ---


@ASSIGNMENTS
def test_the_stub_of_every_solution_is_the_one_that_is_handed_out(assignment) -> None:
    assert make_stub(assignment.reference.read_text(encoding="utf-8")) == assignment.stub.read_text(encoding="utf-8")


def unwritten(stub: ModuleType, name: str) -> None:
    """Require that the function raises what a stub raises."""
    function = getattr(stub, name)
    with pytest.raises(NotImplementedError, match=f"^{name}: not written yet$"):
        function(*(None for each in inspect.signature(function).parameters.values() if each.default is each.empty))


@pytest.mark.parametrize(
    "assignment", [each for each in load_course().assignments if each.library == "numpy"], ids=lambda each: each.id
)
def test_a_stub_can_be_imported_and_says_that_nothing_is_written(assignment) -> None:
    stub = load(make_stub(assignment.reference.read_text(encoding="utf-8")), assignment.module)
    for question in assignment.questions:
        unwritten(stub, question.id)


PARAMETERS = st.sampled_from(
    [
        "",
        "x",
        "x: int",
        "x, y=LIMIT",
        "x: 'np.ndarray', *, y: float = 1.0",
        "x,  # the first:\n    y=(1,\n    2),\n",
        "*x",
    ]
)
BODIES = st.sampled_from(
    [
        "    return SOLUTION",
        "    # SOLUTION\n    x = 'SOLUTION'\n\n    return x\n    # SOLUTION",
        "    def inner():\n        '''SOLUTION'''\n        return 1\n    return inner()",
        "    if SOLUTION:\n        return [\n1,\n]\n    return 2",
    ]
)
DOCSTRINGS = st.sampled_from(
    ['    """One line."""', "    '한 줄.'", '    """More.\n\n    # no comment\n    """', '    r"""\\d"""; y = 3']
)
OTHERS = st.sampled_from(
    [
        "_HIDDEN = 'SOLUTION'",
        "TABLE = [_HIDDEN]",
        "import itertools, collections as SOLUTION",
        "# SOLUTION, of what follows\ndef _helper(x):\n    return 'SOLUTION'",
        "for SOLUTION in range(3):\n    pass",
        "if __name__ == '__main__':\n    print('SOLUTION')",
        "class _Solution:\n    SOLUTION = 1",
    ]
)


@st.composite
def modules(draw: st.DrawFn) -> tuple[str, int]:
    """A module's source, and how many functions it has to be written; what a stub must not hold says SOLUTION."""
    pieces, functions = (
        ["from __future__ import annotations\nimport numpy as np", "# the contract's\nLIMIT = 3", "_HIDDEN = 1"],
        0,
    )
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            pieces.append(draw(OTHERS))
        decorator = "@(lambda SOLUTION: SOLUTION)\n" if draw(st.booleans()) else ""
        if draw(st.integers(0, 4)):
            function = f"def f{functions}({draw(PARAMETERS)}):\n{draw(DOCSTRINGS)}\n{draw(BODIES)}"
        else:
            function = f'def f{functions}({draw(PARAMETERS)}): "On one line."; return "SOLUTION"'
        pieces.append(decorator + function)
        functions += 1
    gap = draw(st.sampled_from(["\n\n\n", "\n", "\n\n# --- a heading ---\n\n"]))
    header = draw(st.sampled_from(['"""The module."""\n\n', ""]))
    return header + gap.join(pieces) + draw(st.sampled_from(["", "\n"])), functions


@settings(max_examples=150)
@given(modules())
def test_a_stub_has_the_contract_and_nothing_of_the_solution(made: tuple[str, int]) -> None:
    source, count = made
    text = make_stub(source)
    assert "SOLUTION" not in text
    assert make_stub(text) == text
    stub, original = load(text, "stub"), load(source, "original")
    assert stub.__doc__ == original.__doc__
    assert stub.LIMIT == 3
    for name in (f"f{number}" for number in range(count)):
        mine, right = getattr(stub, name), getattr(original, name)
        assert (inspect.signature(mine), mine.__doc__) == (inspect.signature(right), right.__doc__)
        unwritten(stub, name)


def test_a_class_keeps_its_fields() -> None:
    source = '''\
from typing import NamedTuple
import math, decimal


class Point(NamedTuple):
    """A point."""

    x: float
    y: float = math.pi

    def norm(self) -> float:
        """Its length."""
        return SOLUTION

    def _hidden(self): return SOLUTION


def f(p: "Point"):
    """It."""
'''
    text = make_stub(source)
    assert "SOLUTION" not in text
    stub = load(text, "stub")
    assert stub.Point(1.0).y > 3
    with pytest.raises(NotImplementedError, match="norm: not written yet"):
        stub.Point(1.0).norm()


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("def f(:", "m.py, line 1: not valid Python"),
        ("x = 1", "m.py defines no function whose name does not begin with _"),
        ("def _f(): '''It.'''", "m.py defines no function whose name does not begin with _"),
        ("x = 1\ndef f(): pass", "m.py, line 2: `f` has no docstring"),
        ("def Big(): '''It.'''", "m.py, line 1: `Big` should be in small letters"),
        ("def f(): '''It.'''\ndef f(): '''It.'''", "`f` is defined more than once"),
    ],
)
def test_a_module_that_makes_no_stub(source: str, sentence: str) -> None:
    with pytest.raises(StubError, match=re.escape(sentence)):
        make_stub(source, "m.py")


# --- guesses ---


def module_with(parameters: str, doc: str, result: str) -> ModuleType:
    """A module with one function f."""
    source = f"import itertools\nimport numpy as np\nNUMBERS = itertools.count()\n\ndef f({parameters}):\n"
    return load(f'{source}    """{doc}"""\n    return {result}\n', "made_up")


@pytest.mark.parametrize(
    ("parameters", "doc", "result", "lines", "leaves_alone"),
    [
        ("x: np.ndarray", "x: array (n, d).", "x + 0", ["x = draw(vectors((n, d)))"], True),
        ("x: np.ndarray", "It.", "x.T", ["x = draw(vectors((n,)))"], False),
        ("x: np.ndarray", "It.", "np.linalg.norm(x[:, 0])", ["x = draw(vectors((n, d)))"], True),
        ("x", "x: array (n, d)", "x[:, 0] / 2", ["x = draw(vectors((n, d)))"], True),
        ("p: float", "It.", "float(np.log(p))", ["p = draw(eighths(0.125, 4))"], True),
        ("k: int, on=True", "It.", "[0] * k", ["k = draw(st.integers(1, 6))", "on = draw(st.booleans())"], True),
        ("values", "It.", "sum(values) / len(values)", ["values = draw(vectors((n,)))"], True),
        ("text: str", "It.", "text.split()", ['text = draw(st.text("abc ", max_size=8))'], True),
    ],
)
def test_arguments_are_guessed(parameters: str, doc: str, result: str, lines: list[str], leaves_alone: bool) -> None:
    module = module_with(parameters, doc, result)
    found = guess(module, "f")
    assert found is not None
    assert [line for line in found.lines if "= draw(st.integers(1, 5))" not in line] == lines
    assert found.leaves_alone == leaves_alone
    example = example_of(module, "f", found)
    assert example is not None
    returned, shown = eval(example.call, vars(module)), eval(example.returned, {"np": np})
    assert returned == shown if isinstance(shown, list) else np.allclose(returned, shown)


def test_an_error_is_checked_where_the_docstring_speaks_of_it() -> None:
    parameters, doc = "x: np.ndarray, w: np.ndarray", "x: array (n, d)\n    w: array (d,)"
    silent = guess(module_with(parameters, doc, "x @ w"), "f")
    spoken = guess(module_with(parameters, f"{doc}\n    ValueError: no. The message ...", "x @ w"), "f")
    assert silent is not None
    assert spoken is not None
    assert (silent.wrong, silent.mentions) == ({}, ())
    assert (spoken.wrong, spoken.mentions) == ({"w": "ValueError"}, ())


@pytest.mark.parametrize(
    ("parameters", "result"),
    [("x: dict", "x['a']"), ("x", "next(NUMBERS)"), ("x", "None"), ("*, x", "x"), ("x", "np.log(-1.0)")],
)
def test_no_guess_is_better_than_a_wrong_one(parameters: str, result: str) -> None:
    assert guess(module_with(parameters, "It.", result), "f") is None


# --- the files ---


def write(folder: Path, text: str = SIMILARITY, name: str = "similarity.py") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_an_assignment_joins_a_course_whose_text_stays(tmp_path: Path) -> None:
    root = tmp_path / "course"
    shutil.copytree(ROOT / "autograder" / "checks", root / "autograder" / "checks")
    before = (ROOT / "course.toml").read_text(encoding="utf-8")
    (root / "course.toml").write_text(before, encoding="utf-8")
    made = new_assignment(CourseFolder(root), "07_similarity", write(tmp_path))
    assert root / "autograder" / "checks" / "test_similarity.py" in made
    assert (root / "course.toml").read_text(encoding="utf-8").startswith(before)
    assignment = load_course(root / "course.toml").find("similarity")
    assert [(each.id, each.points, each.hidden_checks) for each in assignment.questions] == [
        ("dot", 1, 4),
        ("cosine_similarity", 1, 2),
    ]
    assert assignment.title == "Similarity of vectors"
    handout = (root / "assignments" / "07_similarity" / "README.md").read_text(encoding="utf-8")
    assert "dot(a: np.ndarray, b: np.ndarray) -> float" in handout
    assert "make test COURSE=path/to/course A=07 Q=dot" in handout
    assert not (root / ".gitignore").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder, file = CourseFolder(tmp_path / "course"), write(tmp_path)
    new_assignment(folder, "01_similarity", file)
    before = snapshot(folder.root)
    for name in ("01_similarity", "02_similarity", "01_other"):
        with pytest.raises(NewError, match=r"already|twice"):
            new_assignment(folder, name, file)
    write(folder.checks, "", "test_angles.py")
    with pytest.raises(NewError, match=r"test_angles\.py exists already, and is not overwritten"):
        new_assignment(folder, "02_angles", write(tmp_path, SIMILARITY, "angles.py"))
    assert snapshot(folder.root) == {**before, "checks/test_angles.py": b""}


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = CourseFolder(tmp_path / "course")
    write(folder.root, "in the way", "checks")
    with pytest.raises(OSError, match="checks"):
        new_assignment(folder, "01_similarity", write(tmp_path))
    assert snapshot(folder.root) == {"checks": b"in the way"}
    assert [each.name for each in folder.root.iterdir()] == ["checks"]


def test_after_an_interruption_the_same_command_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, *_: object, **__: object) -> None:
        raise KeyboardInterrupt

    folder, file = CourseFolder(tmp_path / "course"), write(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            new_assignment(folder, "01_similarity", file)
    assert not folder.root.exists()
    assert new_assignment(folder, "01_similarity", file)


@pytest.mark.parametrize("indent", ["  ", "\t"])
def test_a_solution_may_be_indented_otherwise(indent: str) -> None:
    stub = make_stub(SIMILARITY.replace("    ", indent), "similarity")
    assert f"\n{indent}raise NotImplementedError" in stub
    compile(stub, "similarity.py", "exec")


def test_an_example_of_an_error_leaves_the_other_examples() -> None:
    doc = "Doubles.\n\n>>> f(2)\n4\n>>> f(-1)\nTraceback (most recent call last):\nValueError: no\n"

    def f(x: int) -> int:
        if x < 0:
            raise ValueError("no")
        return 2 * x

    module, f.__doc__ = ModuleType("m"), doc
    vars(module)["f"] = f
    example = example_of(module, "f", None)
    assert example is not None
    assert (example.call, example.returned) == ("f(2)", "4")


@pytest.mark.parametrize(
    ("id", "name", "text", "sentence"),
    [
        ("1_similarity", "m.py", SIMILARITY, "'1_similarity' is no name for an assignment"),
        ("01_../x", "m.py", SIMILARITY, "is no name for an assignment"),
        ("01_x", "my-module.py", SIMILARITY, "my-module.py should be a Python file named in small letters"),
        ("01_x", "test_m.py", SIMILARITY, "test_m.py has the name of a test file"),
        ("01_x", "m.py", "def f(:\n", "m.py, line 1: not valid Python"),
        ("01_x", "m.py", "1 / 0\ndef f(): '''It.'''", "cannot be imported: ZeroDivisionError"),
        ("01_x", "m.py", "import scipy\ndef f(): '''It.'''", "m.py, line 1: it imports scipy, and submissions"),
        ("01_x", "m.py", "from . import y\ndef f(): '''It.'''", "m.py, line 1: it imports ., and submissions"),
        ("01_x", "m.py", "def load(x: int):\n    '''It.'''\n    return x", "a name other than `load`"),
        ("01_x", "m.py", "def f(x: dict):\n    '''It.'''\n    return x['a']", "no arguments were found on which `f`"),
    ],
)
def test_wrong_use_is_one_sentence(tmp_path: Path, id: str, name: str, text: str, sentence: str) -> None:
    with pytest.raises(NewError) as raised:
        new_assignment(CourseFolder(tmp_path / "course"), id, write(tmp_path / "from", text, name))
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "course").exists()


def test_a_changed_helper_or_solution_grades_afresh(tmp_path: Path) -> None:
    folder = CourseFolder(tmp_path / "course")
    new_assignment(folder, "01_similarity", write(tmp_path))
    (assignment,) = load_course(folder.course_file).assignments

    def key() -> str:
        return conditions(assignment, folder.course_file, "bubblewrap")

    keys = [key()]
    for place, name in ((folder.checks, "own.py"), (folder.root / "shared", "words.py")):
        write(place, "WORDS = 1\n", name)
        keys.append(key())
        write(place, "WORDS = 2\n", name)
        keys.append(key())
    with assignment.reference.open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    keys.append(key())
    assert len(set(keys)) == len(keys)
    write(folder.root / "build", "", "other.py")
    assert key() == keys[-1]


def test_measures_of_a_course_elsewhere(tmp_path: Path) -> None:
    folder = CourseFolder(tmp_path / "course")
    new_assignment(folder, "01_similarity", write(tmp_path))
    (assignment,) = load_course(folder.course_file).assignments
    with pytest.raises(CourseError, match="has no MEASURES"):
        measures_of(assignment)
    text = "def speed(submission, training, number, generator):\n    return 1.0\n\n\n"
    write(folder.checks, f"{text}MEASURES = {{'01_similarity': {{'speed': speed}}}}\n", "attempts.py")
    assert list(measures_of(assignment)) == ["speed"]


def test_makers_of_a_course_elsewhere(tmp_path: Path) -> None:
    folder = CourseFolder(tmp_path / "course")
    new_assignment(folder, "01_similarity", write(tmp_path))
    (assignment,) = load_course(folder.course_file).assignments
    assert not makers_of(assignment).sources
    file = write(folder.strength / assignment.id, "MAKERS = {'dot': lambda rng: (rng.random(3),) * 2}\n", "inputs.py")
    changed = SIMILARITY.replace("np.sum(a * b)", "np.sum(a + b)")
    found = first_difference(makers_of(assignment), SIMILARITY, changed, ("dot", "cosine_similarity"), 10)
    assert found is not None
    assert found.call.startswith("dot(np.array([0.")
    file.write_text("MAKERS = 1 / 0\n", encoding="utf-8")
    with pytest.raises(StrengthError, match=r"inputs\.py cannot be run: ZeroDivisionError"):
        makers_of(assignment)


# --- calls that checks make ---


def test_recorded_calls_are_fresh_and_varied_only_when_asked() -> None:
    recorder = Recorder("m", "def f(x, y=0):\n    x[0] = y\n    return x\n")
    recorder.f(np.array([1.0, 2.0]), y=3)
    recorder.f(np.array([4.0, 5.0]), y=6)
    assert recorder.calls[0].mutated == (0,)
    source = recorded(recorder.passed, vary=False).sources["f"]
    first, second = (make() for make in source(100))
    assert (first.args[0].tolist(), first.kwargs, second.args[0].tolist()) == ([1.0, 2.0], {"y": 3}, [4.0, 5.0])
    made = list(recorded(recorder.passed).sources["f"](50))
    assert len(made) == 52
    assert {make().args[0].dtype for make in made} > {np.dtype(np.float64), np.dtype(np.float32)}
    assert isinstance(made[0](), Passed)
    made[0]().args[0][:] = 0
    assert made[0]().args[0].tolist() == [1.0, 2.0]


# --- a whole course ---


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command line, as someone outside the repository starts it."""
    variables = {**os.environ, "COLUMNS": "200", "PYTHONPATH": str(ROOT), "DESCENT_CACHE": str(cwd / "cache")}
    command = [sys.executable, "-m", "autograder.cli", *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=300, check=False)


SPY = """\
def _open():
    with open({solution!r}) as file:
        exec(file.read(), globals())

_open()
"""
EQUIVALENT = """\
[[equivalent]]
function = "dot"
reason = "Either order of the two is compared; the message holds both shapes all the same."
mutants = [["-_require_equal_shapes(a, b)", "+_require_equal_shapes(b, a)"]]

[[equivalent]]
function = "cosine_similarity"
reason = "The dot product of b and a is that of a and b, product by product."
mutants = [[
    "-return 0.0 if lengths == 0 else dot(a, b) / lengths",
    "+return 0.0 if lengths == 0 else dot(b, a) / lengths",
]]
"""


@pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")
def test_a_course_of_ones_own(tmp_path: Path) -> None:
    write(tmp_path)
    made = run("--course", "my course", "new", "01_similarity", "similarity.py", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    course = CourseFolder(tmp_path / "my course")
    assert made.stdout.count("Written: ") == 8
    stub, solution = (folder / "01_similarity" / "similarity.py" for folder in (course.assignments, course.solutions))

    def descent(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return run("--course", "my course", *words, cwd=tmp_path)

    unsolved = descent("test")
    assert unsolved.returncode == 1, unsolved.stderr
    assert unsolved.stdout.count("not written yet") == 2
    handed_out = stub.read_bytes()
    shutil.copy(solution, stub)
    solved = descent("test", "01")
    assert solved.returncode == 0, solved.stdout + solved.stderr
    stub.write_bytes(handed_out)

    # The checks may bring modules of their own, and the spy must not reach the solution.
    (course.checks / "own.py").write_text("DTYPE = 'float64'\n", encoding="utf-8")
    hidden = course.checks / "test_similarity.py"
    written = hidden.read_text(encoding="utf-8")
    hidden.write_text(f"{written}\nfrom checks.own import DTYPE\n", encoding="utf-8")
    submissions = {
        "right": SIMILARITY,
        "wrong": SIMILARITY.replace("dot(a, b) / lengths", "dot(a, b)"),
        "stub": handed_out.decode(),
        "spy": SPY.format(solution=str(solution)),
    }
    for student, text in submissions.items():
        write(tmp_path / "class" / student, text)
    graded = descent("grade", "class", "--out", "grades")
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert re.search(r"Sandbox: (\d+) of \d+ layers in force", graded.stdout)
    with (tmp_path / "grades" / "gradebook.csv").open(encoding="utf-8") as file:
        rows = {row["student"]: (row["score"], row["max_score"], row["status"]) for row in csv.DictReader(file)}
    assert rows == {
        "right": ("2", "2", "graded"),
        "wrong": ("5/4", "2", "graded"),
        "stub": ("0", "2", "graded"),
        "spy": ("0", "2", "import_error"),
    }

    shown = descent("verify")
    assert shown.returncode == 1, shown.stdout + shown.stderr
    assert "A mutant survives: dot: -return float(np.sum(a * b)) +return np.sum(a * b)" in shown.stdout
    page = (course.strength / "README.md").read_text(encoding="utf-8")
    assert "```diff\n-return float(np.sum(a * b))\n+return np.sum(a * b)\n```" in page
    assert re.search(r"`dot\(np\.array\(\[-?\d.*dtype=np\.int.*the mutant `returns np\.int64", page)

    # One check is improved, and what no check can tell apart is listed.
    agrees = '    assert_agrees(submission, REFERENCE, "dot", *arguments)\n'
    assert agrees in written
    more = f"{agrees}    a, b = arguments\n    assert_dtype(submission.dot(a.astype(int), b.astype(int)), DTYPE)\n"
    better = written.replace(agrees, more).replace("import assert_leaves", "import assert_dtype, assert_leaves")
    hidden.write_text(
        better.replace("\nREFERENCE =", "\nfrom checks.own import DTYPE\n\nREFERENCE ="), encoding="utf-8"
    )
    write(course.strength / "01_similarity", EQUIVALENT, "equivalent.toml")
    proved = descent("verify")
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert re.search(r"01_similarity: \d+ mutants, \d+ killed, 2 equivalent, 0 survived", proved.stdout)
