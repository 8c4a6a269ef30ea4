"""What grading remembers of checks that passed changes no verdict, and not what a submission is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.grading import Grader
from autograder.results import CheckStatus, Result
from autograder.sandbox.host import Sandbox
from autograder.sandbox.remote import RemoteSubmission
from autograder.sandbox.transcripts import MOST_ENDINGS, Exchange, Transcripts
from autograder.strength_candidates import candidates
from autograder.strength_record import Kind
from autograder.submission import TAKEN, LocalSubmission, SubmissionFault
from autograder.submitted import Submitted

COURSE = load_course()
ASSIGNMENT = COURSE.find("02")
REFERENCE = ASSIGNMENT.reference.read_text(encoding="utf-8")
MISTAKES = [each for each in candidates(ASSIGNMENT) if each.kind is Kind.MISTAKE][::15]
VARIANTS = [each for each in candidates(ASSIGNMENT) if each.kind is Kind.VARIANT][::8]
# Mistakes that are noticed in the middle of a check, and functions that remember how often they were called.
STATEFUL = """

_right, _calls = sigmoid, []


def sigmoid(z):
    _calls.append(1)
    return _right(z) if len(_calls) % 50 else _right(z) + 1
"""
CRASHING = """

import os
_right, _calls = relu, []


def relu(z):
    _calls.append(1)
    if len(_calls) == 30:
        os._exit(3)
    return _right(z)
"""
RAISING = """

_right, _calls = tanh, []


def tanh(z):
    _calls.append(1)
    if len(_calls) == 20:
        raise ValueError("now and then")
    return _right(z)
"""
# Every call is printed with its number, its arguments and what was asked before: another order, one call more or less
# would show. Now and then a value is wrong.
PRINTING = """

import hashlib
_told = [hashlib.sha256()]


def _telling(name, function):
    def told(*args, **kwargs):
        _told[0].update(repr((name, args, kwargs)).encode())
        print(name, _told[0].hexdigest()[:8])
        value = function(*args, **kwargs)
        return value if int(_told[0].hexdigest()[:4], 16) % 300 else value + 1
    return told


for _name in [each for each in list(globals()) if not each.startswith("_") and each != "np"]:
    globals()[_name] = _telling(_name, globals()[_name])
"""
PRINTING_ALL_RIGHT = PRINTING.replace("% 300", "% 300 + 1")
ENDLESS = """

_right, _calls = softplus, []


def softplus(z):
    _calls.append(1)
    while len(_calls) == 25:
        pass
    return _right(z)
"""


def submitted(source: str) -> Submitted:
    return Submitted("kim", ASSIGNMENT.id, ASSIGNMENT.module, {f"{ASSIGNMENT.module}.py": source.encode()})


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("none") as sandbox:
        yield sandbox


def new_grader(sandbox: Sandbox) -> Grader:
    return Grader(ASSIGNMENT, sandbox, replace(COURSE.budget(ASSIGNMENT, "cpu"), call_seconds=1.0))


@pytest.fixture(scope="module")
def experienced(sandbox: Sandbox) -> Iterator[Grader]:
    with new_grader(sandbox) as grader:
        for source in (REFERENCE, VARIANTS[0].source):
            assert all_passed(grader.grade(submitted(source)))
        yield grader


def all_passed(result: Result) -> bool:
    return all(check.status is CheckStatus.PASSED for each in result.questions for check in each.checks)


SOURCES = {
    "reference": REFERENCE,
    "stateful": REFERENCE + STATEFUL,
    "crashing": REFERENCE + CRASHING,
    "raising now and then": REFERENCE + RAISING,
    "printing": REFERENCE + PRINTING,
    "printing, all right": REFERENCE + PRINTING_ALL_RIGHT,
    "endless": REFERENCE + ENDLESS,
    **{each.name: each.source for each in (*MISTAKES, *VARIANTS)},
}


@pytest.mark.parametrize("name", SOURCES)
def test_experience_changes_no_result(experienced: Grader, sandbox: Sandbox, name: str) -> None:
    with new_grader(sandbox) as fresh:
        expected = fresh.grade(submitted(SOURCES[name]))
    assert expected.student_output.count("\n") > 500 or "printing" not in name
    assert experienced.grade(submitted(SOURCES[name])) == expected
    assert experienced.grade(submitted(SOURCES[name])) == expected


def test_a_submission_is_asked_the_same(sandbox: Sandbox) -> None:
    """A module that writes down what it is asked, graded first and then by a grader that knows all answers."""
    source = REFERENCE + (
        "\n\nimport hashlib\n_right, _seen, _calls = sigmoid, hashlib.sha256(), []\n\n\ndef sigmoid(z):\n"
        "    _seen.update(repr((z, getattr(z, 'flags', None))).encode())\n    _calls.append(1)\n"
        "    if not len(_calls) % 40:\n        print(_seen.hexdigest())\n"
        "    return _right(z)\n"
    )
    with new_grader(sandbox) as grader:
        first, second = (grader.grade(submitted(source)) for _ in range(2))
    assert first.student_output == second.student_output
    assert first.student_output.count("\n") > 20


def test_what_is_known_costs_no_check(experienced: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.grading import _Session

    ran: list[str] = []
    call = _Session.pytest_pyfunc_call

    def counted(self: _Session, pyfuncitem: pytest.Function) -> bool | None:
        ran.append(pyfuncitem.name)
        return call(self, pyfuncitem)

    monkeypatch.setattr(_Session, "pytest_pyfunc_call", counted)
    assert all_passed(experienced.grade(submitted(REFERENCE)))
    assert not ran


def test_nothing_is_learnt_after_a_lost_call(sandbox: Sandbox) -> None:
    """It would take the room of other right answers: what is known is not looked at any more."""
    source = b"import os\n\ndef f(x):\n    return x if x else os._exit(1)\n"
    known = Transcripts()
    submission = RemoteSubmission(sandbox, "lost", {"lost.py": source}, COURSE.budget(ASSIGNMENT, "cpu"))
    submission.load()
    with pytest.raises(SubmissionFault):
        submission.f(0)
    submission.forget_calls()
    assert submission.f(1) == 1
    submission.keep_transcript(known)
    submission.close()
    assert known.start is None


def test_few_endings_are_kept() -> None:
    known = Transcripts()
    for number in range(3 * MOST_ENDINGS):
        known.learn([Exchange(b"question", str(number).encode())])
    assert known.start is not None
    assert known.start.request == b"question"
    ends = [known.start.knows(str(number).encode()) for number in range(3 * MOST_ENDINGS)]
    assert ends == [number < MOST_ENDINGS for number in range(3 * MOST_ENDINGS)]


def test_an_answer_is_known_only_after_those_before_it() -> None:
    known = Transcripts()
    assert known.start is None
    long = bytes(5000)
    known.learn([Exchange(b"one", b"1"), Exchange(b"two", long)])
    first = known.start
    assert first is not None
    second = first.after(b"1")
    assert (first.request, first.after(b"2")) == (b"one", None)
    assert second is not None
    assert second.request == b"two"
    assert not second.knows(b"1")
    end = second.after(long)
    assert end is not None
    assert end.request is None
    assert second.after(long + b"\0") is None


def test_an_example_that_asks_nothing_is_satisfied_at_once() -> None:
    known = Transcripts()
    known.learn([])
    assert known.start is not None
    assert known.start.request is None


def test_the_names_that_no_function_can_have_are_those_of_a_submission(sandbox: Sandbox, tmp_path: Path) -> None:
    """Else a check would call the engine where it means a function that students write."""
    (tmp_path / "nothing.py").write_text("", encoding="utf-8")
    both = (
        LocalSubmission(tmp_path / "nothing.py"),
        RemoteSubmission(sandbox, "nothing", {}, COURSE.budget(ASSIGNMENT, "cpu")),
    )
    assert {name for each in both for name in dir(each) if not name.startswith("_")} == TAKEN
