"""Setting up: lock files, the Makefile, and a fresh clone that becomes a working one by itself."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from autograder import environment
from autograder.course import load_course
from autograder.environment import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = ["", *PROJECT["optional-dependencies"]]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def pins(file: Path) -> dict[str, str]:
    """Package and marker to version, as a lock file pins them."""
    lines = re.findall(r"^([\w.-]+)==(\S+)(?: ; ([^\\\n]+))? \\$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {f"{name} ; {marker.strip()}": version for name, version, marker in lines}


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_extra_is_locked_with_hashes_and_without_addresses(extra: str):
    file = environment.lock_file(extra)
    text = file.read_text(encoding="utf-8")
    assert "://" not in text
    assert pins(file)
    logical = text.replace("\\\n", " ").splitlines()
    assert all("--hash=sha256:" in line for line in logical if line.strip() and not line.startswith("#"))


def test_the_lock_files_agree():
    versions: dict[str, set[str]] = {}
    for extra in EXTRAS:
        for package, version in pins(environment.lock_file(extra)).items():
            versions.setdefault(package.split(" ;")[0] + package.partition(";")[2], set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_checking_numpy_assignments_needs_no_heavy_library():
    names = {package.split(" ;")[0] for package in pins(environment.lock_file(""))}
    assert {"numpy", "pytest", "hypothesis"} <= names
    assert not names & {"tensorflow", "keras", "matplotlib", "scikit-learn", "scipy", "jinja2"}


def test_a_command_asks_for_what_it_needs():
    assert environment.extras_for("test", "02") == [""]
    assert environment.extras_for("test", "activations") == [""]
    assert environment.extras_for("grade", None)[0] == "grade"
    wanted = {extra for each in load_course().assignments for extra in each.requires}
    assert set(environment.extras_for("test", None)) == {"", *wanted}
    assert environment.extras_for("demo", None) == ["demo"]  # it asks which one


def test_the_start_can_be_read_by_old_pythons_which_are_told():
    source = (ROOT / "autograder" / "__main__.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert source.index("sys.exit(") < source.index("from autograder")  # said before anything newer is imported


def test_make_alone_lists_every_target_once():
    targets = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split()
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "For students:" in shown
    assert "For instructors:" in shown
    for target in set(targets) - {"help"}:
        assert len(re.findall(rf"^  make {target}(?= )", shown, re.MULTILINE)) == 1, target


def test_a_stamp_is_stale_when_the_lock_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for file in ("pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / file, tmp_path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    assert not environment.is_current("")
    environment.python().parent.mkdir(parents=True)
    environment.python().touch()
    stamp, current = environment._stamp("")
    stamp.parent.mkdir()
    stamp.write_text(current)
    assert environment.is_current("")
    with (tmp_path / "requirements.txt").open("a") as file:
        file.write("\n")
    assert not environment.is_current("")


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_extra_brings_the_plain_dependencies(extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """So that one that was installed, and is current, says that they are there."""
    assert pins(environment.lock_file("")).items() <= pins(environment.lock_file(extra)).items()
    monkeypatch.setattr(environment, "VENV", tmp_path)
    environment.python().parent.mkdir(parents=True)
    environment.python().touch()
    stamp, current = environment._stamp(extra)
    stamp.parent.mkdir()
    stamp.write_text(current)
    assert environment.is_current("")
    assert [each for each in EXTRAS if environment.is_current(each)] == sorted({"", extra})
    stamp.write_text("of another day")
    assert not environment.is_current("")


def test_nothing_is_made_in_a_folder_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment.os, "access", lambda path, mode: False)
    with pytest.raises(environment.SetupFailed, match=r"cannot be written\. Work in a copy"):
        environment._create()


def test_the_hint_names_this_systems_package_manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "dnf").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert environment.installation_hint() == "sudo dnf install bubblewrap"
    monkeypatch.setenv("PATH", "")
    assert "bubblewrap" in environment.installation_hint()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a copy without history cannot be cloned")
def test_a_fresh_clone_checks_an_assignment_with_one_command(tmp_path: Path):
    clone = tmp_path / "a clone 새로"  # spaces and other letters in the path are fine
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    command = ["make", f"PYTHON={sys.executable}", "test", "A=02"]
    first = subprocess.run(command, cwd=clone, env=clean, capture_output=True, text=True, timeout=300, check=False)
    assert first.returncode != 0, first.stdout + first.stderr  # stubs
    assert first.stdout.count("not written yet") == 14, first.stdout + first.stderr
    assert "Traceback" not in first.stdout + first.stderr
    installed = {path.name.lower() for path in clone.glob(".venv/lib/python*/site-packages/*")}
    assert "numpy" in installed
    assert not installed & {"tensorflow", "matplotlib", "sklearn", "jinja2"}
    shutil.copy(clone / "solutions" / "02_activations" / "activations.py", clone / "assignments" / "02_activations")
    again = subprocess.run(command, cwd=clone, env=clean, capture_output=True, text=True, timeout=300, check=False)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Installing" not in again.stderr
    offline = clean | {"UV_OFFLINE": "1", "UV_CACHE_DIR": str(tmp_path / "empty"), "DESCENT_LANG": "en"}
    whole = [*command[:2], "test"]
    without = subprocess.run(whole, cwd=clone, env=offline, capture_output=True, text=True, timeout=300, check=False)
    assert "04_neural_network, 05_fashion_mnist, 06_boston_kfold. Not installed: keras, sklearn." in without.stderr
    assert "Traceback" not in without.stdout + without.stderr
    checked = [line.split()[0] for line in without.stdout.splitlines() if line[:2].isdigit() and line[2:3] == "_"]
    assert checked == ["00_first_learner", "01_gradient_descent", "02_activations", "03_crossentropy"]
    one = [*whole, "A=05"]
    none = subprocess.run(one, cwd=clone, env=offline, capture_output=True, text=True, timeout=300, check=False)
    assert none.returncode == 2
    assert "The packages cannot be installed" in none.stderr
