"""Watching: in a terminal of its own, as a student has it, save after save."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from autograder.course import load_course
from autograder.environment import ROOT
from autograder.keys import pressed_keys
from autograder.touched import touched
from autograder.watch import Watcher
from tests.processes import processes_below

pty = pytest.importorskip("pty")
ASSIGNMENT = load_course().find("00")
SECOND = load_course().find("01")
SOLUTION = ASSIGNMENT.reference.read_text(encoding="utf-8")
STUB = ASSIGNMENT.stub.read_text(encoding="utf-8")
PATIENCE = 60  # seconds for what takes one


class Session:
    """`autograder watch` in a pseudo-terminal, and what it has shown since somebody last looked."""

    def __init__(self, course: Path, *, named: tuple[str, ...] = ("00",), terminal: bool = True) -> None:
        self._mine, theirs = pty.openpty()
        line = [sys.executable, "-m", "autograder.cli", "--course", str(course), "watch", *named]
        env = {**os.environ, "TERM": "xterm", "COLUMNS": "200", "LINES": "60"}
        where = theirs if terminal else subprocess.DEVNULL
        self.process = subprocess.Popen(
            line,
            cwd=ROOT,
            env=env,
            stdin=where,
            stdout=theirs,
            stderr=theirs,
            # Where the tests run in the background of a shell, Ctrl-C is ignored, and children would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  no threads here
        )
        os.close(theirs)
        os.set_blocking(self._mine, False)
        self.shown = ""

    def wait_for(self, text: str) -> str:
        """What is shown until `text` is there; from then on, only what comes later counts."""
        until = time.monotonic() + PATIENCE
        while text not in self.shown:
            assert time.monotonic() < until, f"{text!r} is not in {self.shown!r}"
            try:
                more = os.read(self._mine, 65536).decode("utf-8", "replace")
            except BlockingIOError:
                time.sleep(0.02)
                continue
            except OSError:  # the terminal is closed
                break
            self.shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", more)
        assert text in self.shown, f"{text!r} is not in {self.shown!r}"
        before, _, self.shown = self.shown.partition(text)
        return before

    def press(self, key: str) -> None:
        os.write(self._mine, key.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._mine)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for name in (f"assignments/{ASSIGNMENT.id}", "shared"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    text = (ROOT / "course.toml").read_text(encoding="utf-8")
    first, second = text.index("[[assignments]]"), text.index("[[assignments]]", text.index("[[assignments]]") + 1)
    assert first < second
    (tmp_path / "course.toml").write_text(text[:second], encoding="utf-8")
    return tmp_path


@pytest.fixture
def two(course: Path) -> Path:
    """The course with its second assignment, too."""
    shutil.copytree(SECOND.stub.parent, course / "assignments" / SECOND.id)
    text = (ROOT / "course.toml").read_text(encoding="utf-8")
    kept = "[[assignments]]".join(text.split("[[assignments]]")[:3])
    (course / "course.toml").write_text(kept, encoding="utf-8")
    return course


@pytest.fixture
def session(course: Path) -> Iterator[Session]:
    opened = Session(course)
    yield opened
    opened.close()


def stub_of(course: Path) -> Path:
    return course / "assignments" / ASSIGNMENT.id / ASSIGNMENT.stub.name


def test_one_requirement_at_a_time_until_everything_passes(course: Path, session: Session):
    stub = stub_of(course)
    session.wait_for("0 /  5")
    session.wait_for("Next: write direction in")
    half = STUB.replace(
        'raise NotImplementedError("direction: not written yet")', "return np.array([np.sin(angle), np.cos(angle)])"
    )
    assert half != STUB
    stub.write_text(half, encoding="utf-8")
    session.wait_for("✗ direction:")
    session.wait_for("direction(")
    stub.write_text(half.replace("np.sin(angle), np.cos(angle)", "np.cos(angle), np.sin(angle)"), encoding="utf-8")
    session.wait_for("1 /  5")
    session.wait_for("Next: write classify in")
    whole = stub.with_name("saved elsewhere, then moved")
    whole.write_text(SOLUTION, encoding="utf-8")
    whole.replace(stub)  # as many editors save
    session.wait_for("5 /  5")
    session.wait_for("Every check here passes.")
    session.press("q")
    assert session.process.wait(PATIENCE) == 0


def test_what_never_ends_is_ended_by_the_next_save(course: Path, session: Session):
    stub = stub_of(course)
    session.wait_for("Next: write direction in")
    endless = STUB.replace('raise NotImplementedError("direction: not written yet")', "while True: pass")
    stub.write_text(endless, encoding="utf-8")
    time.sleep(1)
    stub.write_text(SOLUTION, encoding="utf-8")
    session.wait_for("Every check here passes.")


def test_a_line_that_is_not_python_yet_is_named(course: Path, session: Session):
    stub = stub_of(course)
    session.wait_for("Next: write direction in")
    stub.write_text(SOLUTION.replace("def accuracy(", "def accuracy"), encoding="utf-8")
    session.wait_for("line ")
    stub.write_bytes(b"\xef\xbb\xbf" + SOLUTION.replace("\n", "\r\n").encode())  # as Windows saves
    session.wait_for("Every check here passes.")


def test_skipping_moves_on_and_all_runs_again(session: Session):
    session.wait_for("Next: write direction in")
    session.press("s")
    session.wait_for("Next: write classify in")
    session.press("a")
    session.wait_for("Next: write direction in")


def test_hints_come_one_after_the_other(session: Session):
    session.wait_for("Next: write direction in")
    for level in (1, 2, 3, 1):
        session.press("h")
        session.wait_for(f"hint {level} of 3")
    session.wait_for("unit circle")
    session.press("s")
    session.wait_for("Next: write classify in")
    session.press("h")
    session.wait_for("hint 1 of 3")
    session.wait_for("Only the sign of one number")


def test_what_fails_is_drawn(course: Path, session: Session):
    session.wait_for("Next: write direction in")
    stub = stub_of(course)
    stub.write_text(SOLUTION.replace("np.cos(angle), np.sin(angle)", "np.cos(angle), np.cos(angle)"), encoding="utf-8")
    session.wait_for("✗ direction:")
    session.press("e")
    session.wait_for("direction(angle)[1]")  # the plot's title
    session.wait_for("yours is -0.99829")
    session.wait_for("The picture: ")
    assert (stub.parent / "my_pictures" / "explain_direction.png").is_file()


def test_ctrl_c_leaves_nothing_behind(session: Session):
    session.wait_for("Next: write direction in")
    below = processes_below(session.process.pid)
    assert below
    until = time.monotonic() + PATIENCE
    while session.process.poll() is None:  # an interrupt that comes while Python collects garbage is lost: once more
        assert time.monotonic() < until
        session.process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            session.process.wait(5)
    assert session.process.returncode in (0, 130)
    while any(Path(f"/proc/{each}/stat").exists() for each in below):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_without_a_terminal_saves_count_alone(course: Path):
    opened = Session(course, terminal=False)
    try:
        opened.wait_for("Next: write direction in")
        stub_of(course).write_text(SOLUTION, encoding="utf-8")
        opened.wait_for("Every check here passes.")
        assert "skip" not in opened.shown
    finally:
        opened.close()


def test_the_whole_course_is_watched(two: Path):
    opened = Session(two, named=())
    try:
        for _ in range(2):  # shown after each run
            opened.wait_for(SECOND.id)
        opened.press("a")
        for _ in range(2):
            opened.wait_for(SECOND.id)
        stub_of(two).write_text(SOLUTION, encoding="utf-8")
        opened.wait_for("5 /  5")
    finally:
        opened.close()


def test_what_is_saved_goes_first_and_nothing_that_waited_is_left_out(two: Path):
    course = load_course(two / "course.toml")
    first, second = course.assignments
    watcher = Watcher(course, [first, second], Console(file=io.StringIO()))
    watcher._run_all()
    text = second.stub.read_text(encoding="utf-8")
    changed = text.replace(": not written yet", ": soon", 1)
    assert len(touched(text, changed, second)) == 1
    second.stub.write_text(changed, encoding="utf-8")
    watcher._saved({second.stub.resolve()})
    assert watcher._waiting == [(second, None), (first, None)]


def test_keys_that_come_together_are_all_seen(monkeypatch: pytest.MonkeyPatch):
    mine, theirs = pty.openpty()
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        with pressed_keys() as pressed:
            os.write(mine, "Sé".encode() + b"q")
            assert "".join(pressed() for _ in range(5)) == "sq"
    os.close(mine)


def test_what_a_save_touches():
    every = [question.id for question in ASSIGNMENT.questions]
    assert touched(SOLUTION, SOLUTION + "\n# a comment\n", ASSIGNMENT) == []
    assert touched(SOLUTION, SOLUTION.replace('"""', '"""Another text. ', 1), ASSIGNMENT) == []
    assert (
        touched(SOLUTION, SOLUTION.replace("import numpy as np", "import numpy as np\nA = 1", 1), ASSIGNMENT) == every
    )
    assert touched(SOLUTION, "def (", ASSIGNMENT) == every
    changed = touched(STUB, STUB.replace('"accuracy: not written yet"', '"soon"'), ASSIGNMENT)
    assert changed == ["accuracy"]
    deep = SOLUTION.replace("def accuracy(", "def _unused():\n    return 0\n\n\ndef accuracy(", 1)
    assert touched(deep, deep.replace("return 0", "return 1"), ASSIGNMENT) == []
