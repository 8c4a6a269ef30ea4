"""The types: mypy runs as one of the tests, beside the others, because it takes as long as many of them."""

from __future__ import annotations

import subprocess
import sys

from autograder.environment import ROOT


def test_mypy_finds_nothing():
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
