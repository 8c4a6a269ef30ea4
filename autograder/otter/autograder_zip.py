"""The autograder's zip: what `otter generate` makes, the plugin beside it, and what the plugin grades with.

That is the same as Gradescope's zip has. The scripts of both are kept: once Otter's has set up its environment, ours
makes the one that grades.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.course import Assignment, Course
from autograder.environment import ROOT
from autograder.gradescope_zip import pack, write_zip
from autograder.otter.question_files import scored_test_file

PLUGIN = "autograder.otter.plugin.SandboxedGrading"
_IMPORTED = ("autograder/__init__.py", "autograder/otter/__init__.py", "autograder/otter/plugin.py")
_SETUP = "setup_descent.sh"


class OtterFailed(Exception):
    """`otter generate` did not make a zip. The message says why."""


def write_autograder(course: Course, assignment: Assignment, path: Path) -> int:
    """Write the zip of `assignment` to `path`; its size in bytes.

    Raises `OtterFailed`, OSError, and `CourseError` for a secret that is none.
    """
    with TemporaryDirectory(prefix="descent-otter-") as folder:
        members = _of_otter(assignment, Path(folder)) | _of_descent(course, assignment, Path(folder))
        return pack(members, path, ("setup.sh", "run_autograder", _SETUP))


def _of_otter(assignment: Assignment, folder: Path) -> dict[str, bytes]:
    """What `otter generate` puts into a zip, with our setup after its own."""
    tests, config, made = folder / "tests", folder / "otter_config.json", folder / "otter.zip"
    tests.mkdir()
    for question in assignment.questions:
        (tests / f"{question.id}.py").write_text(scored_test_file(question), encoding="utf-8")
    config.write_text(json.dumps({"plugins": [PLUGIN], "show_hidden": True}), encoding="utf-8")
    line = [sys.executable, "-m", "otter", "generate", "-t", str(tests), "-o", str(made), "-c", str(config)]
    line += ["--no-requirements", "--no-environment"]
    done = subprocess.run(
        line,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not made.is_file():
        said = done.stderr.strip().splitlines()
        raise OtterFailed(f"`otter generate` failed: {said[-1] if said else f'status {done.returncode}'}.")
    members = _members(made)
    members["setup.sh"] += f'\nbash "$(dirname "${{BASH_SOURCE[0]}}")/{_SETUP}"\n'.encode()
    return members


def _of_descent(course: Course, assignment: Assignment, folder: Path) -> dict[str, bytes]:
    """What the plugin grades with, and the plugin where `run_otter.py` finds it."""
    write_zip(course, assignment, folder / "gradescope.zip")
    members = _members(folder / "gradescope.zip")
    members[_SETUP] = members.pop("setup.sh")
    del members["run_autograder"]
    return members | {name: (ROOT / name).read_bytes() for name in _IMPORTED}


def _members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
