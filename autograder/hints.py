"""The hints of an assignment: three for each question, from the idea to nearly the line, in `hints.md`.

A heading such as "## `sigmoid`" begins a question, a line such as "1. ..." a hint, which goes on until the next one.
"""

from __future__ import annotations

import re
from pathlib import Path

from rich.text import Text

from autograder.course import Assignment
from autograder.language import translate

LEVELS = 3
_QUESTION = re.compile(r"^## `([a-z][a-z0-9_]*)`\s*$")
_HINT = re.compile(r"^([0-9]+)\. (.*)$")


class HintError(Exception):
    """There is no such hint. The message says what is missing, and where."""


def hints_file(assignment: Assignment, language: str) -> Path:
    """Where the hints in a language are; those in English where there are none in it."""
    file = assignment.stub.with_name("hints.md" if language == "en" else f"hints.{language}.md")
    return file if file.is_file() else assignment.stub.with_name("hints.md")


def hint(assignment: Assignment, question: str, level: int, language: str) -> str:
    """Hint number `level`, from 1 to `LEVELS`, as Markdown in one paragraph.

    Raises `HintError` where the assignment has no hints, or none such for this question.
    """
    file = hints_file(assignment, language)
    try:
        found = read_hints(file.read_text(encoding="utf-8"))
    except OSError:
        raise HintError(translate("{assignment} has no hints.").format(assignment=assignment.id)) from None
    except ValueError:  # of another encoding
        raise HintError(translate("{file} is not UTF-8 text.").format(file=file.name)) from None
    hints = found.get(question, ())
    if not 1 <= level <= len(hints):
        sentence = translate("There is no hint {level} for {question} in {file}.")
        raise HintError(sentence.format(level=level, question=question, file=file.name))
    return hints[level - 1]


def read_hints(text: str) -> dict[str, tuple[str, ...]]:
    """The hints of every question in the text of a `hints.md`."""
    found: dict[str, list[str]] = {}
    hints: list[str] | None = None
    for line in text.splitlines():
        if line.startswith("#"):
            heading = _QUESTION.match(line)
            hints = found.setdefault(heading[1], []) if heading else None
        elif hints is None:
            continue
        elif begun := _HINT.match(line):
            hints.append(begun[2].strip())
        elif hints and line.strip():
            hints[-1] += f" {line.strip()}"
    return {question: tuple(each) for question, each in found.items()}


def shown(hint: str) -> Text:
    """A hint for a terminal: code stands out, and keeps its backticks for where there are no colours."""
    text = Text()
    for place, part in enumerate(hint.split("`")):
        text.append(f"`{part}`" if place % 2 else part, style="cyan" if place % 2 else "")
    return text
