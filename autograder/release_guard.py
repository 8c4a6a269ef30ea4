"""What must not be in a release, found in its files: answers of the solutions, hidden checks, the course's secret.

Bodies of functions are compared as syntax, so that neither layout nor comments nor docstrings hide one.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.course import Course
from autograder.environment import ROOT
from autograder.release_folder import Files

SHORTEST = 25  # characters of a body: a shorter one, such as `return x`, could be anybody's
_CHECKS = "autograder/checks/"


def leaks(files: Files, course: Course) -> list[str]:
    """What students would get and must not, as sentences. Raises OSError."""
    return [*_answered_stubs(files, course), *_imports(files, course), *_copied(files, course), *_secret(files, course)]


def _answered_stubs(files: Files, course: Course) -> Iterator[str]:
    for each in course.assignments:
        path, asked = f"assignments/{each.id}/{each.module}.py", {question.id for question in each.questions}
        for node in _functions(_parsed(files[path])) if path in files else ():
            raised = [ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Raise)]
            if node.name in asked and not any("NotImplementedError" in each for each in raised):
                yield f"{path} has an answer to {node.name} already: students get it with NotImplementedError there."


def _imports(files: Files, course: Course) -> Iterator[str]:
    """Public checks that need what only instructors have: they would not run, or bring it along."""
    for path in files:
        if path.startswith(_CHECKS) and (path.endswith("oracles.py") or path.startswith(f"{_CHECKS}test_")):
            yield f"A public check or the engine's student half imports {path}, which is hidden."
    for each in course.assignments:
        for node in ast.walk(_parsed(each.public_file.read_bytes())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if name.partition(".")[0] in ("checks", "solutions"):
                    yield (
                        f"{each.public_file.name} of {each.id} imports {name}, which students do not get. Move what "
                        "it needs to shared/."
                    )


def _copied(files: Files, course: Course) -> Iterator[str]:
    """Functions that are those of a solution or of a hidden check; public checks may share theirs with hidden ones."""
    given = {body for each in course.assignments for body in _bodies(_parsed(each.stub.read_bytes()))}
    public = {body for each in course.assignments for body in _bodies(_parsed(each.public_file.read_bytes()))}
    released = {ROOT / path for path in files if path.startswith(_CHECKS)}  # what checks of both kinds share
    checks = sorted(set(course.folder.checks.rglob("*.py")) - released)
    answers = _by_body(each.reference for each in course.assignments)
    hidden = {**_by_body(checks), **answers}
    for path, content in files.items():
        for body, (place, name) in _bodies(_python_of(path, content)).items():
            source = hidden.get(body)
            if source and body not in given and (body in answers or body not in public):
                yield f"{path}, line {place}: {name} is {source}. Take it out, or write it in another way."


def _by_body(modules: Iterable[Path]) -> dict[str, str]:
    """Where each body stands."""
    found = {}
    for file in modules:
        for body, (_, name) in _bodies(_parsed(file.read_bytes())).items() if file.is_file() else ():
            found[body] = f"{name} of {file.parent.name}/{file.name}"
    return found


def _bodies(tree: ast.Module) -> dict[str, tuple[int, str]]:
    """The bodies of all functions, without docstrings, with the line and the name of each."""
    found = {}
    for node in _functions(tree):
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        text = "\n".join(ast.unparse(statement) for statement in body)
        if len(text) >= SHORTEST:
            found[text] = (node.lineno, node.name)
    return found


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _python_of(path: str, content: bytes) -> ast.Module:
    """What a module or the cells of a notebook hold."""
    if path.endswith(".py"):
        return _parsed(content)
    if not path.endswith(".ipynb"):
        return ast.Module([], [])
    try:
        cells = json.loads(content)["cells"]
        sources = [_parsed("".join(each["source"]).encode()) for each in cells if each["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError):
        return ast.Module([], [])
    return ast.Module([statement for each in sources for statement in each.body], [])


def _parsed(source: bytes) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _secret(files: Files, course: Course) -> Iterator[str]:
    secret = course.folder.secret.read_bytes().strip() if course.folder.secret.is_file() else b""
    for path, content in files.items() if secret else ():
        if secret in content:
            yield f"{path} holds the course's secret ({course.folder.secret.name})."
