"""Mutants: a module with one small change in one function, of the kind that a slip of the pen makes.

Pure: source in, mutants out, always in the same order. What is changed is code alone: no docstring, no annotation, no
text of a message. A change that leaves the syntax tree as it was, or makes the same tree as another, is left out.
"""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass

import libcst as cst

from autograder.mutations import changes


@dataclass(frozen=True)
class Mutant:
    """A module that differs from the original in `function` alone.

    `diff` holds the changed lines, first those that go ("-"), then those that come ("+"), without indentation.
    `occurrence` counts, from 1, the mutants of the function with the same lines.
    """

    function: str
    operator: str
    diff: tuple[str, ...]
    source: str
    occurrence: int = 1

    @property
    def key(self) -> tuple[str, tuple[str, ...], int]:
        """What stays the same when other lines of the module move or change."""
        return self.function, self.diff, self.occurrence


def mutants(source: str) -> list[Mutant]:
    """Every mutant of every top-level function of `source`, in the order of the source."""
    module = cst.parse_module(source)
    pieces = [module.code_for_node(statement) for statement in module.body]
    header = source[: len(source) - len("".join(pieces)) - _footer(module)]
    made: list[Mutant] = []
    for index, function in enumerate(module.body):
        if not isinstance(function, cst.FunctionDef):
            continue
        original = pieces[index]
        seen = {_tree(original)}
        counts: dict[tuple[str, ...], int] = {}
        for operator, old, new in changes(function):
            changed = module.code_for_node(_replaced(function, old, new))
            tree = _tree(changed)
            if tree is None or tree in seen:
                continue
            seen.add(tree)
            diff = changed_lines(original, changed)
            counts[diff] = counts.get(diff, 0) + 1
            text = "".join([header, *pieces[:index], changed, *pieces[index + 1 :]])
            made.append(Mutant(function.name.value, operator, diff, text, counts[diff]))
    return made


def _footer(module: cst.Module) -> int:
    return sum(len(module.code_for_node(line)) for line in module.footer)


def _tree(function: str) -> str | None:
    """The syntax tree as text, or None when there is none."""
    try:
        return ast.dump(compile(function, "", "exec", ast.PyCF_ONLY_AST))
    except SyntaxError:
        return None


def _replaced(function: cst.FunctionDef, old: cst.CSTNode, new: cst.CSTNode | cst.RemovalSentinel) -> cst.FunctionDef:
    changed = function.deep_replace(old, new)  # type: ignore[type-var]  # it takes both
    assert isinstance(changed, cst.FunctionDef)
    return changed


def changed_lines(before: str, after: str) -> tuple[str, ...]:
    """The lines of `before` that went and those of `after` that came, marked "-" and "+", stripped."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    changed = [line[0] + line[1:].strip() for line in lines if not line.startswith("@@")]
    return tuple(sorted(changed, key=lambda line: line[0], reverse=True))  # "-" before "+", wherever they stood


def calls(source: str) -> dict[str, frozenset[str]]:
    """For each top-level function of `source`, the others that it calls or passes on, directly or through others."""
    functions = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    reached = {
        name: {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} & functions.keys() - {name}
        for name, node in functions.items()
    }
    for _ in functions:
        for name in functions:
            reached[name] |= {far for near in tuple(reached[name]) for far in reached[near]} - {name}
    return {name: frozenset(others) for name, others in reached.items()}


def callers(source: str, function: str) -> tuple[str, ...]:
    """`function`, then the functions of `source` that reach it, in the order of the source."""
    return (function, *(name for name, others in calls(source).items() if function in others))


def stubbed(source: str, function: str) -> str:
    """`source` with the body of `function` replaced by the stub's NotImplementedError."""
    tree = ast.parse(source)
    node = next(each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == function)
    lines = source.splitlines(keepends=True)
    body = f'    raise NotImplementedError("{function}: not written yet")\n'
    return "".join([*lines[: node.body[0].lineno - 1], body, *lines[node.end_lineno :]])
