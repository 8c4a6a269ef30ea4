"""Notebooks as students leave them: functions written into the cells of a generated one."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from typing import Any

Notebook = dict[str, Any]


def parts_of(module: str) -> tuple[str, dict[str, str]]:
    """A module in two parts: its public functions by name, and everything else."""
    lines, rest, functions = module.splitlines(), "", {}
    end = 0
    for node in ast.parse(module).body:
        text = "\n".join(lines[end : node.end_lineno]) + "\n"
        end = node.end_lineno or end
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            functions[node.name] = text
        else:
            rest += text
    return rest, functions


def code_cells(notebook: Notebook) -> list[Notebook]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def source_of(cell: Notebook) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def filled_in(given: str, module: str, change: Callable[[str, str], str] = lambda _, text: text) -> str:
    """The notebook `given` with the functions of `module` in their cells; `change` gets each by its name."""
    notebook: Notebook = json.loads(given)
    rest, functions = parts_of(module)
    left = dict(functions)
    for cell in code_cells(notebook):
        text = source_of(cell)
        if text.startswith('"""'):
            cell["source"] = rest
        elif text.startswith("def "):
            name = text[4 : text.index("(")]
            cell["source"] = change(name, left.pop(name))
    assert not left, f"the notebook has no cell for {', '.join(left)}"
    return json.dumps(notebook)


def with_cells(given: str, *, first: str = "", last: str = "") -> str:
    """The notebook with a cell of code before all others, and one after them."""
    notebook: Notebook = json.loads(given)
    empty: Notebook = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    before = [{**empty, "id": "first", "source": first}] if first else []
    after = [{**empty, "id": "last", "source": last}] if last else []
    notebook["cells"] = [*before, *notebook["cells"], *after]
    return json.dumps(notebook)
