"""Keeps the catalogue of translations: `python -m autograder.catalogue` collects sentences and compiles it.

Three kinds of sentences are collected: those in `_(...)` and `translate(...)` in the engine, those in the report's
templates, and everything that checks say: their docstrings, and the prose in their causes and problems. Needs Babel.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from autograder.course import load_course
from autograder.environment import ROOT
from autograder.language import DOMAIN, FOLDER

PO = FOLDER / "ko" / "LC_MESSAGES" / f"{DOMAIN}.po"
_PROSE = re.compile(r"[A-Za-z]{2,}\S*\s+\S+\s+\S+")  # three words or more: a sentence, not a name or a shape


def check_files() -> list[Path]:
    """The test files of all assignments, public and hidden, and the modules that they share."""
    assignments = load_course().assignments
    tests = [file for each in assignments for file in (each.public_file, each.hidden_file) if file.is_file()]
    return [*tests, *sorted({*(ROOT / "autograder" / "checks").glob("*.py")} - {*tests})]


def sentences_of(file: Path) -> Iterator[str]:
    """What the checks in `file` may say: requirements and prose constants, white space folded.

    An f-string has no fixed text and is not collected; checks that need one call `translate` on its template.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent: set[int] = set()  # docstrings of modules and of functions that are no checks, parts of f-strings
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent.update(id(part) for part in ast.walk(node) if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            is_check = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            if not is_check:
                silent.add(id(node.body[0].value))  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            text = " ".join(node.value.split())
            if _PROSE.search(text) and not text.startswith("lambda "):  # code, shown as it is
                yield text


def collect() -> Catalog:
    """All sentences of the course and the engine, without translations."""
    catalogue = Catalog(project="Descent", charset="utf-8", locale="ko", fuzzy=False)
    counted = {"translate_count": (1, 2), "ngettext": (1, 2)}
    keywords = {"_": None, "translate": None, "gettext": None, "fail": (1,), **counted}
    methods = [("reports/templates/**", "jinja2"), ("checks/test_*.py", "ignore"), ("**.py", "python")]
    options = {"reports/templates/**": {"encoding": "utf-8", "trim_blocks": "true", "lstrip_blocks": "true"}}
    found = extract_from_dir(str(ROOT / "autograder"), methods, options, keywords=keywords)
    for file, _line, message, _comments, _context in found:
        catalogue.add(message, locations=[(f"autograder/{file}", 1)])
    for path in check_files():
        for text in sentences_of(path):
            catalogue.add(text, locations=[(path.relative_to(ROOT).as_posix(), 1)])
    return catalogue


def existing() -> Catalog:
    """The catalogue as it is in the repository."""
    if not PO.is_file():
        return Catalog(locale="ko", header_comment="# Korean translations of what Descent says.", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="ko", domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    """Add new sentences to the .po file, drop those that are gone, compile it, and count what is not translated."""
    catalogue, collected = existing(), collect()
    collected.creation_date = catalogue.creation_date  # the files change only when a sentence does
    catalogue.update(collected, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False, omit_header=False)
    PO.with_suffix(".mo").write_bytes(compiled(catalogue))
    waiting = [message for message in catalogue if message.id and not all(_texts(message.string))]
    print(f"{len(catalogue)} sentences, {len(waiting)} without a translation.")


def _texts(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (str(string or ""),)


if __name__ == "__main__":
    main()
