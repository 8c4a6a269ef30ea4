"""A student's pipeline: what it shows is right, and nothing that a student writes is a command to the runner."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.ci_report import harmless_lines, notes, summary
from autograder.course import load_course
from autograder.environment import ROOT
from autograder.results import (
    CheckResult,
    CheckStatus,
    Counterexample,
    QuestionResult,
    Result,
    ShownCall,
    Status,
    from_json,
)

ASSIGNMENT = load_course().find("02")
nasty = st.text(st.sampled_from("a:#[]%,|`*<>\n\r\x1b\x85\u2028 ") | st.characters(), max_size=40)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for name in ("assignments", "shared"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.toml", tmp_path)
    return tmp_path


def pipeline(course: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    (course / "step.md").write_text("", encoding="utf-8")  # there before the step begins, as with GitHub
    env = {**os.environ, "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(course / "step.md"), **more}
    line = [sys.executable, "-m", "autograder.cli", "--course", str(course), "ci", *words]
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def commands(output: str) -> list[str]:
    """The lines that GitHub's runner takes for commands: it strips them first, and looks for the old form anywhere."""
    return [line for line in output.splitlines() if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"schema": "another"}'])
def test_what_is_no_result_is_a_value_error(text: str):
    with pytest.raises(ValueError, match=r"no result|unknown schema"):
        from_json(json.loads(text))


def test_checks_with_marks_of_a_conflict_are_no_result(course: Path):
    (course / "assignments" / ASSIGNMENT.id / ASSIGNMENT.public_file.name).write_text("<<<<<<< ours\n")
    done = pipeline(course, "02")
    assert done.returncode == 2
    assert "<<<<<<< ours" in done.stdout
    assert "The checks could not be run" in (course / "step.md").read_text(encoding="utf-8")


def test_a_wrong_module_is_noted_at_its_line(course: Path):
    module = course / "assignments" / ASSIGNMENT.id / "activations.py"
    source = ASSIGNMENT.reference.read_text(encoding="utf-8").replace("np.maximum(_floats(x), 0)", "np.abs(_floats(x))")
    module.write_text(source, encoding="utf-8-sig")  # as editors of Windows save
    done = pipeline(course, "02")
    assert done.returncode == 1, done.stderr
    line = source[: source.index("def relu(")].count("\n") + 1
    found = commands(done.stdout)
    assert found
    place = f"::error file=assignments/02_activations/activations.py,line={line},title=relu::"
    assert all(each.startswith(place) for each in found)
    told = (course / "step.md").read_text(encoding="utf-8")
    assert "❌ relu" in told
    assert "✅ sigmoid" in told
    assert told == (course / "build" / "summary.md").read_text(encoding="utf-8")
    cases = ElementTree.parse(course / "build" / "checks.xml").getroot().findall(".//testcase")
    assert {case.get("classname") for case in cases if case.find("failure") is not None} == {"02_activations.relu"}


def test_what_is_not_begun_is_not_due(course: Path):
    done = pipeline(course, "01")
    assert done.returncode == 0, done.stderr
    assert commands(done.stdout) == []
    told = (course / "step.md").read_text(encoding="utf-8")
    assert told == "Nothing is written yet, so there is nothing to check.\n"


def test_a_student_gives_no_commands(course: Path):
    module = course / "assignments" / ASSIGNMENT.id / "activations.py"
    forged = "::error file=x::forged\\n##[error]forged\\n  ::add-mask::a\\r::warning::forged"
    module.write_text(
        "import os, sys, atexit\n"
        f'TEXT = "{forged}"\n'
        "print(TEXT)\nos.write(1, TEXT.encode())\nos.write(2, TEXT.encode())\n"
        "atexit.register(lambda: os.write(1, TEXT.encode()))\n"
        "def sigmoid(x):\n    raise ValueError(TEXT)\n"
        "def relu(x):\n    return TEXT\n",
        encoding="utf-8",
    )
    done = pipeline(course, "02")
    assert done.returncode == 1
    assert all(
        each.startswith("::error file=assignments/02_activations/activations.py,line=")
        for each in commands(done.stdout)
    )
    assert "forged" in done.stdout
    assert commands((course / "step.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["def sigmoid(x)\n", "import numpy\n\n\nraise ValueError('no')\n"])
def test_a_module_that_cannot_be_imported_is_one_note(course: Path, text: str):
    (course / "assignments" / ASSIGNMENT.id / "activations.py").write_text(text, encoding="utf-8")
    done = pipeline(course, "02")
    assert done.returncode == 1
    line = len(text.splitlines())
    (note,) = commands(done.stdout)
    assert note.startswith(f"::error file=assignments/02_activations/activations.py,line={line},title=activations.py::")
    assert f"line {line}" in (course / "step.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "import os\nos._exit(0)\n",
        "import ctypes\nctypes.string_at(0)\n",
        "import os\ndef sigmoid(x):\n    os._exit(0)\n",
    ],
    ids=["exit", "crash", "exit in a call"],
)
def test_a_run_that_ends_early_is_no_success(course: Path, text: str):
    """Exit status 0 of Python says nothing: the results are missing."""
    (course / "assignments" / ASSIGNMENT.id / "activations.py").write_text(text, encoding="utf-8")
    done = pipeline(course, "02")
    assert done.returncode == 1
    assert len(commands(done.stdout)) == 1
    assert "Python ended before the checks did" in (course / "step.md").read_text(encoding="utf-8")
    failures = ElementTree.parse(course / "build" / "checks.xml").getroot().findall(".//failure")
    assert len(failures) == 1


def test_a_missing_module_is_no_success(course: Path):
    (course / "assignments" / ASSIGNMENT.id / "activations.py").unlink()
    done = pipeline(course, "02")
    assert done.returncode == 1
    assert "There is no activations.py." in (course / "step.md").read_text(encoding="utf-8")


def test_a_students_code_has_no_files_of_the_forge(course: Path):
    """What is written into the file that GITHUB_ENV names is a command, too."""
    (course / "assignments" / ASSIGNMENT.id / "activations.py").write_text(
        "import os\n"
        "for name, value in os.environ.items():\n"
        "    if name.startswith('GITHUB_') and os.path.isfile(value):\n"
        "        open(value, 'a').write('FORGED=1')\n",
        encoding="utf-8",
    )
    (course / "env").write_text("", encoding="utf-8")
    done = pipeline(course, "02", GITHUB_ENV=str(course / "env"))
    assert done.returncode == 1
    assert (course / "env").read_text(encoding="utf-8") == ""
    assert "FORGED" not in (course / "step.md").read_text(encoding="utf-8")


def test_the_korean_note_is_at_its_line(course: Path):
    (course / "assignments" / ASSIGNMENT.id / "activations.py").write_text(
        "def sigmoid(x):\n    y = x\n    raise ValueError('no')\n", encoding="utf-8"
    )
    done = pipeline(course, "02", DESCENT_LANG="ko")
    assert any(",line=3,title=sigmoid::" in each for each in commands(done.stdout))


def test_a_summary_is_not_larger_than_a_forge_takes():
    example = Counterexample((ShownCall("f(x)", "가" * 1900),))
    checks = tuple(
        CheckResult(str(number), "sigmoid", "It is so.", "public", CheckStatus.FAILED, Fraction(1), "", example)
        for number in range(400)
    )
    text = summary([Result("", ASSIGNMENT.id, Status.GRADED, (QuestionResult("sigmoid", checks),))], {})
    assert 900_000 < len(text.encode()) < 2**20
    assert text.endswith("\n")


@given(nasty)
def test_no_line_that_is_printed_is_a_command(text: str):
    assert commands("\n".join(harmless_lines(text))) == []


@given(nasty, nasty, nasty)
def test_a_note_is_one_line_whatever_it_is_about(message: str, requirement: str, call: str):
    example = Counterexample((ShownCall(call, "returned 1"),))
    check = CheckResult("c", "sigmoid", requirement, "public", CheckStatus.FAILED, Fraction(1), message, example)
    result = Result("", ASSIGNMENT.id, Status.GRADED, (QuestionResult("sigmoid", (check,)),))
    (note,) = notes(result, "assignments/02_activations/activations.py", "x = 1\ndef sigmoid(x):\n    return x\n")
    assert len(note.splitlines()) == 1
    assert note.startswith("::error file=assignments/02_activations/activations.py,line=")
    assert commands(summary([result], {})) == []
