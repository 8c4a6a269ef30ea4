"""Virtual environments for the tools that Descent does not depend on; made once, below build/bench-venvs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.properties import ROOT

FOLDER = ROOT / "build" / "bench-venvs"


class NotInstalled(Exception):
    """The tool cannot be had here. The message is one sentence."""


def environment_with(tool: str) -> Path:
    """The folder of programs of an environment with `tool` (a requirement) and what the checks need.

    Versions are those of the lock files where these have the tool. Raises `NotInstalled`.
    """
    name = re.split("[^a-z-]", tool)[0]
    venv, locked = FOLDER / name, ROOT / f"requirements-{name.partition('-')[0]}.txt"
    done = venv / "installed"
    known = [file.read_text() for file in (ROOT / "requirements.txt", locked) if file.is_file()]
    wanted = "\n".join([tool, sys.version, *known])
    if not done.is_file() or done.read_text() != wanted:
        uv = [sys.executable, "-m", "uv"]
        install = [*uv, "pip", "install", "--quiet", "--python", str(venv)]
        _run(name, [*uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(venv)])
        if locked.is_file():
            _run(name, [*install, "--require-hashes", "-r", str(locked)])
        else:
            _run(name, [*install, "-r", str(ROOT / "requirements.txt")])
            _run(name, [*install, "--constraint", str(ROOT / "requirements.txt"), tool])
        done.write_text(wanted)
    return venv / "bin"


def _run(name: str, command: list[str]) -> None:
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=kept, timeout=900)
    if done.returncode != 0:
        raise NotInstalled(f"{name} cannot be installed here, and is left out.")
