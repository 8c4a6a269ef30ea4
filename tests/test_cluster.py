"""Grading on many machines: a real scheduler and real workers, on this one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from autograder import classroom
from autograder.classroom import LocalProcesses, Need, Setting, fitting_jobs, free_memory, grade_class, usable_cores
from autograder.cores import use_all_cores
from autograder.course import Assignment, Course, load_course
from autograder.environment import ROOT
from autograder.grading import GradingError
from autograder.results import Result, Status
from autograder.sandbox.budget import Budget
from autograder.sandbox.host import Sandbox
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.store import Store
from autograder.submitted import Submitted
from tests.local_cluster import cluster
from tests.processes import processes_below, stat_of

distributed = pytest.importorskip("distributed")
from autograder.cluster import Cluster, ClusterError, conditions_there, connected  # noqa: E402  needs distributed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

SAMPLE = ROOT / "tests" / "sample_class"
STUDENTS = ("ada_loops", "chloe_where", "eva_output", "grace_integers", "hugo_in_place", "sam_sneaky", "김하늘")
COMMAND = [sys.executable, "-m", "autograder.cli"]


def submissions(place: Path) -> Path:
    for student in STUDENTS:
        (place / student).mkdir(parents=True)
        shutil.copy2(SAMPLE / student / "activations.py", place / student)
    return place


def grade(place: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    # The same language on both sides, whatever the tests are run with.
    return subprocess.Popen(
        [*COMMAND, "grade", str(place), "--out", str(out), "--assignment", "02", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def files_of(out: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(out)): file.read_bytes()
        for file in [out / "gradebook.csv", *out.glob("feedback/*/*")]
        if file.is_file()
    }


def grading_workers(process: subprocess.Popen[str]) -> list[int]:
    """The workers that grade: the parents of sandboxes."""
    parents = set()
    for pid in processes_below(process.pid):
        with suppress(OSError):
            if b"bwrap" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0", 1)[0]:
                parents.add(int(stat_of(pid)[1]))
    return sorted(parents)


def test_results_are_those_of_this_machine_even_when_a_worker_is_killed(tmp_path: Path) -> None:
    place = submissions(tmp_path / "class")
    local = grade(place, tmp_path / "local")
    _, said = local.communicate(timeout=300)
    assert local.returncode == 0, said
    expected = files_of(tmp_path / "local")
    assert len(expected) == 1 + 3 * len(STUDENTS)
    with cluster(2) as (address, process):
        run = grade(place, tmp_path / "grades", "--scheduler", address)
        assert run.stdout is not None
        assert "layers in force" in run.stdout.readline()  # the sandboxes that come now are no probes
        deadline = time.monotonic() + 120
        while not (victims := grading_workers(process)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert victims, "no worker ever graded"
        os.kill(victims[0], signal.SIGKILL)
        output, said = run.communicate(timeout=300)
        assert run.returncode == 0, output + said
        assert "Traceback" not in said
        assert f"{len(STUDENTS)} graded" in output
        assert files_of(tmp_path / "grades") == expected


def test_a_worker_with_other_checks_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "course"
    for name in ("assignments", "solutions", "autograder", "shared"):
        shutil.copytree(ROOT / name, other / name, ignore=shutil.ignore_patterns("__pycache__", "strength"))
    shutil.copy(ROOT / "course.toml", other)
    with (other / "autograder" / "checks" / "test_activations.py").open("a", encoding="utf-8") as file:
        file.write("\n# another version\n")
    place = submissions(tmp_path / "class")
    with cluster(1) as (address, process):
        line = [*COMMAND, "--course", str(other), "grade", str(place), "--out", str(tmp_path / "grades")]
        run = subprocess.run(
            [*line, "--assignment", "02", "--scheduler", address], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert process.poll() is None
    assert run.returncode == 1
    assert "other checks, engine, course.toml, secret or libraries than here" in run.stderr
    assert "tcp://" in run.stderr
    assert "Traceback" not in run.stderr


def connect(address: str, course: Course, sandbox: str = "bubblewrap") -> None:
    with connected(address, [course.find("02")], Setting(course.folder.course_file, "cpu", sandbox)) as workers:
        if sandbox != "none":
            workers.layers(course, sandbox)


def test_a_worker_that_has_loaded_what_is_no_more_on_its_disk_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "course"
    for name in ("assignments", "solutions", "autograder/checks"):
        shutil.copytree(ROOT / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.toml", other)
    with cluster(1, DESCENT_COURSE=str(other)) as (address, _):
        connect(address, load_course(other / "course.toml"), "none")
        with (other / "autograder" / "checks" / "test_activations.py").open("a", encoding="utf-8") as file:
            file.write("\n# pulled\n")
        with pytest.raises(ClusterError, match=r"tcp://\S+: the engine, .* have changed since it started\. Start it"):
            connect(address, load_course(other / "course.toml"), "none")


def test_an_engine_older_than_the_disk_is_not_what_a_worker_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_LANG", "en")
    monkeypatch.delenv("DESCENT_COURSE", raising=False)
    setting = Setting(ROOT / "course.toml", sandbox="none")
    assert conditions_there(["02"], setting, "en")
    monkeypatch.setattr("autograder.cluster._ENGINE", "older")
    with pytest.raises(GradingError, match="Start it again"):
        conditions_there(["02"], setting, "en")


def test_a_worker_whose_sandbox_does_not_start_is_refused_before_anything_is_graded(tmp_path: Path) -> None:
    with (
        cluster(1, PATH=str(tmp_path)) as (address, _),
        pytest.raises(SandboxUnavailable, match=r"tcp://\S+: .*(bubblewrap|bwrap)"),
    ):
        connect(address, load_course())


def test_a_worker_without_a_scheduler_says_so() -> None:
    line = [sys.executable, "-m", "autograder.cli", "worker", "no-address", "--jobs", "1"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert done.stderr.startswith("No scheduler answers at no-address")
    assert "Traceback" not in done.stderr


def test_a_scheduler_that_is_not_there(tmp_path: Path) -> None:
    run = grade(submissions(tmp_path / "class"), tmp_path / "grades", "--scheduler", "tcp://127.0.0.1:9")
    _, said = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "No scheduler answers at tcp://127.0.0.1:9" in said
    assert "Traceback" not in said


class _Ends(Exception):
    """What a future raises in the place of `KilledWorker`."""


class _Futures(Executor):
    """Grades nothing: one student ends every worker, the others get a result that is made up."""

    def submit(self, submitted: Submitted) -> Future[Result]:  # type: ignore[override]
        future: Future[Result] = Future()
        if submitted.student == "ends_workers":
            future.set_exception(_Ends())
        else:
            future.set_result(Result(submitted.student, submitted.assignment, Status.GRADED, ()))
        return future


class _Workforce:
    losses = (_Ends,)
    rounds = (False,)

    @contextmanager
    def executor(self, need: Need, count: int) -> Iterator[Executor]:
        yield _Futures()

    def submit(self, executor: Executor, submitted: Submitted, setting: Setting, under: str) -> Future[Result]:
        return executor.submit(submitted)  # type: ignore[arg-type]


def test_who_ends_workers_is_no_loss_for_the_class(tmp_path: Path) -> None:
    course = load_course()
    found = [
        Submitted(name, "02_activations", "activations", {"activations.py": b""}) for name in ("a", "ends_workers")
    ]
    with Store(tmp_path) as store:
        results = grade_class(found, course, Setting(ROOT / "course.toml"), store, _Workforce(), lambda *_: None)
    assert [result.status for result in results] == [Status.GRADED, Status.GRADER_ERROR]
    assert "ended each time" in results[1].message


def test_a_process_that_grades_for_two_runs_takes_the_setting_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the workers of a cluster do."""
    made: list[tuple[str, float, str]] = []

    class Noted:
        def __init__(self, assignment: Assignment, sandbox: Sandbox, budget: Budget, training: object) -> None:
            self.assignment = assignment
            made.append((sandbox.kind, budget.call_seconds, os.environ["DESCENT_LANG"]))

        def grade(self, submitted: Submitted) -> Result:
            return Result(submitted.student, submitted.assignment, Status.MISSING, ())

        def close(self) -> None:
            pass

    monkeypatch.setattr(classroom, "Grader", Noted)
    submitted = Submitted("a", "05_fashion_mnist", "fashion_mnist", {}, problem="No file.")
    cpu, gpu = Setting(ROOT / "course.toml", "cpu", "none"), Setting(ROOT / "course.toml", "gpu", "bubblewrap")
    try:
        for setting, language in ((cpu, "en"), (cpu, "en"), (gpu, "en"), (gpu, "ko")):
            monkeypatch.setenv("DESCENT_LANG", language)
            classroom.grade_one(submitted, setting)
    finally:
        classroom.close_kept_sandbox()
        classroom._Process.course = classroom._Process.grader = classroom._Process.made_for = None
        use_all_cores()
    course = load_course()
    seconds = [course.budget(course.find("05"), profile).call_seconds for profile in ("cpu", "gpu")]
    assert made == [("none", seconds[0], "en"), ("bubblewrap", seconds[1], "en"), ("bubblewrap", seconds[1], "ko")]


def test_a_scheduler_that_goes_away_is_a_sentence() -> None:
    class Client:
        def scheduler_info(self, n_workers: int) -> dict[str, object]:
            return {"workers": {"w": {"resources": {"MEMORY": 1}}}}

        def get_executor(self, **_: object) -> Executor:
            return _Futures()

    with pytest.raises(ClusterError, match="The scheduler is gone"), Cluster(Client()).executor(Need(1), 1):
        raise CancelledError


def test_as_many_at_a_time_as_memory_allows() -> None:
    assert fitting_jobs(1) == usable_cores()
    assert fitting_jobs(2**60) == 1
    assert 0 < free_memory() < 2**50
    with LocalProcesses(3).executor(Need(1), 2) as pool:
        assert pool._max_workers == 2  # type: ignore[attr-defined]
