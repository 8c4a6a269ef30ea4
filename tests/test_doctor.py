"""The doctor: what it says of this machine, and of machines that lack something."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from gettext import NullTranslations
from pathlib import Path

import pytest

from autograder import doctor, environment, language
from autograder.course import load_course
from autograder.doctor import Finding, State, examine
from autograder.environment import ROOT
from shared import datasets

COURSE = load_course()


def findings() -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for each in examine(COURSE):
        found.setdefault(each.subject, []).append(each)
    return found


def test_this_machine_is_fit_for_grading():
    found = findings()
    assert set(found) == {"Python", "Course", "Packages", "Folder", "Disk", "Keras", "GPU", "Data", "Sandbox"}
    assert all(each.state is State.GOOD for name in ("Python", "Packages", "Folder", "Data") for each in found[name])
    for each in (each for several in found.values() for each in several):
        assert bool(each.remedy) == (each.state is not State.GOOD), each


def test_what_it_says_goes_through_the_catalogue(monkeypatch: pytest.MonkeyPatch):
    class Turned(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"<{message}>"

    monkeypatch.setattr(language, "translations", lambda _: Turned())
    ours = [each for each in doctor.examine(COURSE) if each.subject not in ("Sandbox", "Data")]
    said = [text for each in ours for text in (each.says, each.remedy)]
    assert [text for text in said if text and not text.startswith("<")] == []


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "autograder.cli", *words, "doctor"]
    env = {**os.environ, **variables}
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_the_command_fails_where_something_essential_is_missing(tmp_path: Path):
    shutil.copy(ROOT / "course.toml", tmp_path)
    assert run("--course", str(tmp_path)).returncode == 0
    data = tmp_path / "data"
    data.mkdir()
    (data / "train-images-idx3-ubyte.gz").write_bytes(b"no images")
    done = run("--course", str(tmp_path), DESCENT_DATA=str(data))
    assert done.returncode == 1
    assert "no  Data: " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_folder_that_cannot_be_written_is_bad(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor.os, "access", lambda path, mode: False)
    (found,) = findings()["Folder"]
    assert found.state is State.BAD
    assert str(ROOT) in found.says


def test_other_packages_are_not_the_locked_ones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(environment, "VENV", tmp_path)
    assert findings()["Packages"][0].state is State.EXTRA_MISSING


def test_a_graphics_card_that_keras_does_not_see_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    found = doctor._gpu()
    assert found.state is State.EXTRA_MISSING
    assert "Keras does not see it with tensorflow" in found.says
    monkeypatch.setenv("KERAS_BACKEND", "theano")
    found = doctor._gpu()
    assert found.state is State.BAD
    assert "theano" in found.says


def test_a_laptop_without_the_full_data_is_fit_and_downloads_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(datasets, "_find_full", lambda: None)
    monkeypatch.setattr(datasets, "_download", lambda: pytest.fail("downloads"))
    found = doctor._data()
    assert found.state is State.EXTRA_MISSING
    assert "No assignment needs" in found.remedy
