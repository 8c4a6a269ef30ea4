"""The stub of a module: what students get, with the contract and without the solution.

Pure: source in, source out. What stays: docstrings, the signatures of public functions, public constants and type
aliases, classes, the comments outside functions, and the imports that all this needs, besides those of the libraries
that students work with. What goes: bodies, decorators, private names, and every other statement.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

LIBRARIES = ("numpy", "keras")  # imported for students, used by the stub or not


class StubError(Exception):
    """The module is not fit for an assignment. The message is a sentence that names the line."""


def public_functions(source: str, name: str = "the module") -> list[ast.FunctionDef]:
    """The functions that students write, in their order. Raises `StubError`; `name` is what it calls the module."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise StubError(f"{name}, line {error.lineno}: not valid Python ({error.msg}).") from error
    except ValueError as error:
        raise StubError(f"{name} is not valid Python ({error}).") from error
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and _is_public(node.name)]
    if not functions:
        raise StubError(f"{name} defines no function whose name does not begin with _; there is nothing to write.")
    for node in functions:
        if ast.get_docstring(node) is None:
            what = f"{name}, line {node.lineno}: `{node.name}` has no docstring"
            raise StubError(f"{what}; say in one what it takes and returns, for it is what students go by.")
        if not re.fullmatch("[a-z][a-z0-9_]*", node.name):
            raise StubError(
                f"{name}, line {node.lineno}: `{node.name}` should be in small letters; it names a question."
            )
        if sum(each.name == node.name for each in functions) > 1:
            raise StubError(f"{name}, line {node.lineno}: `{node.name}` is defined more than once.")
    return functions


def make_stub(source: str, name: str = "the module") -> str:
    """The stub of the module with this source. Raises `StubError` as `public_functions` does."""
    public_functions(source, name)
    source = "\n".join(source.splitlines()) + "\n"  # one kind of line end
    tree = ast.parse(source)
    lines = source.splitlines()
    kept = _kept(tree)
    made: list[str] = []
    end = 0  # lines before this one (from 0) are done with
    for node in tree.body:
        begin = _first_line(node) - 1
        if begin < end:  # after a semicolon: goes or stays with the statement before it
            continue
        _add(made, _between(lines[end:begin], keep_last_comment=node in kept))
        if node in kept:
            made += _stubbed(node, lines)
        end = node.end_lineno or begin + 1
    _add(made, _between(lines[end:], keep_last_comment=True))
    return "\n".join(made).strip("\n") + "\n"


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _first_line(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    return min([node.lineno, *(each.lineno for each in decorators)])


# --- what stays ---


def _kept(tree: ast.Module) -> list[ast.stmt]:
    """The statements that stay: those that are the contract, and then the imports that they need."""
    written = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    gone = written | {name for node in tree.body for name in _names_made(node) if not _is_public(name)}
    kept: list[ast.stmt] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            stays = _is_public(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            made = _names_made(node)  # what is computed by a function that is not written cannot be computed
            stays = bool(made) and all(map(_is_public, made)) and not _names_read([node]) & gone
            gone |= set() if stays else made
        else:
            stays = node is tree.body[0] and ast.get_docstring(tree) is not None
        if stays:
            kept.append(node)
    used = _names_read(kept)
    return [
        *kept,
        *(node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom) and _is_needed(node, used)),
        *(node for node in tree.body if _is_for_type_checking(node)),
    ]


def _is_needed(node: ast.Import | ast.ImportFrom, used: set[str]) -> bool:
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        return True
    modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]
    if isinstance(node, ast.Import) and any(module.split(".")[0] in LIBRARIES for module in modules):
        return True
    return bool(_names_made(node) & used)


def _is_for_type_checking(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test) and not node.orelse


def _names_made(node: ast.stmt) -> set[str]:
    """The names that a statement of a module defines."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(each.asname or each.name).split(".")[0] for each in node.names}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def _names_read(nodes: Iterable[ast.stmt]) -> set[str]:
    """The names that the kept part of `nodes` reads: no bodies and no decorators; annotations in quotes as well."""
    read: set[str] = set()
    for part in _parts(nodes):
        for each in ast.walk(part):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
                read.add(each.id)
            elif isinstance(each, ast.Constant) and isinstance(each.value, str) and not isinstance(part, ast.Expr):
                read |= set(re.findall(r"[A-Za-z_]\w*", each.value))
    return read


def _parts(nodes: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            yield node.args
            if node.returns is not None:
                yield node.returns
        elif isinstance(node, ast.ClassDef):
            yield from node.bases
            yield from (each.value for each in node.keywords)
            yield from node.decorator_list
            yield from _parts(each for each in node.body if not _is_private_method(each))
        else:
            yield node


def _is_private_method(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("_") and not node.name.startswith("__")


# --- text ---


def _stubbed(node: ast.stmt, lines: list[str], owner: str = "") -> list[str]:
    """The lines of `node` without what students write."""
    if isinstance(node, ast.FunctionDef):
        return _stubbed_function(node, lines, owner)
    begin, end = _first_line(node) - 1, node.end_lineno or node.lineno
    if not isinstance(node, ast.ClassDef):
        return lines[begin:end]
    made, done = [], begin
    for each in node.body:
        if isinstance(each, ast.FunctionDef):
            made += lines[done : _first_line(each) - 1]
            done = each.end_lineno or each.lineno
            if not _is_private_method(each):
                made += _stubbed_function(each, lines, f"{node.name}.")
    return made + lines[done:end]


def _stubbed_function(node: ast.FunctionDef, lines: list[str], owner: str) -> list[str]:
    """The signature, the docstring and the exception."""
    first = node.body[0]
    has_docstring = ast.get_docstring(node) is not None
    before = _cut(lines[first.lineno - 1], first.col_offset)
    indent = " " * (node.col_offset + 4) if before.strip() else before
    signature = [line for line in lines[node.lineno - 1 : first.lineno - 1] if not line.lstrip().startswith("#")]
    docstring = _up_to(lines, first) if has_docstring else []
    if before.strip():  # on the same line
        signature.append(before.rstrip())
        docstring[:1] = [indent + line.encode()[first.col_offset :].decode() for line in docstring[:1]]
    return [*signature, *docstring, f'{indent}raise NotImplementedError("{owner}{node.name}: not written yet")']


def _cut(line: str, column: int) -> str:
    """The text before a column, which the syntax tree counts in bytes."""
    return line.encode()[:column].decode()


def _up_to(lines: list[str], docstring: ast.stmt) -> list[str]:
    """The lines of a docstring, without what may follow it on its last line."""
    *before, last = lines[docstring.lineno - 1 : docstring.end_lineno]
    return [*before, _cut(last, docstring.end_col_offset or 0)]


def _between(lines: list[str], *, keep_last_comment: bool) -> list[str]:
    """Lines between statements: blank ones and comments of the module's own level.

    The comment right above a statement goes with it.
    """
    own = [line for line in lines if not line.strip() or line.startswith("#")]
    if not keep_last_comment:
        while own and own[-1].strip():
            own.pop()
    return own


def _add(made: list[str], more: list[str]) -> None:
    """Append `more`. Where something between the two has gone, the blank lines around it become one gap."""
    above = next((count for count, line in enumerate(reversed(made)) if line.strip()), len(made))
    below = next((count for count, line in enumerate(more) if line.strip()), len(more))
    del made[len(made) - min(above, below) :]
    made += more
