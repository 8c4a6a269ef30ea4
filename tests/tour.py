"""`python -m tests.tour`: runs the commands of docs/tour.md in a fresh clone, and writes down what they print."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

from autograder import environment
from autograder.environment import ROOT

EXTRAS = ["", "demo", "grade", "learn", "keras", "release"]  # what the commands of the tour need
TOUR = ROOT / "docs" / "tour.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What is another on every run: seconds, rates, times and digests.
_VARIES = (
    (re.compile(r"in [0-9.]+ s( \([0-9.]+ a second\))?"), "in N s"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:+.Z]+"), "TIME"),
    (re.compile(r"[0-9a-f]{64}"), "DIGEST"),
    (re.compile(r"Sandbox: .*"), "Sandbox"),
    (re.compile(r"^[0-9]+ of [0-9]+ graded, about .*\n", re.MULTILINE), ""),
)


def rerun(text: str) -> str:
    """The tour with what its commands print now. Each begins with "$ "; they share one clone, from the first on."""
    environment.ensure(EXTRAS)  # so that the clone, which shares the environment, installs nothing into it
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "descent")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        (clone / ".venv").symlink_to(ROOT / ".venv")

        def block(match: re.Match[str]) -> str:
            commands = [line for line in match[1].splitlines() if line.startswith("$ ")]
            return "```console\n" + "".join(f"{each}\n{_said(each[2:], clone)}" for each in commands) + "```"

        return _BLOCK.sub(block, text)


def _said(command: str, clone: Path) -> str:
    variables = {**os.environ, "DESCENT_LANG": "en", "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    for name in ("PYTHONPATH", "MAKEFLAGS", "MAKELEVEL"):
        variables.pop(name, None)
    done = subprocess.run(
        command, shell=True, cwd=clone, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    lines = done.stdout.decode().replace(str(clone), "descent").splitlines()
    # What make says of an exit status, and what installing says, is about this machine.
    kept = [line.rstrip() for line in lines if not line.startswith(("make: ", "Installing "))]
    return "".join(f"{line}\n" for line in kept)


def settled(text: str) -> str:
    """`text` without what is another on every run."""
    for pattern, name in _VARIES:
        text = pattern.sub(name, text)
    return text


if __name__ == "__main__":
    TOUR.write_text(rerun(TOUR.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"Written: {TOUR}")
