"""Mutants: each is one change in one function, all kinds are made, and names are stable."""

from __future__ import annotations

import ast

import pytest

from autograder.course import load_course
from autograder.mutants import callers, calls, changed_lines, mutants, stubbed
from autograder.strength_candidates import provable, reference_of

HEADER = '''"""A module."""

import numpy as np

'''


def lines(body: str, header: str = HEADER) -> list[tuple[str, str]]:
    """Operator and new line of every mutant of a function `f` with one line in its body."""
    return [
        (each.operator, " ".join(line[1:] for line in each.diff if line[0] == "+"))
        for each in mutants(f"{header}\ndef f(x, y=None):\n    {body}\n")
    ]


@pytest.mark.parametrize(
    ("body", "operator", "changed"),
    [
        ("return x - y", "arithmetic", "return x + y"),
        ("return x - y", "arithmetic", "return y - x"),
        ("return x * y", "arithmetic", "return x"),
        ("return x == y", "comparison", "return x != y"),
        ("return x < y", "boundary", "return x <= y"),
        ("return x < y", "comparison", "return x > y"),
        ("return x + 3", "constant", "return x + 4"),
        ("return x + 3", "constant", "return x + 2"),
        ("return x + 3", "constant", "return x + 6"),
        ("return x + 3", "constant", "return x + (-3)"),
        ("return x + 2.0", "constant", "return x + 2.000002"),
        ("return x.sum(axis=1)", "axis", "return x.sum(axis=0)"),
        ("return x.sum(axis=1)", "axis", "return x.sum()"),
        ("return np.sum(x)", "reduction", "return np.mean(x)"),
        ("return np.max(x)", "reduction", "return np.min(x)"),
        ("return x.astype(np.float64)", "dtype", "return x.astype(np.float32)"),
        ("return x.astype(np.float64)", "dtype", "return x"),
        ("x = y", "statement", "pass"),
        ("return np.power(x, y)", "arguments", "return np.power(y, x)"),
        ("return x[y:]", "slice", "return x[y + 1:]"),
        ("return x[y:]", "slice", "return x[:]"),
        ("return range(x)", "slice", "return range(x - 1)"),
        ("return range(0, x)", "slice", "return range(0, x + 1)"),
        ("return range(0, x, 2)", "slice", "return range(0, x + 1, 2)"),
        ("return np.clip(x, 0, 1)", "clipping", "return x"),
        ("return np.clip(x, 0, 1)", "clipping", "return np.maximum(x, 0)"),
        ("return np.maximum(x, 0)", "clipping", "return x"),
        ("return x.copy()", "copy", "return x"),
        ("return np.exp(x - x.max())", "stabilisation", "return np.exp(x)"),
        ("return np.log1p(x)", "function", "return np.log(1 + x)"),
        ("return float(x)", "dropped call", "return x"),
        ('raise ValueError(f"not {x}")', "message", 'raise ValueError(f"not ...")'),
        ('raise ValueError(f"not {x}")', "exception", 'raise TypeError(f"not {x}")'),
    ],
)
def test_an_operator_makes_its_change(body: str, operator: str, changed: str) -> None:
    assert (operator, changed) in lines(body)


def test_a_replacement_is_read_as_it_was_meant() -> None:
    assert ("dropped call", "return y * (x - 1)") in lines("return y * np.abs(x - 1)")
    assert ("arithmetic", "return y / (x * 2)") in lines("return y / x ** 2")


def test_docstrings_annotations_and_texts_stay() -> None:
    source = HEADER + '\ndef f(x: "tuple[int, 3]") -> "list[4]":\n    """Gives 5."""\n    return g("6")\n'
    assert all("x: " not in line and "Gives" not in line for each in mutants(source) for line in each.diff)
    assert {each.operator for each in mutants(source)} == {"statement", "dropped call"}


def test_zip_stays_strict() -> None:
    assert not [
        line for _, line in lines("return zip(x, y, strict=True)") if "strict=True" not in line and line != "pass"
    ]


def test_equal_lines_are_counted() -> None:
    twice = mutants(HEADER + "\ndef f(x):\n    x = x + 1\n    x = x + 1\n")
    same = [each for each in twice if each.diff == ("-x = x + 1", "+x = x + 2")]
    assert [each.occurrence for each in same] == [1, 2]
    assert len({each.key for each in twice}) == len(twice)


@pytest.mark.parametrize("assignment", provable(load_course()), ids=lambda assignment: assignment.id)
def test_every_mutant_of_a_solution_differs_in_its_function_alone(assignment) -> None:
    source = reference_of(assignment)
    original = {node.name: ast.dump(node) for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    made = mutants(source)
    assert {each.function for each in made} == set(original)
    assert len({each.key for each in made}) == len({each.source for each in made}) == len(made)
    for each in made[::11]:
        changed = {
            node.name: ast.dump(node) for node in ast.parse(each.source).body if isinstance(node, ast.FunctionDef)
        }
        assert [name for name in original if changed[name] != original[name]] == [each.function]
        assert each.diff == changed_lines(source, each.source)


def test_mutants_do_not_move_when_other_lines_do() -> None:
    body = "\ndef f(x):\n    return x + 1\n"
    assert [each.key for each in mutants(HEADER + body)] == [each.key for each in mutants(HEADER + "Y = 3\n\n" + body)]


CHAIN = "def a():\n    return b()\n\n\ndef b():\n    return map(c, [])\n\n\ndef c():\n    return c\n"


def test_calls_are_followed() -> None:
    assert calls(CHAIN) == {"a": {"b", "c"}, "b": {"c"}, "c": set()}
    assert callers(CHAIN, "c") == ("c", "a", "b")
    assert callers(CHAIN, "a") == ("a",)


def test_a_stubbed_function_raises_and_the_others_stay() -> None:
    source = stubbed(CHAIN, "b")
    assert 'NotImplementedError("b: not written yet")' in source
    assert [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)] == ["a", "b", "c"]
    assert "map" not in source
