"""Notebooks: what defines the functions is taken, what tries them out is not, and nothing is run."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import load_course
from autograder.entries import MAX_NOTEBOOK_BYTES, Refused
from autograder.environment import ROOT
from autograder.intake import find_submissions
from autograder.notebooks import functions_in, module_of
from autograder.submitted import Submitted

COURSE = load_course()
ASSIGNMENT = COURSE.find("02")
SOLUTION = (ROOT / "solutions" / "02_activations" / "activations.py").read_text(encoding="utf-8")
ASKED = functions_in(SOLUTION)


def notebook(*cells: str) -> bytes:
    made = [{"cell_type": "markdown", "source": "# def sigmoid(x):"}]
    made += [
        {"cell_type": "code", "source": cell.splitlines(keepends=True), "outputs": [], "metadata": {}} for cell in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}).encode()


def module(*cells: str, asked: frozenset[str] = frozenset({"sigmoid", "relu"})) -> str:
    return module_of(notebook(*cells), asked).decode()


def test_a_solution_in_cells_is_the_same_module(tmp_path: Path):
    cells = ["\n".join(part) for part in _cut(SOLUTION.splitlines())]
    found: dict = {}
    exec(module(*cells, "assert False", asked=ASKED), found)  # noqa: S102  our own solution
    assert set(found) >= ASKED
    assert np.array_equal(found["sigmoid"](np.arange(3.0)), 1 / (1 + np.exp(-np.arange(3.0))))


def _cut(lines: list[str]) -> list[list[str]]:
    """Cells that begin where something begins in the first column after an empty line."""
    parts: list[list[str]] = [[]]
    for before, line in zip(["", *lines], lines, strict=False):
        if not before and line and not line[0].isspace() and line[0] not in ")]}" and parts[-1]:
            parts.append([])
        parts[-1].append(line)
    return ["\n".join(part).split("\n") for part in _whole(parts)]


def _whole(parts: list[list[str]]) -> list[list[str]]:
    whole: list[list[str]] = []
    for part in parts:  # a docstring may hold such a line, too
        try:
            compile("\n".join(part), "cell", "exec")
        except SyntaxError:
            return [[line for each in parts for line in each]]
        whole.append(part)
    return whole


def test_only_what_the_functions_need_is_taken():
    text = module(
        "%matplotlib inline\nimport numpy as np\nimport pandas as pd\n!pip install seaborn",
        "LIMIT = 500\nUNUSED = open('/etc/passwd').read()",
        "def clipped(x):\n    return np.clip(x, -LIMIT, LIMIT)",
        "def sigmoid(x):\n    return 1 / (1 + np.exp(-clipped(x)))",
        "print(sigmoid(np.zeros(3)))\nfor i in range(10**9): pass",
        "data = pd.read_csv('titanic.csv')",
    )
    assert [line for line in text.splitlines() if line and not line.startswith(("#", " "))] == [
        "import numpy as np",
        "LIMIT = 500",
        "def clipped(x):",
        "def sigmoid(x):",
    ]
    assert "# cell 4" in text


def test_parameters_and_locals_bring_no_trial_cells_along():
    text = module(
        "import pandas as pd\nimport matplotlib.pyplot as plt",
        "def sigmoid(x):\n    y = 1 / (1 + 2.7 ** -x)\n    return y",
        "x = pd.read_csv('d.csv')['x']",
        "fig, y = plt.subplots()",
    )
    assert "pandas" not in text
    assert "plt" not in text
    assert "read_csv" not in text


def test_the_last_of_several_definitions_counts_and_all_keep_their_order():
    found: dict = {}
    exec(module("def sigmoid(x): return 1", "first = sigmoid", "def sigmoid(x): return first(x) + 1"), found)  # noqa: S102
    assert found["sigmoid"](0) == 2


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("@staticmethod\ndef half(x): return .5\ndef sigmoid(x): return half(x)", 0.5),
        ("a = 1; b = 2\ndef sigmoid(x): return a + b", 3),
        ("table = {}\ntable['a'] = 4\ndef sigmoid(x): return table['a']", 4),
        ("try:\n    import scipy_of_nobody\nexcept ImportError:\n    fast = 5\ndef sigmoid(x): return fast", 5),
        ("from math import *\ndef sigmoid(x): return floor(6.5)", 6),
        ("%%time\ndef sigmoid(x):\n    return 7", 7),
        ("sigmoid = lambda x: 8", 8),
        ("def sigmoid(x): return 10\nsigmoid?", 10),
        ("def sigmoid(x): return 11\nt = %timeit -o sigmoid(1)", 11),
        ("n: int = 8\nn += 1\ndef sigmoid(x): return n", 9),
    ],
)
def test_names_come_along_however_they_are_bound(cell: str, value: float):
    found: dict = {}
    exec(module(cell), found)  # noqa: S102
    assert found["sigmoid"](0) == value


def test_a_cell_that_is_no_python_is_shown_to_its_author_and_costs_nobody_else():
    broken = "def relu(x):\n    return max(x, 0"
    assert broken in module("def sigmoid(x): return x", broken)
    assert broken not in module("def sigmoid(x): return x", broken, "def relu(x): return x")
    assert module("def sigmoid(x): return x", "print(") == "# cell 1\ndef sigmoid(x): return x\n"


def test_what_has_none_of_the_functions_is_empty():
    assert module("x = 1", "%%bash\ndef sigmoid(x): return x") == ""


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"null", b'{"cells": 3}', b'{"cells": [3]}', b"\xff", b"[" * 10**5]
)
def test_what_is_no_notebook_is_refused(content: bytes):
    with pytest.raises(Refused, match="is no notebook"):
        module_of(content, ASKED)


@given(st.lists(st.text(max_size=60), max_size=6))
def test_whatever_stands_in_cells_a_module_or_nothing_comes_out(cells: list[str]):
    text = module(*cells, "def sigmoid(x):\n    return x")
    assert "def sigmoid(x):\n    return x" in text


# --- as they are handed in ---


def taken(place: Path, *names: str) -> dict[str, Submitted]:
    found = find_submissions(place, [COURSE.find(name) for name in names])
    return {each.assignment[:2]: each for each in found}


def write(place: Path, name: str, *cells: str) -> None:
    (place / "ada").mkdir(parents=True, exist_ok=True)
    (place / "ada" / name).write_bytes(notebook(*cells))


@pytest.mark.parametrize("name", ["activations.ipynb", "homework 2 (final).ipynb"])
def test_a_notebook_takes_the_place_of_the_module(tmp_path: Path, name: str):
    write(tmp_path, name, "def sigmoid(x):\n    return x")
    assert taken(tmp_path, "02")["02"].files == {"activations.py": b"# cell 1\ndef sigmoid(x):\n    return x\n"}


def test_the_module_goes_before_the_notebook(tmp_path: Path):
    write(tmp_path, "activations.ipynb", "def sigmoid(x): return 1")
    (tmp_path / "ada" / "activations.py").write_text("def sigmoid(x): return 2\n", encoding="utf-8")
    assert taken(tmp_path, "02")["02"].files == {"activations.py": b"def sigmoid(x): return 2\n"}


def test_a_notebook_belongs_to_one_assignment(tmp_path: Path):
    write(tmp_path, "week 4.ipynb", "def forward(x): pass", "def xavier(n): pass", "def train(x): pass")
    found = taken(tmp_path, "02", "04", "05")
    assert [name for name, each in found.items() if each.files] in (["04"], [])
    write(tmp_path, "fashion_mnist.ipynb", "def train(x): pass")
    found = taken(tmp_path, "04", "05")
    assert b"def train" in found["05"].files["fashion_mnist.py"]


def test_a_notebook_that_is_too_large_is_said_of_its_own_assignment(tmp_path: Path):
    write(tmp_path, "draft.ipynb", "def relu(x): return x")
    write(tmp_path, "activations.ipynb", "x = 1" + " " * MAX_NOTEBOOK_BYTES)
    found = taken(tmp_path, "02", "05")
    assert found["02"].problem == "activations.ipynb is larger than 8 MB."
    assert found["05"].problem.startswith("No fashion_mnist.py was handed in")


def test_a_notebook_that_no_parser_bears_holds_up_nobody(tmp_path: Path):
    write(tmp_path, "my work.ipynb", f"def relu(x): return x\nx = {'-' * 10**5}1")
    assert b"def relu" in taken(tmp_path, "02")["02"].files["activations.py"]


def test_a_notebook_that_cannot_be_read_is_said(tmp_path: Path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "activations.ipynb").write_text("not json", encoding="utf-8")
    found = taken(tmp_path, "02")["02"]
    assert found.rejected
    assert found.problem == "activations.ipynb is no notebook: save it in Jupyter and hand it in again."
    write(tmp_path, "activations.ipynb", "x = 1")
    assert "defines none of the functions asked for" in taken(tmp_path, "02")["02"].problem
