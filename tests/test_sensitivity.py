"""A weakened check makes the proof fail: each tolerance made a hundred times larger, each check taken out, in turn."""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from autograder.course import Assignment, load_course
from autograder.grading import Grader, GradingError
from autograder.results import CheckStatus
from autograder.sandbox.host import Sandbox
from autograder.sensitivity import SIZES, noticed, off_by, weakened
from autograder.strength_candidates import provable, reference_of
from autograder.strength_record import Strength, held_to, recorded
from autograder.strength_tasks import BUDGET, named
from autograder.submitted import Submitted

COURSE = load_course()
RECORD = {each.assignment: each for each in recorded()}
SAMPLE = 6  # weakenings of each kind and assignment, where not all are tried
ASSIGNMENTS = pytest.mark.parametrize("assignment", provable(COURSE), ids=lambda each: each.id)
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")


def test_a_module_whose_answers_are_off() -> None:
    source = (
        "import numpy as np\n"
        "def f(x, y=2):\n    return {'a': [x, (np.float32(3), 4)], 'b': np.array([1.0, 0.0]), 'c': 'text'}\n"
        "def g():\n    return np.array([1, 2])\n"
    )
    module: dict = {}
    exec(off_by(source, ["f", "g", "unwritten"], 0.5), module)  # noqa: S102
    found = module["f"](1.0)
    assert found["a"] == [1.5, (4.5, 4)]
    assert type(found["a"][1][0]) is np.float32
    np.testing.assert_array_equal(found["b"], [1.5, 0.0])
    assert found["c"] == "text"
    np.testing.assert_array_equal(module["g"](), [1, 2])


def test_what_is_noticed_is_the_smallest_error_that_a_check_does_not_pass() -> None:
    passed = {1e-9: ["a", "b", "c"], 1e-6: ["b", "c"], 1e-3: ["b"]}
    assert noticed(["a", "b", "c"], passed) == {"a": 1e-6, "b": None, "c": 1e-3}


def test_a_proof_is_held_to_what_was_noticed_before() -> None:
    before = {"a": 1e-9, "b": 1e-6, "c": None, "d": 1e-3, "e": None}
    now = {"a": 1e-7, "b": None, "c": 1e-3, "d": 1e-4}
    assert weakened(before, before) == []
    sentences = weakened(before, now)
    assert [sentence.split()[0] for sentence in sentences] == ["a", "b", "e"]
    assert "from 1e-09 on" in sentences[0]
    assert "from 1e-07 on" in sentences[0]
    first = Strength("x", "X", (), (), (), (), (), (), before)
    held = held_to(first, replace(first, notices=now))
    assert held.problems == tuple(sentences)
    assert held.notices == before
    assert held_to(None, held) == held
    assert held_to(first, first) == first


@ASSIGNMENTS
def test_the_record_knows_every_check(assignment: Assignment) -> None:
    notices = RECORD[assignment.id].notices
    assert sum(size is not None for size in notices.values()) > 5
    for file, suffix in ((assignment.public_file, " (public)"), (assignment.hidden_file, "")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        checks = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) if node.name.startswith("test_")}
        assert {f"{name}{suffix}" for name in checks} <= set(notices)


# --- weakened in turn ---


@dataclass(frozen=True)
class Weakening:
    """A change to a file of checks: its text afterwards, and the check that the change is in, if it is in one."""

    file: str
    where: str
    text: str
    check: str | None


def tolerances(file: Path, suffix: str) -> Iterator[Weakening]:
    """Every number that a check gives as a tolerance, a hundred times as large."""
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    given = [
        each.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for each in node.keywords
        if each.arg in ("rtol", "atol")
    ]
    named = {each.id for value in given for each in ast.walk(value) if isinstance(each, ast.Name)}
    constants = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        if isinstance(node.targets[0], ast.Name) and node.targets[0].id in named
    ]
    checks = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    lines = text.splitlines(keepends=True)
    for value in [*given, *constants]:
        if ast.unparse(value) in ("0", "0.0", "None") or (isinstance(value, ast.Name) and value.id in named):
            continue
        if value.lineno != value.end_lineno:
            continue
        inside = [each.name for each in checks if each.lineno <= value.lineno <= (each.end_lineno or 0)]
        line = lines[value.lineno - 1].encode()
        start, end = value.col_offset, value.end_col_offset
        changed = line[:start] + b"100 * (" + line[start:end] + b")" + line[end:]
        new = [*lines[: value.lineno - 1], changed.decode(), *lines[value.lineno :]]
        check = f"{inside[0]}{suffix}" if inside else None
        yield Weakening(file.name, f"{file.parent.name}/{file.name}:{value.lineno}", "".join(new), check)


def without(file: Path, suffix: str) -> Iterator[Weakening]:
    """Every check taken out."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for node in ast.parse("".join(lines)).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            text = "".join([*lines[: first - 1], *lines[node.end_lineno :]])
            yield Weakening(file.name, f"without {node.name}{suffix}", text, f"{node.name}{suffix}")


def all_of(assignment: Assignment, kind) -> list[tuple[Path, Weakening]]:
    files = ((assignment.public_file, " (public)"), (assignment.hidden_file, ""))
    return [(file, each) for file, suffix in files for each in kind(file, suffix)]


def sampled(assignment: Assignment, kind) -> list[tuple[Path, Weakening]]:
    """All where DESCENT_EVERY_WEAKENING is set; else a few, others whenever the checks change."""
    found = all_of(assignment, kind)
    if os.environ.get("DESCENT_EVERY_WEAKENING"):
        return found

    def order(each: tuple[Path, Weakening]) -> str:
        return hashlib.sha256(each[1].text.encode()).hexdigest()

    return sorted(found, key=order)[:SAMPLE]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(slot=4100 + os.getpid() % 90) as opened:
        yield opened


def weak_course(assignment: Assignment, changed: Path, text: str, place: Path) -> Assignment:
    """The assignment in a course elsewhere, with one file of checks changed."""
    root = assignment.folder.root
    for folder in (assignment.public_file.parent, assignment.reference.parent):
        shutil.copytree(folder, place / folder.relative_to(root), ignore=shutil.ignore_patterns("__pycache__"))
    (place / "checks").mkdir()
    shutil.copy(assignment.hidden_file, place / "checks")
    shutil.copy(assignment.folder.course_file, place)
    moved = load_course(place / "course.toml").find(assignment.id)
    target = moved.hidden_file if changed == assignment.hidden_file else moved.public_file
    target.write_text(text, encoding="utf-8")
    return moved


def passed_at(assignment: Assignment, grader: Grader, size: float) -> list[str]:
    questions = sorted(question.id for question in assignment.questions)
    source = off_by(reference_of(assignment), questions, size)
    files = {f"{assignment.module}.py": source.encode()}
    result = grader.grade(Submitted("off", assignment.id, assignment.module, files))
    checks = [check for question in result.questions for check in question.checks]
    return [named(check) for check in checks if check.status is CheckStatus.PASSED]


def is_noticed(assignment: Assignment, changed: Path, weakening: Weakening, place: Path, sandbox: Sandbox) -> bool:
    """Whether the proof, held to the record, fails with this weakening."""
    before = RECORD[assignment.id].notices
    mine = before if weakening.check is None else {weakening.check: before[weakening.check]}
    sizes = sorted({size for size in mine.values() if size is not None})
    moved = weak_course(assignment, changed, weakening.text, place)
    try:
        with Grader(moved, sandbox, BUDGET, shrink=False) as grader:
            return any(before.get(check) == size for size in sizes for check in passed_at(moved, grader, size))
    except GradingError:
        return True


@needs_linux
@pytest.mark.proof
@ASSIGNMENTS
def test_every_wider_tolerance_is_noticed(assignment: Assignment, tmp_path: Path, sandbox: Sandbox) -> None:
    unnoticed, tried = [], sampled(assignment, tolerances)
    for number, (file, weakening) in enumerate(tried):
        if not is_noticed(assignment, file, weakening, tmp_path / str(number), sandbox):
            unnoticed.append(weakening.where)
    assert tried
    assert not unnoticed, f"{len(unnoticed)} of {len(tried)}"


@needs_linux
@pytest.mark.proof
@ASSIGNMENTS
def test_every_missing_check_is_noticed(assignment: Assignment, tmp_path: Path, sandbox: Sandbox) -> None:
    unnoticed, tried = [], sampled(assignment, without)
    for number, (file, weakening) in enumerate(tried):
        if not is_noticed(assignment, file, weakening, tmp_path / str(number), sandbox):
            unnoticed.append(weakening.where)
    assert tried
    assert not unnoticed, f"{len(unnoticed)} of {len(tried)}"


def test_the_sizes_are_closer_than_what_a_weakening_changes() -> None:
    assert all(SIZES[place + 1] / SIZES[place] < 50 for place in range(len(SIZES) - 1))
