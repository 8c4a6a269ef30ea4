"""Which questions a save has touched: those whose function, or whatever it calls, is another than before."""

from __future__ import annotations

import ast

from autograder.course import Assignment


def touched(before: str, now: str, assignment: Assignment) -> list[str]:
    """The ids of the questions, in their order; all of them where one of the two sources cannot be read.

    Comments, blank lines and docstrings touch nothing.
    """
    everything = [question.id for question in assignment.questions]
    try:
        old, new = _parts(before), _parts(now)
    except (SyntaxError, ValueError):
        return everything
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    calls = {name: _names(ast.parse(text)) for name, text in new.items()}
    while True:
        more = {name for name, used in calls.items() if used & changed} - changed
        if not more:
            break
        changed |= more
    functions = set(new) - {""}
    if "" in changed:
        return everything
    return [each for each in everything if each in changed or (each not in functions and changed)]


def _parts(source: str) -> dict[str, str]:
    """Each function's and class's code by its name, and all other statements under an empty one."""
    parts: dict[str, str] = {"": ""}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
            parts[node.name] = ast.unparse(node)
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            parts[""] += ast.unparse(node) + "\n"
    return parts


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
