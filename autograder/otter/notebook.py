"""The notebook that students fill in: the handout, and under each question its functions and their checks.

Made from the handout and the stub by way of Jupytext's percent format. Needs Jupytext.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jupytext

from autograder.course import Assignment
from autograder.language import chosen, translate
from autograder.notebook_text import notebook_text

_QUESTION = re.compile(r"`([a-z][a-z0-9_]*)`")
_COMMAND = re.compile(r"^(?:\$ )?(?:make|python -m autograder)\b", re.MULTILINE)
_BEGINNING = """\
import otter

grader = otter.Notebook()"""


@dataclass(frozen=True)
class _Stub:
    """A stub in parts: what stands outside the functions asked for, and each of those."""

    beginning: str
    functions: dict[str, str]


@dataclass(frozen=True)
class _Section:
    """A part of the handout, and the questions that its heading names."""

    text: str
    questions: tuple[str, ...]


def notebook(assignment: Assignment, checked: Iterable[str]) -> str:
    """The notebook as JSON text, without outputs; equal sources give equal text.

    `checked` are the questions that have public checks. Raises OSError when the handout or the stub cannot be read.
    """
    return notebook_text(jupytext.reads(percent_source(assignment, checked), fmt="py:percent").cells)


def percent_source(assignment: Assignment, checked: Iterable[str]) -> str:
    """The notebook as a Python module in the percent format."""
    return "\n\n".join(_cells(assignment, frozenset(checked))) + "\n"


def _cells(assignment: Assignment, checked: frozenset[str]) -> Iterator[str]:
    asked = [question.id for question in assignment.questions]
    stub = _parts(assignment.stub.read_text(encoding="utf-8"), frozenset(asked))
    handout = _sections(_handout(assignment), frozenset(asked))
    placed = {name for section in handout for name in section.questions}
    for place, section in enumerate(handout):
        yield _markdown(section.text)
        if place == 0:
            yield _markdown(_how_to(assignment))
            yield _code(_BEGINNING)
            yield _code(stub.beginning)
        yield from _questions(section.questions, stub, checked)
    yield from _questions([name for name in asked if name not in placed], stub, checked)


def _questions(names: Iterable[str], stub: _Stub, checked: frozenset[str]) -> Iterator[str]:
    for name in names:
        if name in stub.functions:
            yield _code(stub.functions[name])
        if name in checked:
            yield _code(f'grader.check("{name}")')


def _how_to(assignment: Assignment) -> str:
    sentence = translate(
        "Write each function in its cell, in the place of `raise NotImplementedError(...)`; run that cell and the one "
        "below it, which checks it. Hand in this notebook as `{module}.ipynb`: its functions are graded, with what "
        "they need, and no other cell counts. Beside it must lie the folders `tests` and `descent`; the packages that "
        "it needs are listed in `requirements.txt`."
    )
    return sentence.format(module=assignment.module)


def _code(text: str) -> str:
    return f"# %%\n{text}"


def _markdown(text: str) -> str:
    return "# %% [markdown]\n" + "\n".join(f"# {line}".rstrip() for line in text.strip().split("\n"))


# --- the handout ---


def handout_of(assignment: Assignment) -> Path:
    """The handout in the chosen language, where there is one in it; else the English one."""
    translated = assignment.handout(chosen())
    return translated if translated.is_file() else assignment.handout("en")


def _handout(assignment: Assignment) -> str:
    return handout_of(assignment).read_text(encoding="utf-8")


def _sections(handout: str, asked: frozenset[str]) -> list[_Section]:
    """The sections in their order, but for those on working in a terminal."""
    found = []
    for text in re.split(r"^(?=## )", handout, flags=re.MULTILINE):
        heading = text.split("\n", 1)[0]
        questions = tuple(name for name in _QUESTION.findall(heading) if name in asked)
        if questions or not _COMMAND.search(text):
            found.append(_Section(text, questions))
    return found


def pictures_in(handout: str) -> list[str]:
    """The files that the handout shows, relative to it."""
    return [place for place in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", handout) if "://" not in place]


# --- the stub ---


def _parts(stub: str, asked: frozenset[str]) -> _Stub:
    lines, functions = stub.splitlines(), {}
    beginning: list[str] = []
    end = 0
    for node in ast.parse(stub).body:
        text = lines[end : node.end_lineno]
        end = node.end_lineno or end
        if isinstance(node, ast.FunctionDef) and node.name in asked:
            functions[node.name] = "\n".join(text).strip()
        else:
            beginning += text
    return _Stub("\n".join(beginning).strip(), functions)
