"""The record: what was put is found again, whole, whatever kills the writer; one run at a time."""

from __future__ import annotations

import dataclasses
import os
import signal
import sqlite3
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.conditions import conditions, engine_files
from autograder.course import load_course
from autograder.environment import ROOT
from autograder.imports import reached
from autograder.results import CheckResult, CheckStatus, Counterexample, QuestionResult, Result, ShownCall, Status
from autograder.store import Busy, Store, StoreError

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
points = st.fractions(min_value=0, max_value=20, max_denominator=12)
counterexamples = st.none() | st.builds(
    Counterexample,
    st.lists(st.builds(ShownCall, text, text), max_size=2).map(tuple),
    st.none() | text,
    st.none() | text,
)


@st.composite
def results(draw: st.DrawFn) -> Result:
    questions = []
    for name in draw(st.lists(text, max_size=3, unique=True)):
        checks = st.builds(
            CheckResult,
            text,
            st.just(name),
            text,
            st.sampled_from(["public", "hidden"]),
            st.sampled_from(CheckStatus),
            points,
            text,
            counterexamples,
        )
        questions.append(QuestionResult(name, tuple(draw(st.lists(checks, max_size=3)))))
    about = (draw(text), draw(text), draw(st.sampled_from(Status)), tuple(questions))
    return Result(*about, *(draw(text) for _ in range(4)))


def result(student: str = "ada", assignment: str = "02_activations", passed: bool = True, output: str = "") -> Result:
    status = CheckStatus.PASSED if passed else CheckStatus.FAILED
    check = CheckResult("test_relu", "relu", "relu(-1) is 0.", "public", status, Fraction(15, 2))
    about = (student, assignment, Status.GRADED, (QuestionResult("relu", (check,)),), "", "2024-01-01T00:00:00Z", "d1")
    return Result(*about, student_output=output)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(results())
def test_what_was_put_is_found(tmp_path: Path, one: Result) -> None:
    with Store(tmp_path) as store:
        store.put(one, "key")
        assert store.find(one.student, one.assignment, "key") == one
    with Store(tmp_path) as store:
        assert store.find(one.student, one.assignment, "key") == one
        assert store.find(one.student, one.assignment, "another key") is None
        assert store.find(one.student + "x", one.assignment, "key") is None
        assert store.find(one.student, one.assignment + "x", "key") is None


def test_a_result_replaces_the_former_one(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.put(result(), "first")
        store.put(result(passed=False), "second")
        assert store.find("ada", "02_activations", "first") is None
        assert store.find("ada", "02_activations", "second") == result(passed=False)
        store.put(result("ben"), "third")
        assert store.find("ada", "02_activations", "second") == result(passed=False)


def test_the_columns_can_be_read_by_anyone(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.put(result(output="printed"), "key")
    with sqlite3.connect(tmp_path / "grades.db") as database:
        row = database.execute("SELECT student, assignment, score, max_score, status, student_output FROM results")
        assert row.fetchall() == [("ada", "02_activations", "15/2", "15/2", "graded", "printed")]
    database.close()


def test_the_results_of_other_assignments(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        assert store.of_other_assignments(set()) == []
        store.put(result(), "k1")
        store.put(result(assignment="01_gradient_descent", output="said"), "k2")
        assert store.of_other_assignments({"02_activations"}) == [
            result(assignment="01_gradient_descent", output="said")
        ]
        assert len(store.of_other_assignments(set())) == 2


def test_text_that_no_encoding_can_hold_is_stored_all_the_same(tmp_path: Path) -> None:
    odd = dataclasses.replace(result(), message="half of a pair: \ud800, and \0", student_output="\ud800 \0")
    with Store(tmp_path) as store:
        store.put(odd, "key")
        found = store.find("ada", "02_activations", "key")
    assert found is not None
    assert found.message.startswith("half of a pair")
    assert found.score == odd.score


# --- one run at a time ---

HOLD = """
import sys
from pathlib import Path
from autograder.store import Store

with Store(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""
TRY = """
import sys
from pathlib import Path
from autograder.store import Busy, Store

try:
    Store(Path(sys.argv[1])).close()
except Busy as busy:
    print(busy)
"""


def python(code: str, *args: object, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    sentence = f"Another run is grading into {tmp_path}; wait for it to end, or choose another folder with OUT=..."
    with Store(tmp_path):
        with pytest.raises(Busy) as busy:
            Store(tmp_path)
        assert str(busy.value) == sentence
        said, errors = python(TRY, tmp_path).communicate(timeout=30)
        assert (said, errors) == (sentence + "\n", "")
    with Store(tmp_path), Store(tmp_path / "another"):
        pass


def test_a_run_of_another_process_is_respected_until_it_ends(tmp_path: Path) -> None:
    for ending in ("end", "kill"):
        other = python(HOLD, tmp_path)
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(Busy):
            Store(tmp_path)
        if ending == "kill":
            other.kill()
        other.communicate(timeout=30)
        Store(tmp_path).close()


# --- a writer that is killed ---

WRITE = """
import sys
from pathlib import Path
from autograder.store import Store
from tests.test_store import result

with Store(Path(sys.argv[1])) as store:
    for number in range(10**6):
        store.put(result(f"student{number % 50}", passed=number % 2 == 0, output="x" * 3000), f"key{number}")
        print(number, flush=True)
"""


def test_a_killed_writer_leaves_whole_results(tmp_path: Path) -> None:
    """Everything that was reported is there, and nothing is half there."""
    for attempt in range(4):
        writer = python(WRITE, tmp_path)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "0\n"
        time.sleep(0.05 * attempt)
        writer.send_signal(signal.SIGKILL)
        lines = writer.communicate(timeout=30)[0].splitlines()
        last = int(lines[-1]) if lines else 0
        with Store(tmp_path) as store:
            assert store.find(f"student{last % 50}", "02_activations", f"key{last}") is not None
            everything = store.of_other_assignments(set())
        assert len(everything) >= min(last + 1, 50)
        for each in everything:
            assert each == result(each.student, passed=bool(each.score), output="x" * 3000)
        with sqlite3.connect(tmp_path / "grades.db") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()


# --- a disk that is full ---

FILL = """
import resource, sys
from pathlib import Path
from autograder.store import Store, StoreError
from tests.test_store import result

with Store(Path(sys.argv[1])) as store:
    store.put(result("first", output="x" * 3000), "key")
    # No file may grow beyond this: what a full disk is to a file that must grow.
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    stored = 0
    try:
        for number in range(1000):
            store.put(result(f"student{number}", output="x" * 30000), "key")
            stored += 1
    except StoreError as error:
        print(stored)
        print(error)
        print(store.find("first", "02_activations", "key") is not None)
        print(all(store.find(f"student{each}", "02_activations", "key") for each in range(stored)))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs limits on processes")
@pytest.mark.parametrize("limit", [60_000, 200_000, 1_000_000])
def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path, limit: int) -> None:
    said, errors = python(FILL, tmp_path, limit).communicate(timeout=60)
    assert errors == ""
    stored, sentence, first, others = said.splitlines()
    assert "is the disk full? What was stored before is safe" in sentence
    assert "run the same command again" in sentence
    assert (first, others) == ("True", "True")
    with Store(tmp_path) as store:  # the next run, with room again
        assert len(store.of_other_assignments(set())) == 1 + int(stored)
        store.put(result("last"), "key")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "grades"):
        with pytest.raises(StoreError, match="cannot be written to"):
            Store(folder)


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read as one" * 40, b"\0" * 5000])
def test_a_file_that_is_no_record_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "grades.db").write_bytes(content)
    with pytest.raises(StoreError, match="cannot be used"):
        Store(tmp_path)
    assert (tmp_path / "grades.db").read_bytes() == content
    (tmp_path / "grades.db").unlink()
    Store(tmp_path).close()  # the lock was given back


def test_a_record_of_another_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "grades.db") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(StoreError, match="another version of Descent"):
        Store(tmp_path)
    with pytest.raises(StoreError, match="another version of Descent"):
        Store(tmp_path)  # not Busy: the lock was given back


def test_a_record_that_was_damaged_is_a_sentence(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number in range(50):
            store.put(result(f"student{number}", output="x" * 3000), "key")
    data = bytearray((tmp_path / "grades.db").read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    (tmp_path / "grades.db").write_bytes(data)
    with Store(tmp_path) as store:
        with pytest.raises(StoreError, match="cannot be used"):
            store.find("student1", "02_activations", "key")
        with pytest.raises(StoreError, match="cannot be used"):
            store.of_other_assignments(set())
        with pytest.raises(StoreError, match="cannot be used"):
            store.put(result("new"), "key")


def test_feedback_that_was_changed_by_hand_is_a_sentence(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.put(result(), "key")
    with sqlite3.connect(tmp_path / "grades.db") as database:
        database.execute('UPDATE results SET feedback = \'{"schema": "another"}\'')
    database.close()
    with Store(tmp_path) as store, pytest.raises(StoreError):
        store.find("ada", "02_activations", "key")


# What the engine imports for others, or for a name alone: it decides no result.
NO_ENGINE = {
    *("__init__", "checks/__init__", "sandbox/__init__"),
    *("environment", "explain", "lateness", "moments", "resubmissions", "submitted"),
}


def test_all_that_decides_a_result_is_among_its_conditions() -> None:
    engine = set(engine_files())
    needed = reached(engine, [ROOT]) - {ROOT / "shared" / "datasets.py"}  # among the conditions of Keras alone
    assert needed - engine == {ROOT / "autograder" / f"{name}.py" for name in NO_ENGINE}


def test_of_the_course_only_what_grading_reads_is_among_the_conditions(tmp_path: Path) -> None:
    """A new late policy or title grades nothing again; a new limit does."""
    text = (ROOT / "course.toml").read_text(encoding="utf-8")
    title = load_course().title

    def key(text: str) -> str:
        file = tmp_path / "course.toml"
        file.write_text(text, encoding="utf-8")
        load_course(file)
        return conditions(load_course().find("02"), file, "none cpu")

    policy = "" if "[late]" in text else '\n[late]\npenalty = "1/10"\n'
    assert key(text) == key(text.replace(title, "Another title", 1) + policy)
    assert key(text) != key(text.replace("call_seconds = ", "call_seconds = 1", 1))
