"""Which modules of the engine a student needs: those that a student's commands and the public checks import."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.environment import ROOT

# Where a student's commands begin. They work without what instructors have: see `autograder.cli` and `doctor`.
_BEGINNINGS = (
    "__main__",
    "cli/__init__",
    "cli/__main__",
    "cli/student",
    "cli/watch",
    "cli/ci",
    "watch_worker",
)
_OF_INSTRUCTORS = frozenset({"autograder.sandbox.probe"})  # used where it is there


def student_half(checks: Iterable[Path]) -> list[Path]:
    """The engine's files that the student's commands and these `checks` need, sorted."""
    beginnings = [ROOT / "autograder" / f"{name}.py" for name in _BEGINNINGS]
    waiting = [*(file for file in beginnings if file.is_file()), *checks]
    seen: set[Path] = set()
    while waiting:
        file = waiting.pop()
        if file not in seen:
            seen.add(file)
            waiting += [found for name in _imported(file) if (found := _file_of(name))]
    engine = {file for file in seen if file.is_relative_to(ROOT / "autograder")}
    return sorted(engine | {package for file in engine if (package := file.with_name("__init__.py")).is_file()})


def _imported(file: Path) -> Iterator[str]:
    """The names of modules that a file imports, at once or later, but not for the type checker alone."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    unused: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            unused.update(id(part) for statement in node.body for part in ast.walk(statement))
    for node in ast.walk(tree):
        if id(node) in unused:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _file_of(module: str) -> Path | None:
    """The file of a module of the engine; None for every other module, and for what is the instructors' alone."""
    if not module.startswith("autograder.") or module in _OF_INSTRUCTORS:
        return None
    place = ROOT / module.replace(".", "/")
    return next((file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()), None)
