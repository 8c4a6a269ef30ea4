"""The repository for students has what they need, nothing that is hidden, and leaves alone what somebody has begun."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.environment import ROOT
from autograder.release import release_of, student_makefile
from autograder.release_folder import MANIFEST, ReleaseError, changes, write
from autograder.student_half import student_half

COURSE = load_course()
NUMPY = [each for each in COURSE.assignments if each.library == "numpy"]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return release_of(COURSE)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with a history of its own, made by the command."""
    folder = tmp_path_factory.mktemp("release") / "for students"
    line = [sys.executable, "-m", "autograder.cli", "release", str(folder), "--git"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def cloned(released: Path, tmp_path: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", str(released), str(tmp_path / "clone")], check=True)
    return tmp_path / "clone"


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of the release itself: its engine, and not the one that is installed."""
    env = {**os.environ, "PYTHONPATH": str(folder), **environment}
    line = [sys.executable, "-m", "autograder.cli", *words]
    return subprocess.run(line, cwd=folder, env=env, capture_output=True, text=True, check=False)


def bodies(source: str) -> list[str]:
    """The statements of every function, as text that survives another layout; short ones could be anybody's."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            text = "\n".join(ast.unparse(each) for each in body)
            if len(text) > 40:
                found.append(text)
    return found


def hidden_texts() -> list[str]:
    """Bodies of the solutions and hidden checks, and the sentences of the latter."""
    found = [text for each in COURSE.assignments for text in bodies(each.reference.read_text(encoding="utf-8"))]
    checks = [*(each.hidden_checks for each in COURSE.assignments), ROOT / "autograder" / "checks" / "oracles.py"]
    for file in checks:
        source = file.read_text(encoding="utf-8")
        found += bodies(source)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.append(" ".join((ast.get_docstring(node) or node.name).split()))
    return found


def seen(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    try:
        return "\n".join([" ".join(text.split()), *bodies(text)])
    except (SyntaxError, ValueError):
        return " ".join(text.split())


def test_nothing_hidden_is_in_it(files: dict[str, bytes]):
    public = "\n".join(seen(each.public_checks.read_bytes()) for each in COURSE.assignments)
    handouts = "\n".join(seen(each.stub.read_bytes()) for each in COURSE.assignments)
    secrets = [text for text in hidden_texts() if text not in public and text not in handouts]
    assert len(secrets) > 700
    whole = "\n".join(seen(content) for path, content in files.items() if not path.endswith((".gz", ".svg", ".png")))
    assert [text for text in secrets if text in whole] == []
    names = [path for path in files if "solutions" in path or "oracles" in path or "secret" in path]
    assert names == []
    assert [path for path in files if path.startswith("autograder/checks/test_")] == []


def test_its_history_is_its_own(released: Path):
    log = subprocess.run(
        ["git", "log", "--all", "--format=%an %s"], cwd=released, capture_output=True, text=True, check=True
    ).stdout
    assert log.splitlines() == ["Course Release"]
    objects = subprocess.run(
        ["git", "cat-file", "--batch-check", "--batch-all-objects"],
        cwd=released,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    tracked = subprocess.run(["git", "ls-files"], cwd=released, capture_output=True, text=True, check=True).stdout
    assert sum("blob" in line for line in objects.splitlines()) <= len(tracked.splitlines())


def test_what_is_in_it_is_needed(files: dict[str, bytes]):
    engine = {ROOT / path for path in files if path.startswith("autograder/") and path.endswith(".py")}
    assert engine == set(student_half(each.public_checks for each in COURSE.assignments))
    tops = {path.partition("/")[0] for path in files}
    assert tops == {
        *("README.md", "README.ko.md", "Makefile", "LICENSE", "pyproject.toml", "course.toml", ".gitignore"),
        *(".github", ".gitlab-ci.yml", "assignments", "autograder", "shared"),
        *("requirements.txt", *(f"requirements-{name}.txt" for name in ("demo", "learn", "keras", "watch", "uv"))),
    }


@pytest.mark.parametrize("assignment", NUMPY, ids=lambda each: each.id)
def test_a_clone_passes_with_the_solution_and_says_what_is_not_written(cloned: Path, assignment):
    untouched = run(cloned, "test", assignment.id)
    assert untouched.returncode == 1, untouched.stderr
    assert "not written yet" in untouched.stdout
    shutil.copy(assignment.reference, cloned / "assignments" / assignment.id / assignment.stub.name)
    solved = run(cloned, "test", assignment.id, "--results", str(cloned / "results.json"))
    assert solved.returncode == 0, solved.stdout + solved.stderr
    (result,) = json.loads((cloned / "results.json").read_text(encoding="utf-8"))
    assert result["score"] == result["max_score"]
    assert run(cloned, "test", assignment.id, DESCENT_LANG="ko").stdout != solved.stdout


def test_its_other_commands_work_without_the_instructors_half(cloned: Path):
    told = run(cloned, "--help")
    assert told.returncode == 0, told.stderr
    assert "  test " in told.stdout
    assert "  grade " not in told.stdout
    doctor = run(cloned, "doctor")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert "Sandbox" not in doctor.stdout
    listed = subprocess.run(["make"], cwd=cloned, capture_output=True, text=True, check=True).stdout
    assert "make test" in listed
    assert "nstructor" not in listed


@pytest.mark.slow
def test_a_new_student_needs_nothing_but_make(cloned: Path):
    shutil.copy(NUMPY[0].reference, cloned / "assignments" / NUMPY[0].id / NUMPY[0].stub.name)
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(["make", "test", "A=00"], cwd=cloned, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_makefile_has_students_targets_alone():
    text = student_makefile((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert "test:" in text
    assert "demo:" in text
    for word in ("grade", "DEV", "nstructor", "verify", "bench"):
        assert word not in text


def test_what_somebody_has_begun_stays(tmp_path: Path, files: dict[str, bytes]):
    folder = tmp_path / "release"
    assert {each.kind for each in write(folder, COURSE, files)} == {"new"}
    assert changes(folder, COURSE, files) == []
    stub = folder / "assignments/02_activations/activations.py"
    begun = stub.read_bytes().replace(b'raise NotImplementedError("relu: not written yet")', b"return np.maximum(x, 0)")
    stub.write_bytes(begun)
    assert changes(folder, COURSE, files) == []  # the release itself is the same

    said = b"Takes one more argument, and says so in more lines than before."
    path = "assignments/02_activations/activations.py"
    newer = {**files, path: files[path].replace(b"def relu(x: ", b"def relu(y: ").replace(b"def tanh(", b"def tanh_2(")}
    newer["README.md"] = said
    del newer["assignments/02_activations/demo.py"]
    found = {each.path: each for each in changes(folder, COURSE, newer)}
    assert {path: each.kind for path, each in found.items()} == {
        path: "kept",
        "README.md": "changed",
        "assignments/02_activations/demo.py": "gone",
    }
    assert [line.split(" is ")[0] for line in found[path].details] == ["relu", "tanh", "tanh_2"]
    write(folder, COURSE, newer)
    assert stub.read_bytes() == begun
    assert (folder / "README.md").read_bytes() == said
    assert not (folder / "assignments/02_activations/demo.py").exists()
    assert changes(folder, COURSE, newer) == [] or {each.kind for each in changes(folder, COURSE, newer)} == {"kept"}


def test_the_difference_is_shown_before(released: Path, tmp_path: Path):
    shutil.copytree(released, tmp_path / "release")
    stub = tmp_path / "release/assignments/01_gradient_descent/gradient_descent.py"
    stub.write_text(stub.read_text(encoding="utf-8").replace("def mse(x", "def mse(z"), encoding="utf-8")
    manifest = tmp_path / "release" / MANIFEST
    old = json.loads(manifest.read_text(encoding="utf-8"))
    old["files"]["assignments/01_gradient_descent/gradient_descent.py"] = "0" * 64  # an older release, then begun
    manifest.write_text(json.dumps(old), encoding="utf-8")
    line = [sys.executable, "-m", "autograder.cli", "release-diff", str(tmp_path / "release")]
    told = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "Students' own files: 1 kept." in told
    assert "mse is described otherwise" in told


def test_a_folder_with_other_things_is_refused(tmp_path: Path, files: dict[str, bytes]):
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError, match="holds other things"):
        write(tmp_path, COURSE, files)
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(ReleaseError, match="cannot be read"):
        changes(tmp_path, COURSE, files)
