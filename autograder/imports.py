"""Which files a module needs: those that it imports, at once or later, directly or not."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path


def reached(beginnings: Iterable[Path], roots: Sequence[Path], without: Collection[Path] = ()) -> set[Path]:
    """`beginnings` and all files below `roots` that they import, and the packages that these are in.

    The files `without`, and what is imported for the type checker alone, are left out. Raises SyntaxError.
    """
    found: set[Path] = set()
    waiting = list(beginnings)
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            needed = (each for name in _imported(file) for each in _files_of(name, roots))
            waiting += [each for each in needed if each not in without]
    return found


def _imported(file: Path) -> Iterator[str]:
    """The names that a file imports, which may be those of modules or of what is in them."""
    tree = ast.parse(file.read_bytes(), filename=str(file))
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


def _files_of(name: str, roots: Sequence[Path]) -> Iterator[Path]:
    """The file of the module and those of the packages it is in, as far as they lie below one of `roots`."""
    parts = name.split(".")
    for root in roots:
        places = [root.joinpath(*parts[:count]) for count in range(1, len(parts) + 1)]
        files = [file for place in places for file in (place / "__init__.py", place.with_suffix(".py"))]
        if found := [file for file in files if file.is_file()]:
            yield from found
            return
