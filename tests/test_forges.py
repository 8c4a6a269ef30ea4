"""What a class has pushed is fetched as it is, the token goes nowhere else, and each commit is told its points once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.forges import ForgeError, Repository, fetch, forge_of, points_of, repositories_in, tell
from autograder.git import GitFailed, git
from autograder.roster import RosterError
from tests.forge_server import TOKEN, ForgeServer, forge_server

ADA = Repository("ada", "school/ada")


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[ForgeServer]:
    with forge_server(tmp_path / "forge") as server:
        yield server


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_what_is_newest_is_fetched(forge: ForgeServer, tmp_path: Path, kind: str):
    forge.push("school/ada", {"a.py": "old"})
    newest = forge.push("school/ada", {"a.py": "new", "b/c.py": "c"})
    fetch(forge_of(forge.environment(kind)), ADA, "", tmp_path / "in")
    assert (tmp_path / "in/ada/a.py").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "in/ada/b/c.py").read_text(encoding="utf-8") == "c"
    assert git(tmp_path / "in/ada", "rev-parse", "HEAD") == newest


def test_a_commit_or_branch_is_fetched_when_named(forge: ForgeServer, tmp_path: Path):
    old = forge.push("school/ada", {"a.py": "old"})
    forge.push("school/ada", {"a.py": "new"})
    forge.push("school/ada", {"a.py": "other"}, branch="week/2")
    for ref, text in ((old, "old"), ("week/2", "other"), ("main", "new")):
        fetch(forge_of(forge.environment()), ADA, ref, tmp_path / "in")
        assert (tmp_path / "in/ada/a.py").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "ref", ["--upload-pack=touch x", "main:refs/heads/x", "+main", "$(shell touch x)", "a b", "a\nb", "`x`"]
)
def test_a_ref_is_a_name_and_nothing_else(forge: ForgeServer, tmp_path: Path, ref: str):
    forge.push("school/ada", {"a.py": "a"})
    with pytest.raises(ForgeError, match="is no branch"):
        fetch(forge_of(forge.environment()), ADA, ref, tmp_path / "in")
    assert forge.visits == []


def test_the_token_is_left_nowhere(forge: ForgeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Neither in a command line nor in the clone; and a token that is wrong opens nothing."""
    forge.push("school/ada", {"a.py": "a"})
    stub = tmp_path / "bin" / "git"
    stub.parent.mkdir()
    stub.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/words\nexec {shutil.which("git")} "$@"\n', encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stub.parent}:{os.environ['PATH']}")
    here = forge_of(forge.environment())
    fetch(here, ADA, "", tmp_path / "in")
    assert "fetch" in (tmp_path / "words").read_text(encoding="utf-8")
    everything = [tmp_path / "words", *(each for each in (tmp_path / "in").rglob("*") if each.is_file())]
    assert [each for each in everything if TOKEN.encode() in each.read_bytes()] == []
    assert TOKEN not in repr(here)
    with pytest.raises(ForgeError):
        fetch(replace(here, token="another"), ADA, "", tmp_path / "in")


def test_no_program_that_a_student_names_is_run(forge: ForgeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """LFS and its like are set up in an account, and would send what they know to the server in a student's file."""
    forge.push("school/ada", {"a.py": "a", ".gitattributes": "* filter=lfs\n", ".lfsconfig": "[lfs]\nurl=http://x\n"})
    (tmp_path / ".gitconfig").write_text(
        f'[filter "lfs"]\n\tsmudge = touch {tmp_path}/ran\n\trequired = true\n', encoding="utf-8"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    subprocess.run(["git", "clone", "-q", str(forge.folder / "school/ada.git"), str(tmp_path / "plain")], check=False)
    assert (tmp_path / "ran").exists()  # a plain clone does run it
    (tmp_path / "ran").unlink()
    fetch(forge_of(forge.environment()), ADA, "", tmp_path / "in")
    assert (tmp_path / "in/ada/a.py").read_text(encoding="utf-8") == "a"
    assert not (tmp_path / "ran").exists()


def test_variables_of_a_hook_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("here", "there"):
        subprocess.run(["git", "init", "-q", str(tmp_path / name)], check=True)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "there" / ".git"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "nonsense")
    who = {"user.name": "Course", "user.email": "c@l"}
    git(tmp_path / "here", "commit", "-q", "--allow-empty", "-m", "x", settings=who)
    assert git(tmp_path / "here", "log", "--format=%an %cn") == "Course Course"
    with pytest.raises(GitFailed, match=f"there is no {tmp_path}/nowhere"):
        git(tmp_path / "nowhere", "log")
    with pytest.raises(GitFailed, match="does not have any commits"):
        git(tmp_path / "there", "log")


def test_what_cannot_be_fetched_leaves_no_folder(forge: ForgeServer, tmp_path: Path):
    """An empty folder would be a student who handed in nothing, and a grade of zero."""
    here = forge_of(forge.environment())
    with pytest.raises(ForgeError):
        fetch(here, ADA, "", tmp_path / "in")
    assert not (tmp_path / "in/ada").exists()
    (tmp_path / "in/ada").mkdir(parents=True)
    (tmp_path / "in/ada/mine.txt").write_text("mine", encoding="utf-8")
    forge.push("school/ada", {"a.py": "a"})
    with pytest.raises(ForgeError, match="was not fetched"):
        fetch(here, ADA, "", tmp_path / "in")
    assert (tmp_path / "in/ada/mine.txt").exists()


def grades(folder: Path, *rows: dict[str, object]) -> Path:
    about = {"student": "ada", "assignment": "02_activations", "status": "graded", "max_score": "56", "final": "1/2"}
    file = folder / "grades.json"
    file.write_text(json.dumps({"grades": [{**about, **row} for row in rows]}), encoding="utf-8")
    return file


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_points_are_told_once(forge: ForgeServer, tmp_path: Path, kind: str):
    commit = forge.push("school/ada", {"a.py": "a"})
    here = forge_of(forge.environment(kind))
    fetch(here, ADA, "", tmp_path / "in")
    clone = tmp_path / "in/ada"
    broken = {"assignment": "03_crossentropy", "final": None, "status": "grader error"}
    missing = {"assignment": "04_neural_network", "status": "missing", "final": "0"}
    points = points_of(grades(tmp_path, {}, broken, missing, {"student": "ben"}))["ada"]
    assert tell(here, ADA, clone, points) == 2
    assert {(name, at) for name, at, _ in forge.statuses} == {("school/ada", commit)}
    key = "name" if kind == "gitlab" else "context"
    failed = "failed" if kind == "gitlab" else "failure"
    assert [(each["state"], each[key], each["description"]) for _, _, each in forge.statuses] == [
        ("success", "grading: 02_activations", "0.5 of 56 points"),
        (failed, "grading: 03_crossentropy", "Not graded yet, through a fault of the grader's."),
    ]
    assert tell(here, ADA, clone, points) == 0
    assert tell(here, ADA, clone, points_of(grades(tmp_path, {"final": "56"}))["ada"]) == 1
    assert forge.statuses[-1][2]["description"] == "56 of 56 points"


def test_patience_is_had_and_errors_are_told(forge: ForgeServer, tmp_path: Path):
    forge.push("school/ada", {"a.py": "a"})
    here = forge_of(forge.environment())
    fetch(here, ADA, "", tmp_path / "in")
    points = points_of(grades(tmp_path, {}))["ada"]
    forge.refusals += [(429, {"Retry-After": "0"}), (403, {"Retry-After": "0"})]
    assert tell(here, ADA, tmp_path / "in/ada", points) == 1
    forge.refusals += [(403, {})]
    with pytest.raises(ForgeError, match=r"refuses it .403"):
        tell(here, ADA, tmp_path / "in/ada", points)
    with pytest.raises(ForgeError, match=r"refuses it .401"):
        tell(replace(here, token="another"), ADA, tmp_path / "in/ada", points)
    with pytest.raises(ForgeError, match="cannot be asked"):
        tell(replace(here, api="http://127.0.0.1:9"), ADA, tmp_path / "in/ada", points)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_the_token_follows_no_redirection(forge: ForgeServer, tmp_path: Path, status: int):
    forge.push("school/ada", {"a.py": "a"})
    here = forge_of(forge.environment())
    fetch(here, ADA, "", tmp_path / "in")
    with forge_server(tmp_path / "elsewhere") as elsewhere:
        forge.refusals.append((status, {"Location": f"{elsewhere.address}/api/repos/school/ada/commits/x/status"}))
        with pytest.raises(ForgeError, match=f"refuses it .{status}"):
            tell(here, ADA, tmp_path / "in/ada", points_of(grades(tmp_path, {}))["ada"])
        assert elsewhere.visits == []


def test_the_class_list_names_repositories(tmp_path: Path):
    file = tmp_path / "class.csv"
    file.write_text("id,name,repository\nada,Ada,school/ada\nben,Ben,\n", encoding="utf-8")
    assert repositories_in(file) == [ADA]
    for row, sentence in (
        ("ada,Ada,", "names no repository"),
        ("ada,Ada,../../etc", "is no repository"),
        ("ada,Ada,--upload-pack=x/y", "is no repository"),
        ("ada,Ada,https://elsewhere/x", "is no repository"),
        ("../ada,Ada,school/ada", "line 2: '../ada' cannot be the name"),
    ):
        file.write_text(f"id,name,repository\n{row}\n", encoding="utf-8")
        with pytest.raises(RosterError, match=sentence):
            repositories_in(file)


def test_a_forge_has_addresses_and_a_token():
    with pytest.raises(ForgeError, match="DESCENT_TOKEN is not set"):
        forge_of({"GITHUB_SERVER_URL": "https://forge"})
    with pytest.raises(ForgeError, match="Which forge"):
        forge_of({"DESCENT_TOKEN": "x", "GITHUB_SERVER_URL": "https://forge"})


def test_grades_that_cannot_be_read_are_named(tmp_path: Path):
    with pytest.raises(ForgeError, match=r"grades\.json cannot be read"):
        points_of(tmp_path / "grades.json")
