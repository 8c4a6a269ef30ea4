"""The command line as a student and an instructor meet it: real processes on a copy of the course."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder import cli
from autograder.course import Assignment, load_course
from autograder.environment import ROOT
from autograder.results import CheckStatus

COURSE = load_course()


def every_assignment(but: str | None = None) -> pytest.MarkDecorator:
    """Every assignment; what trains takes a minute each, so it is a proof, `but` for one."""
    training = {each.id for each in COURSE.assignments if each.training and each.id != but}
    return pytest.mark.parametrize(
        "assignment",
        [
            pytest.param(each, id=each.id, marks=[pytest.mark.proof] if each.id in training else [])
            for each in COURSE.assignments
        ],
    )


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as a student has it, to be copied from."""
    place = tmp_path_factory.mktemp("fresh")
    for name in ("assignments", "autograder", "shared", "solutions"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("my_pictures"))
    shutil.copy(ROOT / "course.toml", place)
    return place


@pytest.fixture
def course(fresh: Path, tmp_path: Path) -> Path:
    """A copy of the course that the test may write into."""
    shutil.copytree(fresh, tmp_path / "course")
    return tmp_path / "course"


def run(course: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "COLUMNS": "80", "PYTHONPATH": str(course), **environment}
    command = [sys.executable, "-m", "autograder.cli", *words]
    return subprocess.run(command, cwd=course, env=variables, capture_output=True, text=True, timeout=300, check=False)


def solve(course: Path, assignment: Assignment) -> Path:
    module = course / "assignments" / assignment.id / f"{assignment.module}.py"
    shutil.copy(ROOT / "solutions" / assignment.id / module.name, module)
    return module


def with_public_checks(assignment: Assignment) -> list[str]:
    """The questions that a student can check; the others are judged at grading only."""
    text = assignment.public_file.read_text(encoding="utf-8")
    return [question.id for question in assignment.questions if f'@question("{question.id}"' in text]


@every_assignment()
def test_stubs_are_not_written_yet_and_earn_nothing(fresh: Path, assignment: Assignment):
    shown = run(fresh, "test", assignment.id)
    assert shown.returncode == 1, shown.stderr
    assert shown.stdout.count("not written yet") == len(with_public_checks(assignment))
    assert f"At grading, {sum(each.hidden_checks for each in assignment.questions)} further checks" in shown.stdout
    assert "\n0 of the " in shown.stdout
    assert "Traceback" not in shown.stdout + shown.stderr
    assert all(len(line) <= 80 or line.startswith("0 of") for line in shown.stdout.splitlines())


@every_assignment(but="05_fashion_mnist")
def test_solutions_earn_everything(course: Path, assignment: Assignment):
    solve(course, assignment)
    shown = run(course, "test", assignment.module)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "✗" not in shown.stdout
    measured = shown.stdout.count("Measured ")
    assert shown.stdout.count("✓") == len(with_public_checks(assignment)) + measured


def test_one_question(course: Path):
    solve(course, COURSE.find("02"))
    shown = run(course, "test", "2", "--question", "sigmoid")
    assert shown.returncode == 0
    assert shown.stdout.count("✓") == 1


def change(module: Path, before: str, after: str) -> None:
    text = module.read_text(encoding="utf-8")
    assert before in text
    module.write_text(text.replace(before, after), encoding="utf-8")


def test_a_failure_says_what_was_called_what_came_and_what_was_expected(course: Path):
    module = course / "assignments" / "02_activations" / "activations.py"
    shutil.copy(ROOT / "tests" / "sample_class" / "eva_output" / "activations.py", module)
    shown = run(course, "test", "02", "-q", "sigmoid_derivative")
    assert shown.returncode == 1
    for part in ("sigmoid_derivative(np.array([", "returned np.array([", "expected ", "Likely cause: "):
        assert part in shown.stdout
    assert "autograder/" not in shown.stdout


def test_an_exception_shows_the_students_own_line(course: Path):
    module = solve(course, COURSE.find("02"))
    with module.open("a", encoding="utf-8") as file:
        file.write("\n\ndef relu(x):\n    return undefined_name + x\n")
    shown = run(course, "test", "02", "-q", "relu")
    assert shown.returncode == 1
    assert "raised NameError at activations.py, line " in shown.stdout
    assert "`return undefined_name + x`" in shown.stdout
    assert "autograder/" not in shown.stdout


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("def relu(x:\n", "activations.py is not valid Python"),
        ("import nothing_like_it\n", "raises ModuleNotFoundError while it is imported at activations.py, line 1"),
        ("raise SystemExit\n", "ends the program while it is imported"),
    ],
)
def test_a_module_that_cannot_be_imported_is_one_sentence(course: Path, content: str, sentence: str):
    (course / "assignments" / "02_activations" / "activations.py").write_text(content, encoding="utf-8")
    shown = run(course, "test", "02")
    assert shown.returncode == 1
    assert shown.stdout.count(sentence) == 1
    assert "Traceback" not in shown.stdout + shown.stderr


def test_the_debugger_stops_in_the_check(course: Path):
    shutil.copy(
        ROOT / "tests" / "sample_class" / "eva_output" / "activations.py", course / "assignments" / "02_activations"
    )
    command = [sys.executable, "-m", "autograder.cli", "test", "02", "--", "--pdb", "-x"]
    shown = subprocess.run(
        command,
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(course)},
        input="p submission.module\nq\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "(Pdb)" in shown.stdout
    assert "'activations'" in shown.stdout


def refused(course: Path, *words: str, **environment: str) -> str:
    """What a command says that ends with status 2 before any check runs: in this process, which takes no second."""
    cli.add(cli.OF_STUDENTS + cli.OF_INSTRUCTORS)
    done = CliRunner().invoke(cli.app, ["--course", str(course), *words], env=environment)
    assert done.exit_code == 2, done.output
    return done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["test", "99"], "There is no assignment '99'. The course has: "),
        (["test", "02", "-q", "sigmoids"], "There is no question sigmoids. Name one with Q=: sigmoid, "),
        (["demo", "99"], "There is no assignment '99'"),
        *(
            ([command], "Which assignment? Name one with A=: 00_first_learner, ")
            for command in ("demo", "hint", "explain", "gradescope", "calibrate")
        ),
        (["hint", "02"], "Which question? Name one with Q=: sigmoid, "),
        (["grade", "no/such/place"], "There is no no/such/place"),
        (["release"], "Name it: make release OUT="),
        (["release-diff"], "Name it: make release-diff OUT="),
        (["new"], "Name both: make new A=07_similarity FROM=similarity.py."),
        (["new", "07_similarity"], "Name both: make new A=07_similarity FROM=similarity.py."),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(words: list[str], sentence: str):
    assert sentence in refused(ROOT, *words)


def test_a_refusal_speaks_the_students_language():
    assert "'99'(이)라는 과제가 없습니다." in refused(ROOT, "test", "99", DESCENT_LANG="ko")
    assert refused(ROOT, "hint", DESCENT_LANG="ko").startswith("어느 과제인가요?")


def test_what_a_course_does_not_have_is_not_offered(course: Path):
    for name in ("hints.md", "demo.py"):
        (course / "assignments" / "02_activations" / name).unlink()
    shown = run(course, "test", "02", "-q", "relu").stdout
    assert "not written yet" in shown
    assert "make hint" not in shown
    assert refused(course, "demo", "02") == "02_activations has no demo.\n"


def test_nothing_above_the_course_is_looked_at(course: Path):
    (course.parent / "conftest.py").write_text("raise RuntimeError('of another project')\n", encoding="utf-8")
    shown = run(course, "test", "02", "-q", "relu")
    assert shown.stdout.count("not written yet") == 1, shown.stdout


def test_a_missing_stub_says_how_to_get_it_back(course: Path):
    (course / "assignments" / "02_activations" / "activations.py").unlink()
    assert "git checkout -- " in refused(course, "test", "02")


def test_a_broken_course_file_names_the_line(course: Path):
    change(course / "course.toml", "memory_mb = 1024", 'memory_mb = "much"')
    said = refused(course, "test", "02")
    assert "course.toml, line " in said
    assert "memory_mb" in said


@pytest.mark.proof  # the sample class has a right one and the stub of those that do not train
@pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")
def test_the_reference_gets_full_marks_and_the_stub_fails_every_check_of_what_trains(fresh: Path, tmp_path: Path):
    import json

    assignments = [each for each in COURSE.assignments if each.training]
    submissions, out = tmp_path / "class", tmp_path / "grades"
    for student, source in (("reference", "solutions"), ("stub", "assignments")):
        for assignment in assignments:
            (submissions / student / assignment.id).mkdir(parents=True)
            shutil.copy(
                ROOT / source / assignment.id / f"{assignment.module}.py", submissions / student / assignment.id
            )
    graded = run(fresh, "grade", str(submissions), "--out", str(out))
    assert graded.returncode == 0, graded.stdout + graded.stderr
    for assignment in assignments:
        best, none = (
            json.loads((out / "feedback" / student / f"{assignment.id}.json").read_text(encoding="utf-8"))
            for student in ("reference", "stub")
        )
        assert best["score"] == best["max_score"] == str(assignment.max_points)
        assert none["score"] == "0"
        statuses = {check["status"] for question in none["questions"] for check in question["checks"]}
        assert statuses <= {CheckStatus.NOT_WRITTEN, CheckStatus.SKIPPED}
