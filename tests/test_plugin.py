"""The plugin, as a student meets it: pytest in a process of its own, on a module with one of every kind of mistake."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from autograder.environment import ROOT
from autograder.plugin import question
from autograder.reference import load_module
from autograder.results import CheckStatus
from autograder.submission import LocalSubmission, SubmissionFault
from autograder.time_limit import time_limit

# Writes every result to the file named in $RESULTS, so that tests read data and not the terminal.
DUMP = """
import json
import os

import pytest
from autograder.plugin import RESULTS
from autograder.results import QuestionResult, Result, Status, to_json


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session):
    checks = tuple(session.config.stash[RESULTS].values())
    whole = Result("student", "assignment", Status.GRADED, (QuestionResult("all", checks),))
    with open(os.environ["RESULTS"], "w") as file:
        json.dump({**to_json(whole), "order": [check.question for check in checks]}, file)
    return (yield)
"""

CHECKS = '''
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.assertions import *
from autograder.plugin import question


@question("right", points="1/3")
@given(x=st.integers(0, 50))
def test_right(submission, x):
    """right(x) is twice x."""
    assert_close(submission.right(x), 2 * x)


@question("right", points=1, needs=("test_right",))
def test_right_again(submission):
    """right(1) is 2."""
    assert submission.right(1) == 2


@question("wrong", points=2)
@given(x=st.integers(0, 50))
def test_wrong(submission, x):
    """wrong(x) is twice x,
    whatever x is."""
    assert_close(submission.wrong(x), 2 * x, mistakes={"x is added three times": 3 * x})


@question("wrong", points=2, needs=("test_right", "test_wrong"))
def test_wrong_needs(submission):
    """wrong(20) is 40."""
    assert_close(submission.wrong(20), 40)


@question("wrong", points=2, needs=("test_wrong_needs",))
def test_wrong_needs_what_was_skipped(submission):
    """wrong(21) is 42."""
    assert_close(submission.wrong(21), 42)


@question("stub", points=1)
@given(x=st.integers(0, 50))
def test_stub(submission, x):
    """stub(x) is twice x."""
    assert_close(submission.stub(x), 2 * x)


@question("logits", points=1)
def test_missing(submission):
    """logits(1) is 2."""
    assert_close(submission.logits(1), 2)


@question("unlike", points=1)
def test_missing_and_unlike(submission):
    """unlike(1) is 2."""
    assert_close(submission.unlike(1), 2)


@question("signature", points=1)
def test_signature(submission):
    """signature(x, scale) multiplies."""
    assert_close(submission.signature(np.array([1.0]), scale=2.0), np.array([2.0]))


@question("raises", points=1)
@given(x=st.integers(0, 50))
def test_raises(submission, x):
    """raises(x) is x."""
    assert_close(submission.raises(x), x)


@question("own_error", points=1)
def test_own_error(submission):
    """own_error(x) is x."""
    assert_close(submission.own_error(1), 1)


@question("asserts", points=1)
def test_asserts(submission):
    """asserts(x) is x."""
    assert_close(submission.asserts(1), 1)


@question("nothing", points=1)
def test_nothing(submission):
    """nothing(x) is x."""
    assert_close(submission.nothing(np.array([1.0, 2.0])), np.array([1.0, 2.0]))


@question("nothing", points=1)
def test_nothing_to_work_with(submission):
    """The first element of nothing(x) is 1."""
    assert_close(submission.nothing(np.array([1.0]))[0], 1.0)


@question("nothing", points=1)
def test_plain_assert(submission):
    """nothing(x) is None, with a plain assert of the check's."""
    assert submission.nothing(1) is not None, "none of it"


@question("exits", points=1)
@given(x=st.integers(0, 50))
def test_exits(submission, x):
    """exits(x) is x."""
    assert_close(submission.exits(x), x)


@question("moody", points=1)
@given(x=st.integers(0, 50))
def test_moody(submission, x):
    """moody(x) is x."""
    assert_close(submission.moody(x), x)


@question("moody", points=1)
def test_many_calls(submission):
    """wrong(x) grows."""
    values = [submission.right(x) for x in range(20)]
    fail("It does not grow.", "growth", "nothing grows")


@question("ours", points=1)
def test_ours(submission):
    """A check that is itself wrong."""
    {}["a key that is not there"]


@question("letters", points="2/3")
@pytest.mark.parametrize("letter", ["a", "b"])
def test_letters(submission, letter):
    """letters(x) is x."""
    assert_equal(submission.letters(letter), letter)


def test_without_a_question():
    assert 1 + 1 == 2
'''

MODULE = """
import sys

CALLS = []


def right(x):
    return 2 * x


def wrong(x):
    return 2 * x if x <= 10 else 3 * x


def stub(x):
    raise NotImplementedError("stub: not written yet")


def logit(x):
    return 2 * x


def signature(x):
    return x


def helper(x):
    if x > 7:
        raise ValueError(f"too large: {x}")
    return x


def raises(x):
    return helper(x)


class OwnError(Exception):
    pass


def own_error(x):
    raise OwnError("mine")


def asserts(x):
    assert x == 2, "x must be 2"


def nothing(x):
    pass


def exits(x):
    sys.exit(f"bye {x}")


def moody(x):
    CALLS.append(x)
    return x + (len(CALLS) == 5)


def letters(x):
    return "a"
"""


class Run:
    """One run of pytest and what it left."""

    def __init__(self, folder: Path, *options: str, stdin: str = "") -> None:
        results = folder / "results.json"
        path = os.pathsep.join([str(ROOT), str(folder), os.environ.get("PYTHONPATH", "")])
        run = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(folder)),
                *("--import-mode=importlib", "--disable-plugin-autoload", "-p", "autograder.plugin", "-p", "dump"),
                *("-p", "no:cacheprovider"),
                *options,
            ],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path, "RESULTS": str(results), "COLUMNS": "200"},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        self.status = run.returncode
        self.text = run.stdout + run.stderr
        self.json: dict[str, Any] = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {}
        checks = self.json["questions"][0]["checks"] if self.json else []
        self.checks: dict[str, dict[str, Any]] = {check["id"]: check for check in checks}


def written(folder: Path, checks: str = CHECKS, module: str | bytes | None = MODULE) -> Path:
    """A folder with test_module.py, module.py beside it, and the plugin that writes the results."""
    (folder / "dump.py").write_text(DUMP, encoding="utf-8")
    (folder / "test_module.py").write_text(checks, encoding="utf-8")
    if module is not None:
        (folder / "module.py").write_bytes(module if isinstance(module, bytes) else module.encode())
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All checks on the module with one of every mistake."""
    return Run(written(tmp_path_factory.mktemp("whole")), "test_module.py")


STATUSES = {
    "test_right": "passed",
    "test_right_again": "passed",
    "test_wrong": "failed",
    "test_wrong_needs": "skipped",
    "test_wrong_needs_what_was_skipped": "skipped",
    "test_stub": "not_written",
    "test_missing": "missing_function",
    "test_missing_and_unlike": "missing_function",
    "test_signature": "wrong_signature",
    "test_raises": "raised",
    "test_own_error": "raised",
    "test_asserts": "raised",
    "test_nothing": "failed",
    "test_nothing_to_work_with": "failed",
    "test_plain_assert": "failed",
    "test_exits": "raised",
    "test_moody": "failed",
    "test_many_calls": "failed",
    "test_ours": "grader_error",
    "test_letters[a]": "passed",
    "test_letters[b]": "failed",
}


def test_every_check_has_its_status(whole: Run) -> None:
    assert {name: check["status"] for name, check in whole.checks.items()} == STATUSES
    assert whole.status == pytest.ExitCode.TESTS_FAILED
    assert "4 passed, 2 skipped, 16 failed" in re.sub(
        r"(\d+ failed), (\d+ passed), (\d+ skipped)", r"\2, \3, \1", whole.text
    )


def test_points_are_exact(whole: Run) -> None:
    assert whole.checks["test_right"]["points"] == whole.checks["test_right"]["max_points"] == "1/3"
    assert (whole.checks["test_wrong"]["points"], whole.checks["test_wrong"]["max_points"]) == ("0", "2")
    assert Fraction(whole.json["score"]) == Fraction(1, 3) + 1 + Fraction(2, 3)
    assert whole.json["max_score"] == "68/3"  # 1/3 + 1, three times 2, fourteen times 1, and twice 2/3


def test_the_requirement_is_the_docstring_in_one_line(whole: Run) -> None:
    assert whole.checks["test_wrong"]["requirement"] == "wrong(x) is twice x, whatever x is."
    assert all(check["visibility"] == "public" for check in whole.checks.values())


def test_a_wrong_value_shows_the_smallest_call_what_came_back_and_what_was_expected(whole: Run) -> None:
    example = whole.checks["test_wrong"]["counterexample"]
    assert example == {
        "calls": [{"call": "wrong(11)", "outcome": "returned 33"}],
        "expected": "22",
        "likely_cause": "x is added three times",
    }
    shown = (
        "wrong(x) is twice x, whatever x is.\n"
        "The value is not the required one.\n"
        "    wrong(11)\n"
        "        returned 33\n"
        "    expected 22\n"
        "Likely cause: x is added three times.\n"
    )
    assert shown in whole.text


def test_nothing_names_the_missing_return(whole: Run) -> None:
    check = whole.checks["test_nothing"]
    assert check["message"] == "The function returned None."
    assert "return" in check["counterexample"]["likely_cause"]
    assert check["counterexample"]["calls"] == [{"call": "nothing(np.array([1.0, 2.0]))", "outcome": "returned None"}]
    check = whole.checks["test_nothing_to_work_with"]
    assert check["message"].startswith("The check cannot work with what nothing returned (TypeError: ")


def test_a_plain_assert_after_an_answer_is_the_submissions_failure(whole: Run) -> None:
    check = whole.checks["test_plain_assert"]
    assert check["message"] == "nothing does not do what the check asserts: none of it"
    assert check["counterexample"]["calls"] == [{"call": "nothing(1)", "outcome": "returned None"}]


def test_what_is_not_written_yet_says_so(whole: Run) -> None:
    assert whole.checks["test_stub"]["message"] == "stub: not written yet"


def test_a_missing_function_names_a_similar_one(whole: Run) -> None:
    assert "module.py defines no function `logits`" in whole.checks["test_missing"]["message"]
    assert "It does define `logit`" in whole.checks["test_missing"]["message"]
    assert "It does define" not in whole.checks["test_missing_and_unlike"]["message"]


def test_a_wrong_signature_shows_both_sides(whole: Run) -> None:
    message = whole.checks["test_signature"]["message"]
    assert "`signature(x)` cannot be called as signature(np.array([1.0]), scale=2.0)" in message


def test_an_exception_shows_the_students_own_line(whole: Run) -> None:
    check = whole.checks["test_raises"]
    line = MODULE.splitlines().index('        raise ValueError(f"too large: {x}")') + 1
    place = f'at module.py, line {line}: `raise ValueError(f"too large: {{x}}")`'
    assert check["message"] == f"raises raised ValueError {place}: too large: 8"
    assert check["counterexample"]["calls"] == [{"call": "raises(8)", "outcome": "raised ValueError: too large: 8"}]
    assert whole.checks["test_own_error"]["message"].startswith("own_error raised OwnError at module.py, line ")
    assert whole.checks["test_asserts"]["message"].startswith("asserts raised AssertionError at module.py, line ")


def test_the_end_of_the_program_is_named(whole: Run) -> None:
    assert whole.checks["test_exits"]["message"].startswith("exits ended the program (SystemExit) at module.py, line ")


def test_a_result_that_changes_is_named(whole: Run) -> None:
    assert "does not always give the same result" in whole.checks["test_moody"]["message"]


def test_only_the_last_calls_are_shown(whole: Run) -> None:
    calls = whole.checks["test_many_calls"]["counterexample"]["calls"]
    assert [shown["call"] for shown in calls] == [f"right({x})" for x in (16, 17, 18, 19)]


def test_a_skipped_check_names_what_it_builds_on(whole: Run) -> None:
    sentence = "It builds on another requirement, which does not hold yet: "
    assert whole.checks["test_wrong_needs"]["message"] == sentence + "wrong(x) is twice x, whatever x is."
    assert whole.checks["test_wrong_needs_what_was_skipped"]["message"] == sentence + "wrong(20) is 40."


def test_a_fault_of_ours_looks_like_one(whole: Run) -> None:
    check = whole.checks["test_ours"]
    assert check["message"] == "KeyError: 'a key that is not there'"
    assert check["counterexample"] is None
    assert '{}["a key that is not there"]' in whole.text  # with its traceback, for whoever repairs it


def test_no_frames_of_the_grader_are_shown(whole: Run) -> None:
    others = re.sub(r"_+ test_ours _+.*?(?=\n_+ test_)", "", whole.text, flags=re.DOTALL)
    for word in (
        "assertions.py",
        "submission.py",
        "plugin.py",
        "verdict.py",
        "hypothesis/",
        "Traceback",
        "CheckFailure",
    ):
        assert word not in others
    assert "Failing test case" not in others


# --- what the command line asks for ---


def test_one_question_only(whole: Run, tmp_path: Path) -> None:
    run = Run(written(tmp_path), "test_module.py", "--question", "right")
    assert set(run.checks) == {"test_right", "test_right_again"}
    assert run.status == 0
    assert "19 deselected" in run.text


def test_a_check_runs_when_what_it_needs_was_not_asked_for(tmp_path: Path) -> None:
    checks = CHECKS.replace(
        '@question("wrong", points=2, needs=("test_wrong_needs",))',
        '@question("x", points=2, needs=("test_wrong_needs",))',
    )
    run = Run(written(tmp_path, checks), "test_module.py", "--question", "x")
    assert {name: check["status"] for name, check in run.checks.items()} == {
        "test_wrong_needs_what_was_skipped": "failed"
    }


def test_the_submission_can_be_elsewhere(tmp_path: Path) -> None:
    written(tmp_path, module=None)
    (tmp_path / "elsewhere").mkdir()
    for name in ("module.py", "anything.py"):
        (tmp_path / "elsewhere" / name).write_text(MODULE, encoding="utf-8")
    for place in ("elsewhere", "elsewhere/anything.py"):
        run = Run(tmp_path, "test_module.py", "--question", "right", "--submission", place)
        assert (run.status, len(run.checks)) == (0, 2), run.text


def test_a_module_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    run = Run(written(tmp_path, module=None), "test_module.py")
    assert run.status != 0
    assert "module.py: pass --submission with the file or folder to check." in run.text
    assert "Traceback" not in run.text


def test_stopping_at_the_first_failure(tmp_path: Path) -> None:
    run = Run(written(tmp_path), "test_module.py", "-x")
    assert list(run.checks) == ["test_right", "test_right_again", "test_wrong"]


def test_the_debugger_stops_in_the_check(tmp_path: Path) -> None:
    run = Run(written(tmp_path), "test_module.py", "--pdb", "-x", "--question", "wrong", stdin="p 'x is', x\nq\n")
    assert "-> assert_close(submission.wrong(x), 2 * x, mistakes=" in run.text
    assert "('x is', 11)" in run.text


def test_the_debugger_stops_in_the_students_code(tmp_path: Path) -> None:
    run = Run(written(tmp_path), "test_module.py", "--pdb", "-x", "--question", "raises", stdin="p 'x is', x\nq\n")
    assert '-> raise ValueError(f"too large: {x}")' in run.text
    assert "('x is', 8)" in run.text


CATCHES_ALL = """
import time

def sleeps():
    while True:
        try:
            time.sleep(0.01)
        except:
            pass

def nested():
    while True:
        try:
            sleeps()
        except:
            pass

def returns():
    try:
        time.sleep(100)
    except:
        return 1

class Litter:
    def __init__(self):
        self.me = self

    def __del__(self):
        sum(range(1000))

def litters():
    while True:
        try:
            Litter()
        except:
            pass
"""


@pytest.mark.parametrize("name", ["sleeps", "nested", "returns", "litters"])
def test_the_time_limit_comes_again_where_it_is_caught(tmp_path: Path, name: str) -> None:
    file = tmp_path / "catches_all.py"
    file.write_text(CATCHES_ALL, encoding="utf-8")
    submission = LocalSubmission(file)

    def call_again_and_again() -> None:
        while True:
            submission.call(name, (), {})

    began = time.monotonic()
    with pytest.raises(SubmissionFault) as fault, time_limit(1):
        call_again_and_again()
    assert fault.value.status is CheckStatus.TIMEOUT
    assert fault.value.sentence.startswith("Still running after 1 s: ")
    assert "catches_all.py, line " in fault.value.sentence
    # Code that loops may be met, by chance, where it catches nothing.
    catches = fault.value.sentence.count("An `except:` that names no error catches even the end of the time")
    assert catches <= 1 if name == "litters" else catches == 1
    assert submission.calls[-1].fault == fault.value.sentence
    assert time.monotonic() - began < 20
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


# --- what was saved last counts ---


def test_two_saves_within_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    module, helper = tmp_path / "saved_twice.py", tmp_path / "saved_twice_helper.py"
    for factor, exponent, expected in ((2, 2, 18), (3, 2, 27), (3, 1, 9)):
        module.write_text(
            f"from saved_twice_helper import power\n\ndef right(x):\n    return {factor} * power(x)\n", encoding="utf-8"
        )
        helper.write_text(f"def power(x):\n    return x**{exponent}\n", encoding="utf-8")
        for each in (module, helper):
            os.utime(each, (1e9, 1e9))
        sys.modules.pop(helper.stem, None)
        assert LocalSubmission(module).call("right", (3,), {}) == expected


# --- modules that cannot be imported ---

IMPORTS: dict[str, tuple[bytes, str]] = {
    "a syntax error": (
        b"def right(x:\n    return x\n",
        "module.py is not valid Python: '(' was never closed (line 1).",
    ),
    "an exception": (
        b"import math\n\nmath.sqrt(-1)\n",
        "module.py raises ValueError while it is imported at module.py, line 3",
    ),
    "an exit": (b"import sys\nsys.exit(0)\n", "module.py ends the program while it is imported"),
    "a missing library": (b"import not_installed\n", "No module named 'not_installed'"),
    "NUL bytes": (b"x = 1\0\n", "null bytes"),  # a SyntaxError since Python 3.11.4
    "no UTF-8": ("x = '한글'\n".encode("cp949"), "module.py is not valid Python"),
}


@pytest.mark.parametrize(("module", "sentence"), IMPORTS.values(), ids=IMPORTS)
def test_a_module_that_cannot_be_imported(tmp_path: Path, module: bytes, sentence: str) -> None:
    run = Run(written(tmp_path, module=module), "test_module.py")
    assert run.status == pytest.ExitCode.TESTS_FAILED
    assert set(run.checks) == set(STATUSES)
    assert {check["status"] for check in run.checks.values()} == {"skipped"}
    messages = {check["message"] for check in run.checks.values() if "builds on" not in check["message"]}
    assert len(messages) == 1
    assert sentence in messages.pop()
    assert run.json["score"] == "0"
    for word in ("submission.py", "plugin.py", "importlib", "Traceback"):
        assert word not in run.text


def test_an_empty_module_lacks_every_function(tmp_path: Path) -> None:
    run = Run(written(tmp_path, module=b""), "test_module.py", "--question", "right")
    assert [check["status"] for check in run.checks.values()] == ["missing_function", "skipped"]


# --- checks that are wrong ---

HEAD = "from autograder.plugin import question\n\n\n"
WRONG_CHECKS = {
    "points that are a float": (
        '@question("q", points=0.5)\ndef test_a(submission):\n    """One."""\n',
        "points of 'q' must be exact: write \"1/2\", not 0.5",
    ),
    "points that are a float of NumPy": (
        'import numpy as np\n@question("q", points=np.float64(0.75))\ndef test_a(submission):\n    """One."""\n',
        'must be exact: write "3/4"',
    ),
    "points that are no number": ('@question("q", points="many")\ndef test_a(submission):\n    """One."""\n', "many"),
    "no docstring": (
        '@question("q", points=1)\ndef test_a(submission):\n    pass\n',
        "test_a has no docstring; write the requirement that the student reads.",
    ),
    "an empty docstring": ('@question("q", points=1)\ndef test_a(submission):\n    "  "\n', "test_a has no docstring"),
    "no submission": (
        '@question("q", points=1)\ndef test_a():\n    """One."""\n',
        "test_a does not take the fixture `submission`; a check needs it.",
    ),
    "a need that is nowhere": (
        '@question("q", points=1, needs=("test_b",))\ndef test_a(submission):\n    """One."""\n',
        "test_a needs 'test_b', which is not defined before it in the same file.",
    ),
    "a need that comes later": (
        '@question("q", points=1, needs=("test_b",))\ndef test_a(submission):\n    """One."""\n\n'
        '@question("q", points=1)\ndef test_b(submission):\n    """Two."""\n',
        "test_a needs 'test_b', which is not defined before it in the same file.",
    ),
    "a need of itself": (
        '@question("q", points=1, needs=("test_a",))\ndef test_a(submission):\n    """One."""\n',
        "test_a needs 'test_a', which is not defined before it in the same file.",
    ),
}


@pytest.mark.parametrize(("checks", "sentence"), WRONG_CHECKS.values(), ids=WRONG_CHECKS)
def test_a_check_that_is_wrong_is_refused(tmp_path: Path, checks: str, sentence: str) -> None:
    run = Run(written(tmp_path, HEAD + checks, b""), "test_module.py")
    assert run.status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    assert sentence in run.text
    assert run.checks == {}


@pytest.mark.parametrize("points", [0.5, 1.0, float("nan"), float("inf"), -0.0])
def test_a_float_is_refused_whatever_its_value(points: float) -> None:
    with pytest.raises(TypeError, match="must be exact"):
        question("q", points=points)  # type: ignore[arg-type]


def test_a_solution_may_hold_a_dataclass(tmp_path: Path) -> None:
    file = tmp_path / "pair.py"
    source = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass Pair:\n    x: int\n"
    )
    file.write_text(source, encoding="utf-8")
    assert load_module(file, "reference_pair").Pair(1).x == 1
    del sys.modules["reference_pair"]
    file.write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        load_module(file, "reference_pair")
    assert "reference_pair" not in sys.modules
