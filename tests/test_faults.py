"""Faults of ours, made on purpose: results stay whole, the run says what happened, and a rerun completes."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.environment import ROOT
from autograder.grading import Grader
from autograder.results import Status
from autograder.sandbox.host import Sandbox
from autograder.submitted import Submitted
from tests.graded_so_far import graded_so_far
from tests.processes import processes_below

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

SOLUTION = (ROOT / "solutions" / "02_activations" / "activations.py").read_text(encoding="utf-8")
STUDENTS = 7
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a small disk")


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    place = tmp_path / "class"
    for number in range(STUDENTS):
        (place / f"student{number:02}").mkdir(parents=True)
        (place / f"student{number:02}" / "activations.py").write_text(f"{SOLUTION}\n# {number}\n", encoding="utf-8")
    return place


def command(submissions: Path, out: Path, jobs: int = 1) -> list[str]:
    line = [sys.executable, "-m", "autograder.cli", "grade", str(submissions), "--out", str(out)]
    return [*line, "--assignment", "02_activations", "--jobs", str(jobs)]


def run(line: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def scores(out: Path) -> dict[str, tuple[str, str]]:
    with (out / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: (row["score"], row["status"]) for row in csv.DictReader(file)}


EVERYONE = {f"student{number:02}": ("56", "graded") for number in range(STUDENTS)}


def disturbed(
    submissions: Path, out: Path, disturb: Callable[[int], int], jobs: int = 1
) -> subprocess.CompletedProcess[str]:
    """Grade, and once three results are stored call `disturb` with the process id of the run until it did something."""
    process = subprocess.Popen(
        command(submissions, out, jobs), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline, done = time.monotonic() + 120, 0
    while not done and process.poll() is None and time.monotonic() < deadline:
        if graded_so_far(out) >= 3:
            done = disturb(process.pid)
        time.sleep(0.02)
    output, errors = process.communicate(timeout=240)
    assert done, f"nothing was disturbed: {output}{errors}"
    assert "Traceback" not in output + errors
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def completes(submissions: Path, out: Path, first: subprocess.CompletedProcess[str]) -> None:
    """The run ended whole, or said what happened and the same command goes on from there."""
    if first.returncode != 0:
        assert first.stderr.strip(), "it failed without a word"
        again = run(command(submissions, out))
        assert again.returncode == 0, again.stderr
    assert scores(out) == EVERYONE


def kill_children(pid: int, word: str) -> int:
    killed = 0
    for child in processes_below(pid):
        with suppress(OSError):
            if word.encode() in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
                killed += 1
    return killed


def test_a_killed_grader_process(submissions: Path, tmp_path: Path) -> None:
    first = disturbed(submissions, tmp_path / "out", lambda pid: kill_children(pid, "spawn_main"), jobs=2)
    completes(submissions, tmp_path / "out", first)


LATE = """
import multiprocessing, os, sys, time
from autograder.classroom import prepare_process

def grader():
    while multiprocessing.parent_process().is_alive():
        time.sleep(0.01)
    prepare_process()
    print("nobody ends this one", flush=True)

if __name__ == "__main__":
    child = multiprocessing.get_context("spawn").Process(target=grader)
    child.start()
    os.kill(os.getpid(), 9)
"""


def test_a_run_killed_while_its_graders_start(tmp_path: Path) -> None:
    """A grading process that finds its parent gone when it asks to die with it ends, and holds no pipe open."""
    (tmp_path / "late.py").write_text(LATE, encoding="utf-8")
    killed = run([sys.executable, str(tmp_path / "late.py")])
    assert killed.returncode == -signal.SIGKILL
    assert killed.stdout == ""


def test_killed_zygotes(submissions: Path, tmp_path: Path) -> None:
    first = disturbed(submissions, tmp_path / "out", lambda pid: kill_children(pid, "zygote.py"))
    assert first.returncode == 0
    assert scores(tmp_path / "out") == EVERYONE


def test_a_zygote_killed_while_a_module_is_imported() -> None:
    """A fault of ours, and no error of the import: it is graded again."""
    course = load_course()
    assignment = course.find("02")
    slow = f"import time\nuntil = time.monotonic() + 2\nwhile time.monotonic() < until:\n    pass\n{SOLUTION}"
    submitted = Submitted("ada", assignment.id, assignment.module, {"activations.py": slow.encode()})
    with (
        Sandbox(slot=4700 + os.getpid() % 200) as sandbox,
        Grader(assignment, sandbox, course.budget(assignment, "cpu")) as grader,
    ):
        calm = grader.grade(replace(submitted, files={"activations.py": SOLUTION.encode()}))
        before = set(processes_below(os.getpid()))
        killed: list[int] = []

        def kill_once_there_is_a_worker() -> None:
            while before.issuperset(processes_below(os.getpid())):
                time.sleep(0.02)
            killed.append(kill_children(os.getpid(), "zygote.py"))

        killer = threading.Thread(target=kill_once_there_is_a_worker)
        killer.start()
        result = grader.grade(submitted)
        killer.join()
    assert killed[0] > 0
    assert (result.status, result.score) == (Status.GRADED, calm.score), result.message


def test_a_locked_record(submissions: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    held: list[sqlite3.Connection] = []

    def lock(pid: int) -> int:
        held.append(sqlite3.connect(out / "grades.db", timeout=30, isolation_level=None, check_same_thread=False))
        held[0].execute("BEGIN EXCLUSIVE")
        return 1

    first = disturbed(submissions, out, lock)
    held[0].close()
    assert first.returncode == 2
    assert "grades.db cannot be used" in first.stderr
    completes(submissions, out, first)


SMALL_DISK = """
set -e
mount -t tmpfs -o size=900k none "$1"
mkdir "$1/out"
head -c "$2" /dev/zero > "$1/filler" || true
shift 2
"$@" && exit 90
status=$?
rm "$0/filler"
"$@" || exit 91
cp -r "$0/out" "$0.copy"
exit "$status"
"""


@needs_root
@pytest.mark.parametrize(
    "filler", [780_000, *(pytest.param(size, marks=pytest.mark.proof) for size in (600_000, 860_000))]
)
def test_a_full_disk(submissions: Path, tmp_path: Path, filler: int) -> None:
    """At different moments: while results are stored, and while reports are written."""
    disk = tmp_path / "disk"
    disk.mkdir()
    for extra in range(2, STUDENTS):  # reports of many students would not fit even on the empty disk
        shutil.rmtree(submissions / f"student{extra:02}")
    line = ["unshare", "--mount", "--propagation", "private", "sh", "-c", SMALL_DISK, str(disk), str(disk), str(filler)]
    done = run([*line, *command(submissions, disk / "out")])
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode in (1, 2, 90), done.stderr
    if done.returncode != 90:  # the disk was full: it said so, and the same command completed on a disk with room
        assert "cannot be written" in done.stderr
        assert "same command" in done.stderr
        assert scores(Path(f"{disk}.copy")) == {name: EVERYONE[name] for name in ("student00", "student01")}


def test_a_clock_that_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines are kept by a clock that nobody can set."""
    course = load_course()
    assignment = course.find("02")
    real, jumps = time.time, iter(range(10**9))
    submitted = Submitted("ada", assignment.id, assignment.module, {"activations.py": SOLUTION.encode()})
    with (
        Sandbox(slot=4700 + os.getpid() % 200) as sandbox,
        Grader(assignment, sandbox, course.budget(assignment, "cpu")) as grader,
    ):
        calm = grader.grade(submitted)
        monkeypatch.setattr(time, "time", lambda: real() + (-1) ** next(jumps) * 10**8)
        assert grader.grade(submitted) == calm
    assert calm.status is Status.GRADED
