"""What public and hidden checks, or two assignments, have in common stands once, in a module that both import."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from autograder.course import load_course
from autograder.environment import ROOT

SHORT = 120  # characters: "return submission.f(x.copy())" is no logic


def check_modules() -> list[Path]:
    """The test files of all assignments, and the modules that these share."""
    public = [each.public_file for each in load_course().assignments]
    return [*public, *sorted((ROOT / "autograder" / "checks").glob("*.py"))]


def parts_of(file: Path) -> list[tuple[str, str]]:
    """What the functions and constants of a module do, without annotations and docstrings, and their names."""
    found = []
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            text = "\n".join(ast.unparse(each) for each in body)
            found += [(text, node.name)] if len(text) > SHORT else []
        elif isinstance(node, ast.Assign):
            text = ast.unparse(node.value)
            found += [(text, ast.unparse(node.targets[0]))] if len(text) > SHORT // 2 else []
    return found


def test_no_two_modules_of_checks_say_the_same() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for file in check_modules():
        for text, name in parts_of(file):
            places[text].append(f"{file.relative_to(ROOT)}: {name}")
    assert [found for found in places.values() if len(found) > 1] == []


def test_no_module_that_checks_share_is_long() -> None:
    shared = [each for each in check_modules() if not each.name.startswith("test_")]
    assert [each.name for each in shared if len(each.read_text(encoding="utf-8").splitlines()) > 400] == []
