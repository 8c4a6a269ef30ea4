"""How fast a class is graded: 100 copies of one right `activations.py`, through the real command and the real sandbox.

    python tests/benchmarks/class_of_copies.py [copies]

Prints the command's own line with the rate. The record of examples is made first, as a second run on a machine has it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE = ROOT / "solutions" / "02_activations" / "activations.py"


def grade(copies: int, folder: Path) -> str:
    """Grade `copies` students with the same answer; what the command printed."""
    submissions = folder / f"class_of_{copies}"
    for number in range(copies):
        student = submissions / f"student_{number:04}"
        student.mkdir(parents=True)
        shutil.copy(MODULE, student)
    command = [
        sys.executable,
        "-m",
        "autograder.cli",
        "grade",
        str(submissions),
        "--out",
        str(folder / f"out_{copies}"),
    ]
    done = subprocess.run(
        [*command, "--assignment", "02"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=3600
    )
    return done.stdout


def main() -> None:
    """Grade the class and print the rate, and what a plain pytest run of the same checks takes per submission."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    # Where PYTHONDONTWRITEBYTECODE is set, pytest rewrites its assertions on every start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="descent-") as folder:
        grade(2, Path(folder))
        began = time.perf_counter()
        printed = grade(copies, Path(folder))
        seconds = time.perf_counter() - began
    print(printed.strip())
    print(f"{copies} submissions in {seconds:.1f} s from start to finish: {60 * copies / seconds:.0f} a minute.")


if __name__ == "__main__":
    main()
