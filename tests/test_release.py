"""The repository for students has what they need, nothing that is hidden, and leaves alone what somebody has begun."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import release_folder
from autograder.course import load_course
from autograder.course_folder import CourseFolder
from autograder.environment import ROOT
from autograder.new_assignment import new_assignment
from autograder.otter.student_folder import student_folder
from autograder.release import release_of, student_makefile
from autograder.release_folder import MANIFEST, ReleaseError, changes, write
from autograder.student_half import student_half

COURSE = load_course()
NUMPY = [each for each in COURSE.assignments if each.library == "numpy"]
KERAS = [each for each in COURSE.assignments if each.library == "keras"]
STUB = "assignments/02_activations/activations.py"


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
    oracles = (ROOT / "autograder" / "checks").glob("*oracles.py")
    checks = [*(each.hidden_file for each in COURSE.assignments), *oracles]
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
    public = "\n".join(seen(each.public_file.read_bytes()) for each in COURSE.assignments)
    handouts = "\n".join(seen(each.stub.read_bytes()) for each in COURSE.assignments)
    secrets = [text for text in hidden_texts() if text not in public and text not in handouts]
    assert len(secrets) > 700
    whole = "\n".join(seen(content) for path, content in files.items() if not path.endswith((".gz", ".svg", ".png")))
    assert [text for text in secrets if text in whole] == []
    names = [path for path in files if "solutions" in path or "oracles" in path or "secret" in path]
    assert names == []
    assert [path for path in files if path.startswith("autograder/checks/test_")] == []


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_its_history_is_its_own(released: Path, files: dict[str, bytes]):
    assert git(released, "log", "--all", "--format=%an %cn %ai %s").startswith("Course Course ")
    assert len(git(released, "log", "--all", "--format=%H").splitlines()) == 1
    # Every blob there is one of the files: nothing else is in the objects, whatever refers to it.
    listed = git(released, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)")
    blobs = {line.split()[1] for line in listed.splitlines() if line.startswith("blob")}
    tracked = {line.split()[1]: line.split("\t")[1] for line in git(released, "ls-files", "--stage").splitlines()}
    assert blobs == set(tracked)
    assert set(git(released, "ls-files").splitlines()) == {*files, MANIFEST}
    assert git(released, "status", "--short") == ""


def test_what_is_in_it_is_needed(files: dict[str, bytes]):
    engine = {ROOT / path for path in files if path.startswith("autograder/") and path.endswith(".py")}
    assert engine == set(student_half([each.public_file for each in COURSE.assignments], ROOT)[0])
    rest = {path for path in files if path.startswith("autograder/") and not path.endswith(".py")}
    assert rest == {"autograder/py.typed", "autograder/locale/ko/LC_MESSAGES/descent.mo"}
    tops = {path.partition("/")[0] for path in files}
    assert tops == {
        *("README.md", "README.ko.md", "Makefile", "LICENSE", "pyproject.toml", "course.toml"),
        *(".gitignore", ".gitattributes", ".github", ".gitlab-ci.yml", "assignments", "autograder", "shared"),
        *("requirements.txt", *(f"requirements-{name}.txt" for name in ("demo", "learn", "keras", "watch", "uv"))),
    }
    for each in COURSE.assignments:
        own = {path.removeprefix(f"assignments/{each.id}/") for path in files if each.id in path.split("/")}
        expected = {"README.md", "README.ko.md", "demo.py", "explore.ipynb", "explore.ko.ipynb"}
        expected |= {f"{each.module}.py", f"test_{each.module}.py", "hints.md", "hints.ko.md"}
        expected |= {"curves.toml", "curves.json"}
        assert {path for path in own if not path.startswith("pictures/")} == expected
    assert {path for path in files if path.startswith("shared/") and not path.startswith("shared/data/fash")} == {
        *("shared/datasets.py", "shared/plots.py"),
        *("shared/data/README.md", "shared/data/boston_housing.csv", "shared/data/.gitattributes"),
    }


def test_every_module_of_it_can_be_imported_without_the_rest(cloned: Path):
    modules = [
        path.relative_to(cloned).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        for path in sorted((cloned / "autograder").rglob("*.py"))
        if path.name != "__main__.py"
    ]
    assert len(modules) > 30
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[2:]:\n"
        "    assert importlib.import_module(name).__file__.startswith(sys.argv[1]), name\n"
    )
    env = {**os.environ, "PYTHONPATH": str(cloned)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, str(cloned), *modules],
        cwd=cloned,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_clone_has_the_same_bytes_on_every_system(released: Path, tmp_path: Path, files: dict[str, bytes]):
    windows = ["git", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", "clone", "--quiet", str(released), "clone"]
    subprocess.run(windows, cwd=tmp_path, check=True)
    assert [path for path in files if (tmp_path / "clone" / path).read_bytes() != files[path]] == []


def test_the_readme_names_only_what_is_there(files: dict[str, bytes]):
    targets = set(re.findall(r"(?m)^([a-z-]+): ##", files["Makefile"].decode()))
    for name in ("README.md", "README.ko.md"):
        text = files[name].decode()
        assert set(re.findall(r"`?make ([a-z]+)", text)) <= targets
        links = re.findall(r"\]\(([^)#]+)\)", text)
        assert len(links) > len(COURSE.assignments)
        assert [link for link in links if link not in files] == []


def test_a_clone_says_what_is_not_written_in_two_languages(cloned: Path):
    untouched = run(cloned, "test", NUMPY[0].id)
    assert untouched.returncode == 1, untouched.stderr
    assert "not written yet" in untouched.stdout
    korean = run(cloned, "test", NUMPY[0].id, DESCENT_LANG="ko").stdout
    assert "아직" in korean
    assert f"{NUMPY[0].id}  첫 번째 학습기\n" in korean


@pytest.mark.parametrize("assignment", NUMPY, ids=lambda each: each.id)
def test_a_clone_passes_with_the_solution(cloned: Path, assignment):
    shutil.copy(assignment.reference, cloned / "assignments" / assignment.id / assignment.stub.name)
    solved = run(cloned, "test", assignment.id, "--results", str(cloned / "results.json"))
    assert solved.returncode == 0, solved.stdout + solved.stderr
    (result,) = json.loads((cloned / "results.json").read_text(encoding="utf-8"))
    assert result["score"] == result["max_score"]


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


@pytest.mark.proof  # `test_a_clone_passes_with_the_solution` does the same where nothing trains
@pytest.mark.parametrize("assignment", KERAS, ids=lambda each: each.id)
def test_a_clone_trains_with_the_solution(cloned: Path, assignment):
    assert "not written yet" in run(cloned, "test", assignment.id).stdout
    shutil.copy(assignment.reference, cloned / "assignments" / assignment.id / assignment.stub.name)
    solved = run(cloned, "test", assignment.id)
    assert solved.returncode == 0, solved.stdout + solved.stderr


def test_a_clone_draws_and_checks_its_data(cloned: Path):
    shutil.copy(NUMPY[0].reference, cloned / "assignments" / NUMPY[0].id / NUMPY[0].stub.name)
    drawn = run(cloned, "demo", NUMPY[0].id, MPLBACKEND="Agg")
    assert drawn.returncode == 0, drawn.stderr
    assert list((cloned / "assignments" / NUMPY[0].id / "my_pictures").iterdir())
    assert git(cloned, "status", "--short").splitlines() == [f" M assignments/{NUMPY[0].id}/{NUMPY[0].stub.name}"]
    checked = run(cloned, "data", HOME=str(cloned / "nobody"))
    assert "Boston" in checked.stdout, checked.stdout + checked.stderr


def test_the_makefile_has_students_targets_alone():
    text = student_makefile((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert {"test", "watch", "demo", "data", "doctor", "ci"} <= set(re.findall(r"(?m)^([a-z-]+):", text))
    for word in ("grade", "DEV", "nstructor", "calibrate", "bench", "SOLUTION", "release"):
        assert not re.search(rf"\b{word}\b", text), word


def test_what_somebody_has_begun_stays(tmp_path: Path, files: dict[str, bytes]):
    folder = tmp_path / "release"
    assert {each.kind for each in write(folder, COURSE, files)} == {"new"}
    assert changes(folder, COURSE, files) == []
    stub = folder / STUB
    begun = stub.read_bytes().replace(b'raise NotImplementedError("relu: not written yet")', b"return np.maximum(x, 0)")
    stub.write_bytes(begun)
    assert changes(folder, COURSE, files) == []  # the release itself is the same

    said = b"Takes one more argument, and says so in more lines than before."
    newer = {**files, STUB: files[STUB].replace(b"def relu(x: ", b"def relu(y: ").replace(b"def tanh(", b"def tanh_2(")}
    newer["README.md"] = said
    del newer["assignments/02_activations/demo.py"]
    found = {each.path: each for each in changes(folder, COURSE, newer)}
    assert {path: each.kind for path, each in found.items()} == {
        STUB: "kept",
        "README.md": "changed",
        "assignments/02_activations/demo.py": "gone",
    }
    assert found[STUB].is_stub
    told = found[STUB].details
    assert told[0] == "relu is described otherwise:"
    assert told[1].startswith("  -def relu(x: ")
    assert told[2].startswith("  +def relu(y: ")
    assert told[-2:] == ("tanh is not asked for any more.", "tanh_2 is new.")
    write(folder, COURSE, newer)
    assert stub.read_bytes() == begun
    assert (folder / "README.md").read_bytes() == said
    assert not (folder / "assignments/02_activations/demo.py").exists()
    # It is told again until the stub is brought up to date, and never overwritten.
    assert [(each.path, each.kind) for each in write(folder, COURSE, newer, overwrite=True)] == [(STUB, "kept")]
    assert stub.read_bytes() == begun
    stub.write_bytes(newer[STUB])
    assert changes(folder, COURSE, newer) == []


def test_what_else_somebody_has_changed_is_told_and_replaced_when_asked(tmp_path: Path, files: dict[str, bytes]):
    folder = tmp_path / "release"
    write(folder, COURSE, files)
    for path in ("README.md", "autograder/plugin.py"):
        (folder / path).write_bytes(b"ours")
    newer = {**files, "README.md": b"newer"}
    del newer["autograder/plugin.py"]
    for _ in range(2):  # each time, for an engine of two versions is no engine
        assert [(each.path, each.kind) for each in write(folder, COURSE, newer)] == [
            ("README.md", "kept"),
            ("autograder/plugin.py", "kept"),
        ]
    assert (folder / "README.md").read_bytes() == b"ours"
    assert [each.kind for each in write(folder, COURSE, newer, overwrite=True)] == ["changed", "gone"]
    assert (folder / "README.md").read_bytes() == b"newer"
    assert not (folder / "autograder/plugin.py").exists()


CONTENTS = st.sampled_from([b"", b"a", b"b", b"def f(x):\n    return x\n"])
RELEASES = st.dictionaries(st.sampled_from([STUB, "README.md", "shared/x.py", "a/b/c"]), CONTENTS)


@given(old=RELEASES, edits=RELEASES, new=RELEASES, overwrite=st.booleans())
def test_no_release_loses_what_a_student_wrote(tmp_path_factory, old, edits, new, overwrite):
    """Whatever was released, edited and is released now: a stub that differs stays, and the rest ends as it should."""
    folder = tmp_path_factory.mktemp("any") / "release"
    write(folder, COURSE, old)
    for path, content in edits.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    foreseen = changes(folder, COURSE, new, overwrite=overwrite)
    assert write(folder, COURSE, new, overwrite=overwrite) == foreseen
    for path in old.keys() | edits.keys() | new.keys():
        there = (folder / path).read_bytes() if (folder / path).exists() else None
        edited = path in edits and edits[path] != old.get(path)
        if edited and (path == STUB or not overwrite or (path not in old and path not in new)):
            unchanged = new.get(path) == old.get(path)
            assert there == edits[path] or (path not in edits and unchanged)
        else:
            assert there == new.get(path)
    kept = [each for each in foreseen if each.kind == "kept"]
    assert changes(folder, COURSE, new, overwrite=overwrite) == kept


def test_an_interrupted_release_goes_on(tmp_path: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch):
    folder, real, left = tmp_path / "release", Path.write_bytes, [40]

    def full(self: Path, content: bytes) -> int:
        left[0] -= 1
        if left[0] == 0:
            real(self, content[: len(content) // 2])
            raise OSError(28, "No space left on device", str(self))
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write(folder, COURSE, files)
    monkeypatch.undo()
    assert 20 < sum(each.is_file() for each in folder.rglob("*")) < 60
    write(folder, COURSE, files)
    assert changes(folder, COURSE, files) == []
    there = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    assert there == {*files, MANIFEST}


def test_after_an_interruption_another_release_replaces_what_was_written(tmp_path: Path, monkeypatch):
    folder, real = tmp_path / "release", release_folder._replace

    def interrupted(place: Path, content: bytes) -> None:
        if place.name == "c.py" and content == b"2":
            raise KeyboardInterrupt
        real(place, content)

    write(folder, COURSE, {"a.py": b"1", STUB: b"1", "c.py": b"1", "z.py": b"1"})
    monkeypatch.setattr(release_folder, "_replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(folder, COURSE, {"a.py": b"2", STUB: b"2", "b.py": b"2", "c.py": b"2", "z.py": b"2"})
    corrected = {"a.py": b"3", STUB: b"3", "b.py": b"3", "c.py": b"3", "z.py": b"3"}
    found = {each.path: each.kind for each in write(folder, COURSE, corrected)}
    assert found == {"b.py": "changed", **dict.fromkeys({"a.py", STUB, "c.py", "z.py"}, "changed")}
    assert {path: (folder / path).read_bytes() for path in corrected} == corrected


def test_what_is_begun_of_an_assignment_that_is_gone_stays(tmp_path: Path, files: dict[str, bytes]):
    folder, stub = tmp_path / "release", "assignments/99_gone/gone.py"
    checks = {"assignments/99_gone/test_gone.py": b"assert True\n"}
    write(folder, COURSE, {**files, stub: b"def f(x): ...\n", **checks})
    (folder / stub).write_bytes(b"def f(x): return x\n")
    for overwrite in (False, True):
        (kept,) = [each for each in write(folder, COURSE, files, overwrite=overwrite) if each.path == stub]
        assert (kept.kind, kept.is_stub, kept.details) == ("kept", True, ("It is not asked for any more.",))
        assert (folder / stub).read_bytes() == b"def f(x): return x\n"
    assert not (folder / "assignments/99_gone/test_gone.py").exists()


def test_the_difference_is_shown_before(released: Path, tmp_path: Path):
    shutil.copytree(released, tmp_path / "release")
    stub = tmp_path / "release/assignments/01_gradient_descent/gradient_descent.py"
    stub.write_text(stub.read_text(encoding="utf-8").replace("def mse(x", "def mse(z"), encoding="utf-8")
    manifest = tmp_path / "release" / MANIFEST
    old = json.loads(manifest.read_text(encoding="utf-8"))
    old["files"]["assignments/01_gradient_descent/gradient_descent.py"] = "0" * 64  # an older release, then begun
    manifest.write_text(json.dumps(old), encoding="utf-8")
    told = command("release-diff", str(tmp_path / "release")).stdout
    assert "Students' own files: 1 kept." in told
    assert "mse is described otherwise" in told
    assert "-def mse(z: " in told
    refused = command("release-diff", str(tmp_path / "nothing"))
    assert refused.returncode == 2
    assert "holds no release yet" in refused.stderr


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of the instructors'."""
    line = [sys.executable, "-m", "autograder.cli", *words]
    env = {**os.environ, **environment}
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_a_folder_with_other_things_is_refused(tmp_path: Path, files: dict[str, bytes]):
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    for place, sentence in (
        (tmp_path, "holds other things"),
        (tmp_path / "thesis.tex", "is no folder"),
        (ROOT / "shared" / "release", "goes into releases itself"),
    ):
        with pytest.raises(ReleaseError, match=sentence):
            write(place, COURSE, files)
    assert not (ROOT / "shared" / "release").exists()
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(ReleaseError, match="is broken"):
        changes(tmp_path, COURSE, files)


def test_nothing_there_leads_elsewhere(tmp_path: Path, files: dict[str, bytes]):
    """What lies in the folder may come from students: no link and no line of the manifest leads out of it."""
    folder, other = tmp_path / "release", tmp_path / "mine"
    write(folder, COURSE, files)
    other.write_text("mine", encoding="utf-8")
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to(other)
    with pytest.raises(ReleaseError, match="is a link"):
        write(folder, COURSE, {**files, "README.md": b"newer"}, overwrite=True)
    (folder / "README.md").unlink()
    shutil.move(folder / "shared", tmp_path / "shared")
    (folder / "shared").symlink_to(tmp_path / "shared")
    with pytest.raises(ReleaseError, match="is a link"):
        write(folder, COURSE, files)
    (folder / "shared").unlink()
    digest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]["LICENSE"]
    for path in ("../mine", str(other)):
        shutil.copy(folder / "LICENSE", other)
        (folder / MANIFEST).write_text(json.dumps({"files": {path: digest}}), encoding="utf-8")
        with pytest.raises(ReleaseError, match="lies elsewhere"):
            write(folder, COURSE, files)
        assert other.exists()


def test_git_has_no_setting_and_no_variable_of_the_instructor(tmp_path: Path):
    subprocess.run(["git", "init", "-q", str(tmp_path / "ours")], check=True)
    (tmp_path / ".gitconfig").write_text(
        "[user]\n\tname = Prof\n\temail = p@x\n[commit]\n\tgpgsign = true\n[core]\n\texcludesFile = ~/ignored\n",
        "utf-8",
    )
    (tmp_path / "ignored").write_text("*.csv\n", encoding="utf-8")
    place = tmp_path / "release"
    as_a_hook = {"GIT_DIR": str(tmp_path / "ours" / ".git"), "GIT_AUTHOR_NAME": "Prof", "HOME": str(tmp_path)}
    done = command("release", str(place), "--git", **as_a_hook)
    assert done.returncode == 0, done.stderr
    assert git(place, "log", "--format=%an <%ae> %cn").strip() == "Course <course@localhost> Course"
    assert "shared/data/boston_housing.csv" in git(place, "ls-files")
    assert git(tmp_path / "ours", "count-objects").startswith("0 objects")
    again = command("release", str(place), "--git")
    assert "is a git repository already" in again.stdout
    assert len(git(place, "log", "--format=%H").splitlines()) == 1
    without = command("release", str(tmp_path / "other"), "--git", PATH=str(tmp_path))
    assert without.returncode == 1
    assert "git is not installed" in without.stderr
    assert "Traceback" not in without.stderr


# --- of a course elsewhere, and what must not slip in ---

SIMILARITY = '''"""How alike vectors are."""

import numpy as np


def dot(a: np.ndarray, b: np.ndarray) -> float:
    """The sum of the products.

    Args:
        a: array (n,), numbers.
        b: array (n,), numbers.

    Returns:
        A number.
    """
    return float(np.sum(np.asarray(a) * np.asarray(b)))
'''


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    """A course elsewhere, of one assignment, whose checks use a module of its own in shared/."""
    folder = CourseFolder(tmp_path / "course")
    (tmp_path / "similarity.py").write_text(SIMILARITY, encoding="utf-8")
    new_assignment(folder, "01_similarity", tmp_path / "similarity.py")
    (folder.root / "shared").mkdir(exist_ok=True)
    (folder.root / "shared" / "words.py").write_text('WORD = "ours"\n', encoding="utf-8")
    checks = folder.assignments / "01_similarity" / "test_similarity.py"
    text = checks.read_text(encoding="utf-8")
    checks.write_text(f"{text}\n\nfrom shared.words import WORD  # noqa: E402\n\nassert WORD\n", encoding="utf-8")
    return folder


def test_a_course_elsewhere_is_released_whole(course: CourseFolder, tmp_path: Path):
    place = tmp_path / "release"
    done = command("--course", str(course.root), "release", str(place))
    assert done.returncode == 0, done.stderr
    assert not (place / ".git").exists()
    assert sorted(each.name for each in (place / "assignments").iterdir()) == ["01_similarity"]
    assert (place / "shared/words.py").is_file()
    untouched = run(place, "test", "01")
    assert untouched.returncode == 1
    assert "not written yet" in untouched.stdout, untouched.stdout + untouched.stderr
    shutil.copy(course.solutions / "01_similarity/similarity.py", place / "assignments/01_similarity")
    solved = run(place, "test", "01")
    assert solved.returncode == 0, solved.stdout + solved.stderr


def test_the_engine_has_what_only_shared_modules_import(course: CourseFolder):
    words = course.root / "shared" / "words.py"
    words.write_text("from autograder.checks.strategies import vectors\n\nWORD = vectors\n", encoding="utf-8")
    assert "autograder/checks/strategies.py" in release_of(load_course(course.course_file))


def test_otters_folder_is_guarded_as_well(course: CourseFolder):
    folder = course.assignments / "01_similarity"
    stub, checks = folder / "similarity.py", folder / "test_similarity.py"
    (course.root / "shared" / ".words.csv.swp").write_text("1", encoding="utf-8")
    (course.root / "shared" / "words.csv").write_text("1", encoding="utf-8")

    def files() -> dict[str, bytes]:
        found = load_course(course.course_file)
        return student_folder(found, found.assignments[0])

    assert {name for name in files() if name.endswith((".csv", ".swp"))} == {"descent/course/shared/words.csv"}
    text = checks.read_text(encoding="utf-8")
    checks.write_text(f"{text}\n\ndef later():\n    import autograder.checks.oracles\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match="which is hidden"):
        files()
    checks.write_text(text, encoding="utf-8")
    shutil.copy(course.solutions / "01_similarity" / "similarity.py", stub)
    with pytest.raises(ReleaseError, match="has an answer to dot already"):
        files()


def test_what_must_not_slip_in_is_refused(course: CourseFolder):
    folder = course.assignments / "01_similarity"
    stub, checks, solution = (
        folder / "similarity.py",
        folder / "test_similarity.py",
        course.solutions / "01_similarity/similarity.py",
    )
    clean = {file: file.read_bytes() for file in (stub, checks)}
    assert release_of(load_course(course.course_file))
    answer = solution.read_text(encoding="utf-8")
    copied = answer.replace("def dot(", "def reference(  # ours\n    ").replace("The sum", "Another sum")
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": answer.splitlines(keepends=True)}]})
    hidden = (course.checks / "test_similarity.py").read_text(encoding="utf-8")
    course.secret.write_text("c0ffee" * 10 + "\n", encoding="utf-8")
    for file, text, sentence in (
        (stub, answer, "has an answer to dot already"),
        (checks, clean[checks].decode() + copied, "reference is dot of 01_similarity/similarity.py"),
        (checks, clean[checks].decode() + "\nfrom checks.own import x\n", "imports checks.own"),
        (checks, clean[checks].decode() + "\nimport autograder.checks.oracles\n", "which is hidden"),
        (checks, clean[checks].decode() + "\nimport autograder.checks.loss_oracles\n", "loss_oracles.py, which is"),
        (folder / "old.py", answer, "dot is dot of"),
        (folder / "old.ipynb", notebook, "dot is dot of"),
        (folder / "all_checks.py", hidden, "of checks/test_similarity.py"),
        (folder / "notes.txt", f"the secret is {'c0ffee' * 10}", "holds the course's secret"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ReleaseError, match=re.escape(sentence)):
            release_of(load_course(course.course_file))
        file.unlink()
        if file in clean:
            file.write_bytes(clean[file])
    for junk in (".DS_Store", "similarity.py~", ".similarity.py.swp"):
        (folder / junk).write_text(answer, encoding="utf-8")
    (folder / "link.py").symlink_to(solution)
    checks.write_text("def f(:", encoding="utf-8")
    with pytest.raises(ReleaseError, match=rf"{checks}, line 1: this is not valid Python"):
        release_of(load_course(course.course_file))
    checks.write_bytes(clean[checks])
    files = release_of(load_course(course.course_file))
    assert {path.rpartition("/")[2] for path in files if path.startswith("assignments/")} == {
        *("README.md", "README.ko.md", "similarity.py", "test_similarity.py")
    }
