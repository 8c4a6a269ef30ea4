"""The zip for Gradescope, laid out as Gradescope lays it out, and run there: the same grades as `make grade`."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.environment import ROOT
from autograder.gradescope_metadata import read_metadata
from autograder.sandbox import landlock
from autograder.submitted import Submitted
from tests.other_user import with_public_python

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, as Gradescope's container has it")
needs_landlock = pytest.mark.skipif(sys.platform != "linux" or landlock.abi() < 1, reason="needs Landlock")

CREATED = "2026-03-14T22:30:00.365935+09:00"
SUBMITTED = "2026-03-14T13:30:00Z"
# What root keeps in a container of Docker's: no right to make namespaces.
OF_A_CONTAINER = (
    *("chown", "dac_override", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap", "net_bind_service"),
    *("net_raw", "sys_chroot", "mknod", "audit_write", "setfcap"),
)
SAMPLE_CLASS = ROOT / "tests" / "sample_class"
OF_THE_SAMPLE_CLASS = {
    "good": "chloe_where",
    "wrong": "grace_integers",
    "also wrong": "eva_output",
    "stub": "dmitri_untouched",
    "unparsable": "mateo_syntax",
    "misnamed": "rosa_misnamed",
}
# Tries to read and to forge; on success it says so where feedback would show it.
FORGER = """

import json as _json
import os as _os

_ROOT = {root!r}
_FORGED = _json.dumps({{"score": 56, "output": "FORGED", "tests": []}})
_gained = []
for _name in (
    "results/results.json",
    "submission_metadata.json",
    "source/gradescope.json",
    "source/descent/course.toml",
    "source/descent/autograder/checks/test_activations.py",
):
    try:
        _gained.append(_name + open(_os.path.join(_ROOT, _name)).read(20))
    except OSError:
        pass
for _name in ("results/results.json", "results/.results.json.tmp", "results/stdout", "run_autograder"):
    try:
        with open(_os.path.join(_ROOT, _name), "w") as _file:
            _file.write(_FORGED)
        _gained.append("wrote " + _name)
    except OSError:
        pass
print(_FORGED)
print("TRIED", file=__import__("sys").stderr)
_said = "GAINED " + " ".join(_gained) if _gained else "TRIED in vain: ::error::<script>"


def tanh(x):
    raise RuntimeError(_said)
"""

HALVES = '''\
"""Halves."""


def half(x: float) -> float:
    """Half of x.

    Args:
        x: a float.
    """
    return x / 2
'''


@dataclass(frozen=True)
class Run:
    """What `run_autograder` left behind."""

    status: int
    printed: str
    results: dict[str, Any]


@dataclass(frozen=True)
class Container:
    """A private root, laid out as Gradescope's: `source`, `run_autograder`, `submission`, `results`."""

    root: Path

    @classmethod
    def build(cls, archive: Path, root: Path) -> Container:
        root.mkdir()
        source = root / "source"
        subprocess.run(["unzip", "-q", "-n", "-d", str(source), str(archive)], check=True)
        shutil.copy(source / "run_autograder", root)
        (root / "results").mkdir()
        return cls(root)

    @property
    def descent(self) -> Path:
        return self.root / "source" / "descent"

    def rehearse(self) -> None:
        """What setup.sh does once the packages are there."""
        line = [sys.executable, "-m", "autograder.gradescope", "--rehearse"]
        subprocess.run(line, cwd=self.descent, capture_output=True, check=True)

    def grade(
        self,
        files: Path | None,
        *options: str,
        rights: tuple[str, ...] | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Run:
        """Run the autograder on the files in a folder; with `rights`, as root with those alone."""
        submission = self.root / "submission"
        shutil.rmtree(submission, ignore_errors=True)
        if files is None:
            submission.mkdir()
        else:
            shutil.copytree(files, submission)
        about = {"created_at": CREATED, "assignment": {"due_date": None}, "users": [{"name": "S"}], **(metadata or {})}
        (self.root / "submission_metadata.json").write_text(json.dumps(about), encoding="utf-8")
        line = [str(self.root / "run_autograder"), *options]
        if rights is not None:
            kept = ",".join(["-all", *(f"+{right}" for right in rights)])
            line = ["setpriv", "--inh-caps=-all", f"--bounding-set={kept}", *line]
        if os.geteuid() == 0:
            line = with_public_python(line, self.root)
        environment = {**os.environ, "DESCENT_PYTHON": sys.executable}
        run = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
        results = json.loads((self.root / "results" / "results.json").read_text(encoding="utf-8"))
        return Run(run.returncode, run.stdout + run.stderr, results)


def command(*words: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "autograder.cli", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def gradebook(out: Path) -> dict[str, dict[str, str]]:
    with (out / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own may not be."""
    folder = Path(tempfile.mkdtemp(prefix="descent-gradescope-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def container(place: Path) -> Container:
    """A container of assignment 02, after setup.sh."""
    command("gradescope", "02", str(place / "02.zip"))
    built = Container.build(place / "02.zip", place / "autograder")
    built.rehearse()
    return built


@pytest.fixture(scope="module")
def students(place: Path, container: Container) -> Path:
    """A class: a folder for each student, as `make grade` takes it and as Gradescope hands one over."""
    folder = place / "class"
    for name, sample in OF_THE_SAMPLE_CLASS.items():
        (folder / name).mkdir(parents=True)
        for file in (SAMPLE_CLASS / sample).glob("activation*"):
            shutil.copy(file, folder / name)
    honest = (ROOT / "tests" / "hostile" / "honest.py").read_text(encoding="utf-8")
    (folder / "forger").mkdir()
    forger = honest + FORGER.format(root=str(container.root))
    (folder / "forger" / "activations.py").write_text(forger, encoding="utf-8")
    (folder / "in a folder" / "my work").mkdir(parents=True)
    shutil.copy(SAMPLE_CLASS / "uma_bias" / "activations.py", folder / "in a folder" / "my work")
    return folder


@pytest.fixture(scope="module")
def graded(place: Path, students: Path) -> Path:
    """The same class, graded by `make grade`."""
    command("grade", str(students), "--out", str(place / "grades"), "--assignment", "02")
    return place / "grades"


def require_equal(run: Run, out: Path, student: str) -> None:
    """Require that results.json says what gradebook and feedback say, to the fraction and check by check."""
    row, exact = gradebook(out)[student], run.results["extra_data"]
    assert run.status == 0, run.printed
    assert exact["status"] == row["status"]
    assert (exact["final"], exact["max_score"]) == (row["score"], row["max_score"])
    assert run.results["score"] == float(Fraction(row["score"]))
    assert exact["digest"] == row["digest"]
    feedback = json.loads((out / "feedback" / student / "02_activations.json").read_text(encoding="utf-8"))
    checks = [check for question in feedback["questions"] for check in question["checks"]]
    assert len(checks) == len(run.results["tests"])
    for check, test in zip(checks, run.results["tests"], strict=True):
        assert test["name"].endswith(check["requirement"])
        assert (test["score"], test["max_score"]) == (
            float(Fraction(check["points"])),
            float(Fraction(check["max_points"])),
        )
        assert test["status"] == ("passed" if check["status"] == "passed" else "failed")
        assert test["visibility"] == ("visible" if check["visibility"] == "public" else "after_published")
        assert (check["message"] in test["output"]) or check["status"] == "passed"
    assert sum(Fraction(str(test["score"])) for test in run.results["tests"]) == Fraction(row["score"])


@pytest.mark.parametrize("student", [*OF_THE_SAMPLE_CLASS, "forger", "in a folder"])
def test_results_say_what_make_grade_says(container: Container, students: Path, graded: Path, student: str):
    run = container.grade(students / student, "--sandbox", "bubblewrap")
    require_equal(run, graded, student)
    assert run.results["stdout_visibility"] == "hidden"
    assert run.results["extra_data"]["submitted_at"] == ("" if student == "misnamed" else SUBMITTED)
    if student == "good":
        assert run.results["score"] == 56


@needs_root
@needs_landlock
def test_where_namespaces_are_forbidden_landlock_gives_the_same(container: Container, students: Path, graded: Path):
    run = container.grade(students / "wrong", rights=OF_A_CONTAINER)
    require_equal(run, graded, "wrong")
    assert "Sandbox: landlock" in run.printed


@needs_root
@pytest.mark.parametrize("rights", [None, pytest.param(OF_A_CONTAINER, marks=needs_landlock)])
def test_a_forger_reads_and_writes_nothing(
    container: Container, students: Path, graded: Path, rights: tuple[str, ...] | None
):
    before = {path: path.read_bytes() for path in container.root.rglob("*") if path.is_file()}
    run = container.grade(students / "forger", rights=rights)
    require_equal(run, graded, "forger")
    told = json.dumps(run.results)
    assert "TRIED in vain" in told
    assert "GAINED" not in told
    assert "FORGED" not in told + run.printed
    assert "TRIED" not in run.printed
    changed = {path.relative_to(container.root).parts[0] for path in before if path.read_bytes() != before[path]}
    assert changed <= {"results", "submission", "submission_metadata.json"}


@needs_root
def test_without_any_sandbox_nothing_is_graded_and_it_is_no_zero(container: Container, students: Path):
    stale = container.root / "results" / "results.json"
    stale.write_text('{"score": 56}', encoding="utf-8")
    without_changing_users = tuple(right for right in OF_A_CONTAINER if right not in ("setuid", "setgid"))
    run = container.grade(students / "good", rights=without_changing_users)
    assert run.status == 1
    assert not {"score", "tests"} & run.results.keys()  # Gradescope then shows a failed autograder
    assert "fault of ours" in run.results["output"]
    assert "No sandbox is in force" in run.printed


def test_a_zip_that_is_not_whole_is_a_fault_of_ours(place: Path, container: Container, students: Path):
    broken = Container.build(place / "02.zip", place / "broken")
    (broken.descent / "autograder" / "checks" / "test_activations.py").unlink()
    run = broken.grade(students / "good")
    assert run.status == 1
    assert not {"score", "tests"} & run.results.keys()


def test_submissions_that_look_like_a_bulk_download_are_one_submission(
    container: Container, students: Path, tmp_path: Path
):
    good = (students / "good" / "activations.py").read_text(encoding="utf-8")
    (tmp_path / "activations.py").write_text("def sigmoid(x): return x\n", encoding="utf-8")
    (tmp_path / "submission_7").mkdir()
    (tmp_path / "submission_7" / "activations.py").write_text(good, encoding="utf-8")
    listed = "submission_7:\n  :submitters:\n  - :name: submission\n"
    (tmp_path / "submission_metadata.yml").write_text(listed, encoding="utf-8")
    run = container.grade(tmp_path)
    assert run.results["extra_data"]["status"] == "graded"
    assert run.results["score"] < 56  # the module at the top counts, as everywhere


def test_an_empty_submission_is_a_missing_one(container: Container):
    run = container.grade(None)
    assert run.status == 0
    assert (run.results["score"], run.results["extra_data"]["status"]) == (0, "missing")
    assert "No activations.py" in run.results["output"]


@needs_root
def test_only_what_runs_in_a_sandbox_can_be_read_by_others(container: Container, students: Path):
    container.grade(students / "misnamed")
    readable = {
        path.relative_to(container.descent / "autograder").as_posix()
        for path in (container.root / "source").rglob("*")
        if path.stat().st_mode & 0o066
    }
    assert readable
    assert all(name == "__init__.py" or name.startswith("sandbox/") for name in readable)


# --- the zip ---


def names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as opened:
        return opened.namelist()


def test_the_same_content_gives_the_same_bytes(place: Path):
    for name in ("once.zip", "again.zip"):
        command("gradescope", "activations", str(place / name))
    assert (place / "once.zip").read_bytes() == (place / "again.zip").read_bytes()
    with zipfile.ZipFile(place / "once.zip") as opened:
        assert opened.namelist() == sorted(opened.namelist())
        assert {each.date_time for each in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        modes = {each.filename: each.external_attr >> 16 & 0o777 for each in opened.infolist()}
    assert [name for name, mode in modes.items() if mode != 0o600] == ["run_autograder", "setup.sh"]
    assert (place / "once.zip").stat().st_size < 2**20
    assert (place / "once.zip").stat().st_mode & 0o077 == 0


def test_only_what_the_assignment_needs_is_in_it(place: Path, container: Container):
    packed = names(place / "02.zip")
    assert {"setup.sh", "run_autograder", "descent/course.toml", "descent/requirements-grade.txt"} <= set(packed)
    checks = [name for name in packed if Path(name).name.startswith("test_")]
    assert sorted(checks) == [
        "descent/assignments/02_activations/test_activations.py",
        "descent/autograder/checks/test_activations.py",
    ]
    for closed in ("solutions", "strength/", "calibration/", "course.secret", "shared/data/", "/locale/", "tests/"):
        assert not [name for name in packed if closed in name], closed


def test_an_assignment_that_trains_brings_its_data_and_the_secret(place: Path):
    command("gradescope", "06", str(place / "06.zip"))
    packed = names(place / "06.zip")
    assert {"descent/course.secret", "descent/shared/data/boston_housing.csv"} <= set(packed)
    assert "descent/requirements-keras.txt" in packed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("99", "out.zip"), "There is no assignment '99'."),
        (("02", "out.tar"), "out.tar should end in .zip"),
        (("02", "/dev/null/out.zip"), "cannot be read or written"),
    ],
)
def test_what_cannot_be_packed_is_told_in_a_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str):
    line = [sys.executable, "-m", "autograder.cli", "gradescope", *words]
    run = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode in (1, 2)
    assert sentence in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_setup_and_run_are_scripts_that_a_shell_can_read():
    for name in ("setup.sh", "run_autograder"):
        subprocess.run(["bash", "-n", str(ROOT / "autograder" / "gradescope_files" / name)], check=True)


# --- a course of one's own, and lateness ---


@pytest.fixture(scope="module")
def own_course(place: Path) -> Path:
    """A course elsewhere, with one small assignment that is compared with its solution, and a penalty."""
    module = place / "halves.py"
    module.write_text(HALVES, encoding="utf-8")
    course = place / "own course"
    command("--course", str(course), "new", "01_halves", str(module))
    file = course / "course.toml"
    text = file.read_text(encoding="utf-8").replace(
        "[[assignments]]",
        '[late]\nper = "hour"\npenalty = "1/7"\n\n[[assignments]]\ndeadline = 2026-03-14T12:00:00Z',
        1,
    )
    file.write_text(f'counts = "best"\n{text}', encoding="utf-8")
    return course


@pytest.mark.proof
def test_a_course_elsewhere_with_penalties(place: Path, own_course: Path):
    command("--course", str(own_course), "gradescope", "01", str(place / "own.zip"), "--hidden", "visible")
    assert "course/solutions/01_halves/halves.py" in names(place / "own.zip")  # its checks compare with it
    container = Container.build(place / "own.zip", place / "own")
    files = place / "own class" / "student"
    files.mkdir(parents=True)
    shutil.copy(place / "halves.py", files)
    at = datetime.fromisoformat(SUBMITTED).timestamp()
    os.utime(files / "halves.py", (at, at))
    command("--course", str(own_course), "grade", str(files.parent), "--out", str(place / "own grades"))
    row = gradebook(place / "own grades")["student"]
    assert Fraction(row["penalty"]) == Fraction(row["score"]) * 2 / 7  # an hour and a half late
    late = container.grade(files)
    exact = late.results["extra_data"]
    assert (exact["score"], exact["penalty"], exact["final"]) == (row["score"], row["penalty"], row["final"])
    assert abs(late.results["score"] - Fraction(row["final"])) <= Fraction(1, 10**5)
    assert {test["visibility"] for test in late.results["tests"]} == {"visible"}
    assert "for being late" in late.results["output"]
    earlier = [{"score": 1.0, "results": {"extra_data": {"final": row["score"], "max_score": row["max_score"]}}}]
    best = container.grade(files, metadata={"previous_submissions": earlier})
    assert best.results["score"] == float(Fraction(row["score"]))
    assert "An earlier submission counts" in best.results["output"]
    assert best.results["extra_data"]["final"] == row["final"]
    extended = {"users": [{"name": "S", "assignment": {"due_date": "2026-03-15T00:00:00Z"}}]}
    in_time = container.grade(files, metadata=extended)
    assert in_time.results["extra_data"]["final"] == row["score"]


# --- submission_metadata.json ---

LISTED = Submitted("submission", "02_activations", "activations", {"activations.py": b""}, "2001-01-01T00:00:00Z")
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("2/0") | st.just("7/2"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["extra_data", "final", "max_score", "due_date"]), inner, max_size=3)
    ),
    max_leaves=12,
)


def metadata_file(folder: Path, **fields: object) -> Path:
    file = folder / "submission_metadata.json"
    file.write_text(json.dumps({"created_at": CREATED, **fields}), encoding="utf-8")
    return file


def test_times_and_due_dates(tmp_path: Path):
    group = [{"assignment": {"due_date": f"2026-03-{day}T00:00:00Z"}} for day in (16, 18)] + [{"name": "no extension"}]
    file = metadata_file(tmp_path, assignment={"due_date": "2026-03-14T00:00:00Z"}, users=group)
    metadata = read_metadata(file)
    assert metadata.dated(LISTED).submitted_at == SUBMITTED
    assert metadata.due == datetime(2026, 3, 18, tzinfo=UTC)
    absent = Submitted("submission", "02_activations", "activations", problem="No activations.py was handed in.")
    assert metadata.dated(absent).submitted_at == ""


def test_the_best_of_earlier_submissions_out_of_the_same_points(tmp_path: Path):
    def earlier(final: str, most: str) -> dict[str, object]:
        return {"score": 1.0, "results": {"extra_data": {"final": final, "max_score": most}}}

    file = metadata_file(
        tmp_path,
        previous_submissions=[
            earlier("7/3", "56"),
            earlier("50", "60"),
            earlier("5/2", "56"),
            {"score": None, "results": None},
            {"results": {"output": "failed", "extra_data": {"status": "grader_error"}}},
        ],
    )
    assert read_metadata(file).best_of(Fraction(56)) == Fraction(5, 2)
    assert read_metadata(file).best_of(Fraction(1)) is None


@given(json_values, json_values, json_values)
def test_whatever_is_in_it_nothing_breaks(assignment: object, users: object, earlier: object):
    with tempfile.TemporaryDirectory() as folder:
        metadata = read_metadata(
            metadata_file(Path(folder), assignment=assignment, users=users, previous_submissions=[{"results": earlier}])
        )
    assert metadata.problem or metadata.dated(LISTED).submitted_at == SUBMITTED
    metadata.best_of(Fraction(1))


def test_without_it_nothing_is_taken_off(tmp_path: Path):
    metadata = read_metadata(tmp_path / "submission_metadata.json")
    assert "nothing is taken off" in metadata.problem
    assert metadata.dated(LISTED).submitted_at == ""


# --- for real ---


@needs_root
@needs_landlock
@pytest.mark.proof  # it installs everything
def test_setup_makes_an_environment_that_grades(place: Path, container: Container, students: Path, graded: Path):
    real = Container.build(place / "02.zip", place / "real")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DESCENT_")}
    setup = subprocess.run(
        ["bash", str(real.root / "source" / "setup.sh")], env=environment, capture_output=True, text=True, check=False
    )
    assert setup.returncode == 0, setup.stdout + setup.stderr
    assert "The stub: graded, 0 of 56 points." in setup.stdout
    own = real.descent / ".venv" / "bin" / "python"
    kept = ",".join(["-all", *(f"+{right}" for right in OF_A_CONTAINER)])
    shutil.copytree(students / "wrong", real.root / "submission")
    line = ["setpriv", "--inh-caps=-all", f"--bounding-set={kept}", str(real.root / "run_autograder")]
    run = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    results = json.loads((real.root / "results" / "results.json").read_text(encoding="utf-8"))
    assert own.exists()
    require_equal(Run(run.returncode, run.stdout, results), graded, "wrong")
    assert "Sandbox: landlock" in run.stdout
