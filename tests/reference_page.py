"""`python -m tests.reference_page`: writes docs/reference.md from the docstrings of what checks are written with."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from autograder.environment import ROOT

PAGE = ROOT / "docs" / "reference.md"
MODULES = (
    ("autograder.plugin", ("question",)),
    ("autograder.assertions", ()),
    ("autograder.submission", ("Submission", "Call", "Raised")),
    ("autograder.checks.strategies", ()),
    ("autograder.checks.arguments", ()),
    ("autograder.training", ("Training", "once")),
)
_INTRODUCTION = """# What checks are written with

From the docstrings, by `python -m tests.reference_page`. See [writing assignments](writing-assignments.md).
"""


def page() -> str:
    """The whole page."""
    return _INTRODUCTION + "".join(_module(importlib.import_module(name), chosen) for name, chosen in MODULES)


def _module(module: ModuleType, chosen: tuple[str, ...]) -> str:
    first, *_ = _doc(module).split("\n\n")
    return f"\n## `{module.__name__}`\n\n{first}\n" + "".join(_entry(*each) for each in _public(module, chosen))


def _public(module: ModuleType, chosen: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The chosen names, or all that the module itself defines, in the order of the file."""
    names = chosen or tuple(name for name in vars(module) if not name.startswith("_"))
    for name in names:
        value = getattr(module, name)
        if (inspect.isfunction(value) or inspect.isclass(value)) and value.__module__ == module.__name__:
            yield name, value


def _entry(name: str, value: Any) -> str:
    if inspect.isclass(value):
        methods = [each for each in vars(value).items() if not each[0].startswith("_") and inspect.isfunction(each[1])]
        told = "".join(f"\n- `{_signature(key, each)}`: {_folded(_doc(each))}" for key, each in methods)
        return f"\n### `{name}`\n\n{_doc(value)}\n{told and told + chr(10)}"
    return f"\n### `{name}`\n\n```python\n{_signature(name, value)}\n```\n\n{_doc(value)}\n"


def _signature(name: str, function: Any) -> str:
    text = re.sub(r"\s+", " ", str(inspect.signature(function)))
    short = re.sub(r"'?(?:st|np|collections\.abc|fractions|hypothesis\.[a-z.]+|numpy)\.", "", text).replace("'", "")
    short = re.sub(r"ForwardRef\((.*?)\)(?=\])", r"\1", short).replace("ndarray[Any, Any]", "ndarray")
    return name + short.replace("(self, ", "(").replace("(self)", "()")


def _doc(value: Any) -> str:
    documented = inspect.getdoc(value)
    assert documented, value
    return documented


def _folded(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
