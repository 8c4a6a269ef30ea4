"""What a student waits for: `make test A=02` with every answer right, in a copy of the tree."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

from autograder import environment
from tests.benchmarks.properties import ASSIGNMENT, ROOT
from tests.benchmarks.watched import Watched, watch

_CURRENT = "from autograder.environment import is_current; print(is_current(''))"
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s*([\w.]+)")


class NotCurrent(Exception):
    """The environment would be changed by the copy. The message is one sentence."""


def copy_of_the_tree(folder: Path) -> Path:
    """What a student has, with the environment that is installed here, and the solution in place of the stub.

    Raises `NotCurrent` rather than let the copy's commands install anything: the environment is that of the original.
    """
    environment.ensure([""])
    tree = folder / "descent"
    leave_out = shutil.ignore_patterns("__pycache__", "strength", "calibration", "data", "my_pictures")
    for each in ("autograder", "assignments", "shared"):
        shutil.copytree(ROOT / each, tree / each, ignore=leave_out)
    for file in ROOT.iterdir():
        if file.is_file() and (file.suffix in (".toml", ".txt", ".md") or file.name == "Makefile"):
            shutil.copy(file, tree)
    shutil.copy(ROOT / "solutions" / ASSIGNMENT / "activations.py", tree / "assignments" / ASSIGNMENT)
    (tree / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    if "True" not in watch([sys.executable, "-P", "-c", _CURRENT], tree, PYTHONPATH=str(tree)).output:
        raise NotCurrent("The lock files or pyproject.toml changed meanwhile, so `make test` was not measured.")
    return tree


def make_test(tree: Path) -> Watched:
    """`make test A=02`, as it is typed."""
    return watch(["make", "test", "A=02"], tree, PYTHONPATH="")


def python_test(tree: Path) -> Watched:
    """`python -m autograder test 02`, with the environment's Python."""
    return watch([sys.executable, "-m", "autograder", "test", "02"], tree, PYTHONPATH="")


def imports(tree: Path, most: int = 12) -> dict[str, float]:
    """The seconds that the same command spends on importing, by package; its own and the standard library's, too."""
    command = [sys.executable, "-X", "importtime", "-m", "autograder", "test", "02"]
    spent: Counter[str] = Counter()
    for micros, module in _IMPORT.findall(watch(command, tree, PYTHONPATH="").output):
        package = module.partition(".")[0]
        spent["standard library" if package in sys.stdlib_module_names else package] += int(micros)
    return {package: micros / 1e6 for package, micros in spent.most_common(most)}
