"""The module in a notebook: what defines the task's functions, and nothing that only tries them out.

A notebook is read as data and never run here. Of its code cells those statements are taken, in their order, that bind
a name which the functions need: imports, helpers, constants, and the functions. Plots and prints stay behind.
"""

from __future__ import annotations

import ast
import json
import re
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.entries import Refused
from autograder.language import translate

# The first line of a cell that IPython takes for itself; after these the rest of the cell is Python all the same.
_STILL_PYTHON = re.compile(r"%%(?:time|timeit|capture|prun)\b")
_COMMAND = re.compile(r"^\s*(?:[%!?]|[\w.]+\?{1,2}\s*$|[\w., ]+=\s*[%!])")  # also `relu?` and `t = %timeit ...`
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True)
class _Statement:
    """A statement at the top of a cell: its text, the names it binds there, and those that it mentions."""

    text: str
    cell: int
    binds: frozenset[str]
    mentions: frozenset[str]


def functions_in(source: str) -> frozenset[str]:
    """The public functions that a module defines."""
    return frozenset(
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    )


def module_of(notebook: bytes, functions: frozenset[str]) -> bytes:
    """The module that defines `functions`, as far as the notebook does; empty when it defines none of them.

    A cell that is no Python is taken whole when it holds one of them that no other cell has: its author then reads
    where the mistake is. Raises `Refused` for what is no notebook.
    """
    statements: list[_Statement] = []
    broken: list[tuple[int, str]] = []
    for number, cell in enumerate(_code_cells(notebook), 1):
        try:
            statements += _statements(cell, number)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            broken.append((number, cell))
    found = functions & {name for each in statements for name in each.binds}
    cells = [
        (number, cell)
        for number, cell in broken
        if any(re.search(rf"\bdef\s+{name}\b", cell) for name in functions - found)
    ]
    if not found and not cells:
        return b""
    taken = [(each.cell, each.text) for each in _needed(statements, found)]
    lines, last = [], 0
    for number, text in sorted([*taken, *cells], key=lambda each: each[0]):
        lines += [f"\n\n# cell {number}"] if number != last else []
        lines.append(text)
        last = number
    return ("\n".join(lines).strip() + "\n").encode()


def _code_cells(notebook: bytes) -> Iterator[str]:
    """The code cells, without what IPython takes for itself."""
    try:
        whole: Any = json.loads(notebook)
        sheets = [whole] if "cells" in whole else whole["worksheets"]  # as Jupyter saved them until 2014
        cells = [cell for sheet in sheets for cell in sheet["cells"]]
        sources = [each.get("source", each.get("input", "")) for each in cells if each.get("cell_type") == "code"]
        texts = [source if isinstance(source, str) else "".join(source) for source in sources]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(translate("{name} is no notebook: save it in Jupyter and hand it in again.")) from error
    for text in texts:
        if not text.lstrip().startswith("%%") or _STILL_PYTHON.match(text.lstrip()):
            yield text.encode("utf-8", "replace").decode()


def _statements(cell: str, number: int) -> list[_Statement]:
    try:
        tree = ast.parse(cell)
    except SyntaxError:  # perhaps only for a command of IPython's; within a text such a line may be meant
        cell = "\n".join("" if _COMMAND.match(line) else line for line in cell.split("\n"))
        tree = ast.parse(cell)
    lines = cell.split("\n")
    texts = [_text(node, lines) for node in tree.body]
    return [
        _Statement(text, number, frozenset(_bound(node)), _mentioned(text))
        for node, text in zip(tree.body, texts, strict=True)
    ]


def _text(node: ast.stmt, lines: list[str]) -> str:
    """A statement with its decorators, as it was written where it has its lines for itself."""
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(each.lineno for each in decorators)])
    text = "\n".join(lines[first - 1 : node.end_lineno])
    try:
        alone = len(ast.parse(text).body) == 1
    except SyntaxError:
        alone = False
    return text if alone else ast.unparse(node)


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that a statement binds in the module."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).partition(".")[0]
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
        yield from (each.id for each in ast.walk(node.value) if isinstance(each, ast.Name))  # table["key"] = value
    if not isinstance(node, _SCOPES):
        for child in ast.iter_child_nodes(node):
            yield from _bound(child)


def _mentioned(text: str) -> frozenset[str]:
    """The names of the module that a statement uses; parameters and locals of its functions are their own."""
    names: set[str] = set()
    tables = [symtable.symtable(text, "cell", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        at_top = table.get_type() == "module"
        names |= {each.get_name() for each in table.get_symbols() if at_top or each.is_global()}
    return frozenset(names)


def _needed(statements: list[_Statement], functions: Iterable[str]) -> list[_Statement]:
    """The statements that bind a function, or a name that one of those mentions, and so on."""
    wanted, waiting = set(functions) | {"*"}, [*functions, "*"]  # "*": from somewhere import *
    while waiting:
        name = waiting.pop()
        for each in statements:
            if name in each.binds:
                new = each.mentions - wanted
                wanted |= new
                waiting += new
    return [each for each in statements if each.binds & wanted]
