"""The bundled class, graded for real: every score as its table says, on a second run the same, and nothing gets out."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.environment import ROOT
from autograder.store import Store
from tests.graded_so_far import graded_so_far
from tests.reading_html import read_html

SAMPLE_CLASS = ROOT / "tests" / "sample_class"
COURSE = load_course()
# What each student must get: tests/expected/<module>.py of every assignment.
EXPECTED = {each.id: import_module(f"tests.expected.{each.module}").EXPECTED for each in COURSE.assignments}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")


def grade_command(out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "autograder.cli", "grade", "--out", str(out), *options]


def grade(out: Path, *options: str, timeout: float = 1500) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        grade_command(out, *options), cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False
    )


# What takes the longest for a whole class: these are graded by `make check-proof`.
LONG = {each.id for each in COURSE.assignments if each.library == "keras"} | {"04_neural_network"}


ASSIGNMENTS = [pytest.param(each, id=each, marks=[pytest.mark.proof] if each in LONG else []) for each in EXPECTED]


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample class without what takes long, graded once for all tests of this file."""
    folder = tmp_path_factory.mktemp("class")
    long = (f"{each.module}.py" for each in COURSE.assignments if each.id in LONG)
    shutil.copytree(SAMPLE_CLASS, folder / "class", ignore=shutil.ignore_patterns(*long))
    run = grade(folder / "grades", str(folder / "class"))
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "grades"


@pytest.fixture(scope="session")
def graded_whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample class as the first command of a fresh clone grades it."""
    out = tmp_path_factory.mktemp("whole") / "grades"
    run = grade(out)
    assert run.returncode == 0, run.stdout + run.stderr
    return out


def feedback(out: Path, student: str, assignment: str) -> dict:
    return json.loads((out / "feedback" / student / f"{assignment}.json").read_text(encoding="utf-8"))


def test_the_table_covers_the_class():
    folders = {folder.name for folder in SAMPLE_CLASS.iterdir() if folder.is_dir()}
    assert len(folders) >= 16
    for table in EXPECTED.values():
        assert set(table) == folders


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
@pytest.mark.parametrize("student", sorted(EXPECTED["02_activations"]))
def test_every_student_gets_the_score_of_the_table(request: pytest.FixtureRequest, student: str, assignment: str):
    status, points, why = EXPECTED[assignment][student]
    assert why
    out = request.getfixturevalue("graded_whole" if assignment in LONG else "graded")
    got = feedback(out, student, assignment)
    assert got["status"] == status, got["message"]
    assert {question["id"]: question["points"] for question in got["questions"]} == points
    assert Fraction(got["score"]) == sum(map(Fraction, points.values()))
    assert Fraction(got["max_score"]) == COURSE.find(assignment).max_points


def test_the_gradebook_agrees_with_the_feedback(graded: Path):
    with (graded / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["student", "assignment", "score", "max_score", "status", "submitted_at", "digest"]
    assert len(rows) == sum(len(table) for table in EXPECTED.values())
    for row in rows:
        got = feedback(graded, row["student"], row["assignment"])
        assert (row["score"], row["max_score"], row["status"]) == (got["score"], got["max_score"], got["status"])
        assert (row["digest"] == "") == (row["status"] == "missing")


def test_feedback_names_the_call_and_what_was_expected(graded: Path):
    failed = [
        check
        for question in feedback(graded, "farid_halved", "01_gradient_descent")["questions"]
        for check in question["checks"]
        if check["status"] == "failed"
    ]
    assert failed
    for check in failed:
        shown = check["counterexample"]["calls"][-1]
        assert re.match(r"\w+\(.*\)$", shown["call"])
        assert shown["outcome"].startswith("returned ")
        assert check["requirement"].endswith(".")
    assert any(check["counterexample"]["expected"] for check in failed)


def test_a_function_that_hangs_costs_only_the_checks_that_call_it(graded: Path):
    for question in feedback(graded, "jun_endless", "02_activations")["questions"]:
        statuses = {check["status"] for check in question["checks"]}
        assert statuses == ({"timeout"} if question["id"] == "sigmoid" else {"passed"})


def test_every_check_of_a_stub_is_not_written(graded: Path):
    for assignment in set(EXPECTED) - LONG:
        for question in feedback(graded, "dmitri_untouched", assignment)["questions"]:
            assert {check["status"] for check in question["checks"]} <= {"not_written", "skipped"}


def test_an_attempt_to_get_out_fails_and_is_graded_on_its_answers(graded: Path):
    attempts = {assignment for assignment, table in EXPECTED.items() if table["sam_sneaky"][0] != "missing"}
    assert {"01_gradient_descent", "02_activations"} <= attempts
    for assignment in attempts:
        got = feedback(graded, "sam_sneaky", assignment)
        assert (got["status"], got["score"]) == ("graded", got["max_score"])
    assert not Path("/etc/sam_was_here").exists()
    assert not Path("/sam_was_here").exists()
    assert not (Path.home() / "sam_was_here").exists()


def test_the_pages_are_whole(graded: Path):
    pages = [graded / "report" / "index.html", *graded.glob("feedback/*/*.html")]
    assert len(pages) == 1 + sum(len(table) for table in EXPECTED.values())
    for page in pages:
        assert read_html(page.read_text(encoding="utf-8")).all("h1")


def rows(gradebook: Path) -> dict[tuple[str, str], list[str]]:
    """The lines of a gradebook, by student and assignment."""
    with gradebook.open(encoding="utf-8", newline="") as file:
        return {(row[0], row[1]): row for row in csv.reader(file)}


def test_only_what_changed_is_graded_again_and_the_rest_stays_the_same(graded: Path, tmp_path: Path):
    shutil.copytree(graded.parent, tmp_path, dirs_exist_ok=True)
    out, changed = tmp_path / "grades", tmp_path / "class" / "dmitri_untouched" / "activations.py"
    before = {file: file.read_bytes() for file in out.glob("feedback/*/*")}
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# handed in again\n", encoding="utf-8")
    run = grade(out, str(tmp_path / "class"))
    assert run.returncode == 0
    assert "1 graded" in run.stdout
    after = {file: file.read_bytes() for file in out.glob("feedback/*/*")}
    assert after.keys() == before.keys()
    differ = {file.relative_to(out / "feedback") for file in after if after[file] != before[file]}
    one = ("dmitri_untouched", "02_activations")
    was, now = rows(graded / "gradebook.csv"), rows(out / "gradebook.csv")
    assert was.keys() == now.keys()
    assert {each for each in now if now[each] != was[each]} == {one}
    assert differ == {Path("dmitri_untouched") / f"02_activations{ending}" for ending in (".html", ".json", ".md")}


SOME = ("ada_loops", "chloe_where", "eva_output", "김하늘")
# Two assignments of each are enough to be interrupted in; those that are missing are graded in no time.
TWO = ("01_gradient_descent", "02_activations")
OF_TWO_ASSIGNMENTS = shutil.ignore_patterns(*(f"{each.module}.py" for each in COURSE.assignments if each.id not in TWO))


def subset(tmp_path: Path, students: tuple[str, ...] = SOME) -> Path:
    submissions = tmp_path / "class"
    for student in students:
        shutil.copytree(
            SAMPLE_CLASS / student, submissions / student, copy_function=shutil.copy2, ignore=OF_TWO_ASSIGNMENTS
        )
    return submissions


def wait_for_stored_results(out: Path, count: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        if graded_so_far(out) >= count:
            return
        time.sleep(0.02)
    pytest.fail(f"{count} results were not stored within a minute")


@pytest.mark.parametrize("how", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.proof), signal.SIGINT])
def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path, how: signal.Signals, graded: Path):
    submissions, interrupted = subset(tmp_path), tmp_path / "interrupted"
    process = subprocess.Popen(
        grade_command(interrupted, str(submissions)),
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Where the tests run in the background of a shell, Ctrl-C is ignored, and children would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  no threads here
    )
    wait_for_stored_results(interrupted, 2, process)
    process.send_signal(how)
    try:
        _, said = process.communicate(timeout=120)  # until its processes have noticed, on a busy machine, too
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode != 0
    assert "Traceback" not in said
    if how is not signal.SIGKILL:
        assert "the same command goes on from here" in said
    assert not (interrupted / "gradebook.csv").exists()
    assert list((interrupted / "feedback").glob("*/*.html")), "what is graded can be read already"

    before = graded_so_far(interrupted)
    again = grade(interrupted, str(submissions))
    assert again.returncode == 0, again.stderr
    fresh = int(re.search(r"^(\d+) graded", again.stdout, re.MULTILINE)[1])
    assert before >= 2
    assert fresh <= len(SOME) * len(COURSE.assignments) - before
    graded_here, undisturbed = rows(interrupted / "gradebook.csv"), rows(graded / "gradebook.csv")
    both = [(student, assignment) for student in SOME for assignment in TWO]
    assert [graded_here[each] for each in both] == [undisturbed[each] for each in both]


def test_a_second_run_into_the_same_folder_says_so_and_stops(tmp_path: Path):
    out = tmp_path / "grades"
    out.mkdir()
    with Store(out):
        second = grade(out, str(subset(tmp_path, SOME[:1])))
    assert second.returncode == 2
    assert "Another run is grading into" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["no/such/folder"], "There is no no/such/folder"),
        (["--assignment", "99"], "There is no assignment '99'"),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(tmp_path: Path, options: list[str], sentence: str):
    run = grade(tmp_path / "grades", *options)
    assert run.returncode == 2
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr
