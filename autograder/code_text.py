"""What code does, as text: without comments and docstrings, whose correction changes no result."""

from __future__ import annotations

import ast
from collections.abc import Set


def what_it_does(source: str | bytes, without: Set[str] = frozenset()) -> str:
    """The syntax of a module, apart from the functions named in `without`. Raises SyntaxError and ValueError."""
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name in without)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)
