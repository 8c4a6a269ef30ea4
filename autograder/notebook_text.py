"""Cells as the text of a notebook: without outputs, and equal for equal cells. Needs nbformat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import nbformat


def notebook_text(cells: Sequence[Any]) -> str:
    """A notebook of these cells of nbformat, which are numbered on the way, as JSON text."""
    make: Any = nbformat.v4  # its functions have no types
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
        cell["metadata"] = {}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return str(make.writes(make.new_notebook(cells=cells, metadata=metadata))) + "\n"
