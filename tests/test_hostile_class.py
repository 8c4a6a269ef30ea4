"""The hostile class: every attack graded for real, between honest submissions, and nothing gained, leaked or lost."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from autograder.course import load_course
from autograder.environment import ROOT
from autograder.grading import Grader
from autograder.sandbox.host import Sandbox
from autograder.submitted import Submitted
from tests.hostile.odd_uploads import HONEST, MODULE, ODD_UPLOADS
from tests.other_user import ORDINARY_UID, as_ordinary_user, with_public_python
from tests.reading_html import read_html

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

ATTACKS = ROOT / "tests" / "hostile" / "attacks"
SOLUTION = (ROOT / "solutions" / "02_activations" / MODULE).read_text(encoding="utf-8")
HONEST_STUDENTS = {
    "aa_honest": HONEST,
    "aa_right": SOLUTION,
    "mm_right": SOLUTION,
    "zz_honest": HONEST,
    "zz_right": SOLUTION,
}
CANARY = "CANARY" + "-"  # in two parts, so that attacks that look for it do not find this file
MAX_FILE_BYTES = 4 * 2**20  # of anything that a run writes for one submission
MARKER = "descent_was_here"
PORT = 4747  # where attacks try to connect to
# Questions that attacks or the honest module answer. The others take half of the time and tell nothing more.
QUESTIONS = ("sigmoid", "sigmoid_derivative", "relu", "relu_derivative", "tanh", "softplus", "maxout")
# What only namespaces prevent, and SECURITY.md says so. Nothing is won by it.
SUCCEED_WITHOUT_NAMESPACES = {
    "descriptors, signals_by_descriptor",  # the numbers of processes
    "exhaustion, many_large_files",  # the size of the private folder as a whole
    "kernel, host_name",
    "network, interfaces",  # the network's configuration, not the network
}
JOBS = str(2 * (os.cpu_count() or 1))  # many attacks only wait for their deadline


@dataclass(frozen=True)
class Attack:
    """One attack: its name as a student, what it may get, and whether what it prints can arrive."""

    name: str
    points: str
    silent: bool
    source: str = field(default="", repr=False)


@cache
def attacks() -> tuple[Attack, ...]:
    found = []
    for file in sorted(ATTACKS.glob("*/*.py")):
        source = file.read_text(encoding="utf-8")
        docstring = source.split('"""')[1]
        points = re.search(r"^Points: (same|no more|none)\n\Z", docstring, re.MULTILINE)
        assert points, f"{file} does not say what it may get"
        assert "Instead:" in docstring, f"{file} does not say what must be seen instead"
        found.append(Attack(f"{file.parent.name}, {file.stem}", points[1], "Silent:" in docstring, source))
    found += [Attack(each.name, each.points, True) for each in ODD_UPLOADS]
    return tuple(found)


# What a submission can do to the machine depends on the host; what it does to values and texts does not.
# Who runs the grader changes what is permitted and not how much: limits are tried again only where the walls differ.
OTHER_HOSTS = {
    "ordinary user": ("descriptors", "files", "kernel", "network", "processes"),
    "landlock": ("descriptors", "exhaustion", "files", "kernel", "network", "processes"),
}


def attacks_on(host: str) -> tuple[Attack, ...]:
    return tuple(each for each in attacks() if host == "as we are" or each.name.startswith(OTHER_HOSTS[host]))


def write_attacks(place: Path, host: str) -> None:
    for attack in attacks_on(host):
        if attack.source:
            (place / attack.name).mkdir()
            (place / attack.name / MODULE).write_text(f"{HONEST}\n{attack.source}", encoding="utf-8")
    for odd in ODD_UPLOADS:
        if host == "as we are":
            odd.write(place, odd.name)


def write_honest(place: Path, canary: str) -> None:
    for student, source in HONEST_STUDENTS.items():
        (place / student).mkdir()
        text = f"{source}\n# {canary}\n" if student == "aa_right" else source
        (place / student / MODULE).write_text(text, encoding="utf-8")


def with_less_time(course: str) -> str:
    """The course with limits that endless attacks reach sooner; what the real ones stop is the same, only later."""
    for limit, less in (
        ("call_seconds = 4 ", "call_seconds = 1 "),
        ("import_seconds = 10 ", "import_seconds = 2 "),
        ("submission_seconds = 60 ", "submission_seconds = 8 "),
    ):
        assert limit in course
        course = course.replace(limit, less, 1)
    return course


def with_fewer_questions(course: str) -> str:
    """The course whose assignment 02 has only QUESTIONS."""
    before, here, after = re.split(r"(?=id = \"0[23]_)", course)
    rows = here.splitlines(keepends=True)
    kept = [row for row in rows if not (asked := re.match(r' +{ id = "(\w+)"', row)) or asked[1] in QUESTIONS]
    assert len(kept) < len(rows)
    return before + "".join(kept) + after


# At the end of a copied file of checks: those of the other questions are not collected.
LEAVE_OUT_CHECKS = f"""
for _name, _check in list(globals().items()):
    _asked = {{_mark.kwargs["id"] for _mark in getattr(_check, "pytestmark", ()) if _mark.name == "question"}}
    if _asked - set({QUESTIONS}):
        del globals()[_name]
"""


def plant_course(folder: Path, canary: str) -> None:
    """A copy of the course at `folder`, with a canary wherever a submission must not look."""
    for name in ("autograder", "assignments", "solutions", "shared"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("calibration"))
    course = with_fewer_questions(with_less_time((ROOT / "course.toml").read_text(encoding="utf-8")))
    (folder / "course.toml").write_text(course, "utf-8")
    for checks in ("assignments/02_activations", "autograder/checks"):
        with (folder / checks / "test_activations.py").open("a", encoding="utf-8") as file:
            file.write(LEAVE_OUT_CHECKS)
    for place in (
        "autograder/checks/test_activations.py",
        "autograder/checks/oracles.py",
        f"solutions/02_activations/{MODULE}",
    ):
        with (folder / place).open("a", encoding="utf-8") as file:
            file.write(f"\n# {canary}\n")
    (folder / "course.secret").write_text(hashlib.sha256(canary.encode()).hexdigest() + "\n", encoding="ascii")
    (folder / ".git" / "logs").mkdir(parents=True)
    (folder / ".git" / "logs" / "HEAD").write_text(f"commit {canary}\n", encoding="utf-8")


@contextmanager
def listeners() -> Iterator[list[str]]:
    """Servers on this machine that attacks try to reach, and who came."""
    came: list[str] = []

    def accept(server: socket.socket, name: str) -> None:
        with suppress(OSError):
            while True:
                server.accept()[0].close()
                came.append(name)

    with ExitStack() as stack:
        addresses = ((socket.AF_INET, ("127.0.0.1", PORT)), (socket.AF_UNIX, "\0descent-hostile"))
        for family, address in addresses:
            server = stack.enter_context(socket.socket(family))
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):  # another run has it
                server.bind(address)
                server.listen()
                threading.Thread(target=accept, args=(server, repr(address)), daemon=True).start()
        yield came


@dataclass(frozen=True)
class Graded:
    """What a run left: the reports, the record, what the terminal showed and what the machine looks like after it."""

    out: Path
    host: str
    before: Path  # the same honest submissions graded alone
    course: Path
    place: Path
    said: str
    came: tuple[str, ...]
    secret: str
    mounts: tuple[str, str]

    def record(self) -> dict[str, tuple[dict, str]]:
        """By student: the feedback, and what the submission printed."""
        with sqlite3.connect(f"file:{self.out / 'grades.db'}?mode=ro", uri=True) as database:
            rows = database.execute("SELECT student, feedback, student_output FROM results").fetchall()
        return {student: (json.loads(feedback), output) for student, feedback, output in rows}


def _mounts() -> str:
    return Path("/proc/self/mountinfo").read_text(encoding="utf-8")


@contextmanager
def graded_class(host: str) -> Iterator[Graded]:
    folder = Path(tempfile.mkdtemp(prefix="descent-hostile-", dir="/tmp"))  # pytest's own folders are closed to others
    canary = CANARY + secrets.token_hex(8)
    try:
        folder.chmod(0o755)
        course, place = folder / "course", folder / "class"
        plant_course(course, canary)
        for each in (place, folder / "honest", folder / "home"):
            each.mkdir()
        write_honest(place, canary)
        write_honest(folder / "honest", canary)
        write_attacks(place, host)
        site = Path(np.__file__).resolve().parent.parent
        environment = {
            **os.environ,
            "PYTHONPATH": f"{course}{os.pathsep}{site}",
            "DESCENT_SECRET_TOKEN": canary,
            "DESCENT_LANG": "en",
        }
        if host == "ordinary user":
            environment |= {"HOME": str(folder / "home")}
            for each in (folder, *folder.rglob("*")):
                os.chown(each, ORDINARY_UID, ORDINARY_UID, follow_symlinks=False)

        def run(submissions: Path, out: Path, jobs: str) -> str:
            line = [sys.executable, "-m", "autograder.cli", "grade", str(submissions), "--out", str(out)]
            line += ["--assignment", "02_activations", "--jobs", jobs]
            line += ["--sandbox", "landlock" if host == "landlock" else "bubblewrap"]
            if host == "ordinary user":
                line = as_ordinary_user(line, folder)
            elif host == "landlock":
                line = with_public_python(line, folder)
            done = subprocess.run(
                line, cwd=course, env=environment, capture_output=True, text=True, errors="surrogateescape", check=False
            )
            assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
            return done.stdout + done.stderr

        mounts = _mounts()
        run(folder / "honest", folder / "before", "1")  # one grader records the examples, for all that follow
        with (folder / "before" / "leftover.txt").open("w", encoding="utf-8") as file:
            file.write(canary)  # an earlier result, for attacks to find
        with listeners() as came:
            said = run(place, folder / "grades", JOBS)
        yield Graded(
            folder / "grades", host, folder / "before", course, place, said, tuple(came), canary, (mounts, _mounts())
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to start graders as somebody else")


@pytest.fixture(
    scope="module",
    params=[
        "as we are",
        # On a machine where tests do not run as root, as on GitHub, this is "as we are".
        pytest.param("ordinary user", marks=[pytest.mark.proof, needs_root]),
        pytest.param("landlock", marks=[pytest.mark.proof, needs_root]),  # test_landlock.py tries each of its walls
    ],
)
def graded(request: pytest.FixtureRequest) -> Iterator[Graded]:
    with graded_class(request.param) as run:
        yield run


def points_of(feedback: dict) -> dict[str, Fraction]:
    return {question["id"]: Fraction(question["points"]) for question in feedback["questions"]}


def by_attack(graded: Graded) -> dict[str, tuple[dict, str]]:
    """What came of each attack. A student whose name is the attack is found by the digest of what was handed in."""
    record = graded.record()
    by_digest = {feedback["digest"]: each for each in record.values() if (feedback := each[0])["digest"]}
    found = {}
    for attack in attacks_on(graded.host):
        if attack.name in record:
            found[attack.name] = record[attack.name]
    for odd in ODD_UPLOADS:
        if odd.folder is not None and graded.host == "as we are":
            content = (graded.place / odd.folder / MODULE).read_bytes()
            found[odd.name] = by_digest[Submitted("", "", "", {MODULE: content}).digest]
    return found


def written_files(graded: Graded) -> list[Path]:
    return [file for file in graded.out.rglob("*") if file.is_file() and not file.is_symlink()]


def test_there_are_enough_attacks() -> None:
    assert len(attacks()) > 300  # as README.md says
    assert len({attack.name for attack in attacks()}) == len(attacks())


def test_no_attack_gains_a_point(graded: Graded) -> None:
    feedback, _ = graded.record()["aa_honest"]
    honest = points_of(feedback)
    assert 0 < sum(honest.values()) < Fraction(feedback["max_score"]) / 2  # there is something to gain, and to lose
    wrong, seen = [], by_attack(graded)
    for attack in attacks_on(graded.host):
        if attack.name not in seen:  # a link that is no student
            assert attack.points == "none", attack.name
            continue
        got = points_of(seen[attack.name][0])
        right = {
            "same": got == honest,
            "no more": all(got[question] <= honest[question] for question in honest),
            "none": not any(got.values()),
        }[attack.points]
        if not right:
            differs = {each: str(got[each]) for each in honest if got[each] != honest[each]}
            wrong.append((attack.name, attack.points, differs, seen[attack.name][0]["message"]))
    assert not wrong


def test_every_attack_was_made_and_none_succeeded(graded: Graded) -> None:
    seen = by_attack(graded)
    assert [
        attack.name for attack in attacks_on(graded.host) if not attack.silent and "TRIED" not in seen[attack.name][1]
    ] == []
    succeeded = {name for name, (_, output) in seen.items() if "GAINED" in output}
    assert succeeded == (SUCCEED_WITHOUT_NAMESPACES if graded.host == "landlock" else set())


def test_no_attack_is_a_fault_of_ours(graded: Graded) -> None:
    assert [name for name, (feedback, _) in graded.record().items() if feedback["status"] == "grader_error"] == []
    assert "Traceback" not in graded.said


def test_honest_students_get_the_same_files_with_and_without_them(graded: Graded) -> None:
    for student in HONEST_STUDENTS:
        files = sorted((graded.before / "feedback" / student).iterdir())
        assert len(files) == 3
        for file in files:
            assert (graded.out / "feedback" / student / file.name).read_bytes() == file.read_bytes(), student


def test_nothing_planted_comes_out(graded: Graded) -> None:
    secret = hashlib.sha256(graded.secret.encode()).hexdigest()
    for text in (graded.secret, secret):
        assert text not in graded.said
        for file in written_files(graded):
            assert text.encode() not in file.read_bytes(), file


def test_nothing_is_left_behind(graded: Graded) -> None:
    running = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                if str(graded.course).encode() in (entry / "cmdline").read_bytes():
                    running.append(entry.name)
    assert running == []
    assert graded.mounts[0] == graded.mounts[1]
    places = {Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm", "/", "/etc", "/usr/lib", "/root")} | {Path.home()}
    assert [place for place in places if os.access(place, os.R_OK) and (place / MARKER).exists()] == []
    assert list(graded.course.parent.rglob(MARKER)) == []
    assert graded.came == ()


def test_every_file_is_whole_and_bounded(graded: Graded) -> None:
    seen: set[str] = set()  # most pages differ by the student's name alone
    for file in written_files(graded):
        if file.suffix in (".db", "") or file.name.startswith("grades.db"):
            continue
        assert file.stat().st_size <= MAX_FILE_BYTES, file
        text = file.read_bytes().decode("utf-8")
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text), file
        if file.suffix == ".json":
            json.loads(text)
        elif file.suffix == ".html" and (page := text.replace(file.parent.name, "")) not in seen:
            seen.add(page)
            read_html(text)
            assert "Content-Security-Policy" in text
        elif file.suffix == ".md":
            assert not re.search(r"^::", text, re.MULTILINE)


def test_the_gradebook_is_a_table_without_formulas(graded: Graded) -> None:
    with (graded.out / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert {len(row) for row in rows} == {7}
    assert len(rows) - 1 == len(graded.record())
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_the_terminal_shows_no_codes_and_no_commands(graded: Graded) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", graded.said)
    assert not re.search(r"^::", graded.said, re.MULTILINE)


@pytest.mark.proof
@pytest.mark.parametrize("family", ["exhaustion", "exits"])
def test_each_ends_within_its_limit(family: str) -> None:
    """The families that are about time; what a submission and the searches may take, and five seconds."""
    course = load_course()
    assignment = course.find("02")
    budget = replace(course.budget(assignment, "cpu"), call_seconds=1.0, import_seconds=2.0, submission_seconds=8.0)
    took = {}
    with Sandbox(slot=4900 + os.getpid() % 90) as sandbox, Grader(assignment, sandbox, budget) as grader:
        for attack in attacks():
            if attack.name.startswith(family):
                files = {MODULE: f"{HONEST}\n{attack.source}".encode()}
                began = time.monotonic()
                grader.grade(Submitted(attack.name, assignment.id, assignment.module, files))
                took[attack.name] = time.monotonic() - began
    assert took
    assert {name: seconds for name, seconds in took.items() if seconds > 2 * budget.submission_seconds + 5} == {}
