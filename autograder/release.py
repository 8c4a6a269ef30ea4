"""The repository that students get: stubs, handouts, public checks, and the half of the engine that they need.

A release is a mapping from paths to contents, computed from this repository and the course alone; `release_folder`
writes it.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.course import Course
from autograder.environment import ROOT
from autograder.language import DOMAIN, FOLDER
from autograder.release_folder import ReleaseError
from autograder.release_guard import leaks
from autograder.student_half import student_half

EXTRAS = ("demo", "learn", "keras", "watch")  # of pyproject.toml, that students' commands install
_TEMPLATES = Path(__file__).with_name("student_repository")
_WITH_SOLUTION = " $(if $(SOLUTION),--solution)"
_LEFT_OUT = frozenset({"__pycache__", "my_pictures", "explore.py", "build_sample.py"})


def release_of(course: Course) -> dict[str, bytes]:
    """All files of the release. Raises `ReleaseError` when one cannot be read, or holds what students must not get."""
    try:
        with naming_what_is_no_python():
            files = dict(sorted({**_of_students(course), **_of_engine(course), **_of_course(course)}.items()))
        found = leaks(files, course)
    except OSError as error:
        raise ReleaseError(
            f"{error.filename} cannot be read ({error.strerror}). Restore it with git checkout."
        ) from error
    if found:
        more = f" ({len(found) - 1} more such things were found.)" if len(found) > 1 else ""
        raise ReleaseError(f"Nothing was written. {found[0]}{more}")
    return files


@contextlib.contextmanager
def naming_what_is_no_python() -> Iterator[None]:
    """Make a `ReleaseError` of a module that cannot be read for what it imports."""
    try:
        yield
    except SyntaxError as error:
        raise ReleaseError(
            f"{error.filename}, line {error.lineno}: this is not valid Python ({error.msg}). Correct it, and run the "
            "same command again."
        ) from error


def _of_course(course: Course) -> dict[str, bytes]:
    files: dict[str, bytes] = {"course.toml": course.folder.course_file.read_bytes()}
    for assignment in course.assignments:
        files |= below(assignment.stub.parent, f"assignments/{assignment.id}")
    for root in dict.fromkeys((ROOT, course.folder.root)):
        files |= below(root / "shared", "shared")
    return files


def below(folder: Path, name: str) -> dict[str, bytes]:
    """The files in `folder`, without what editors and systems leave there, and without links that lead out of it."""
    found = (file for file in folder.rglob("*") if file.resolve().is_relative_to(folder.resolve()) and file.is_file())
    paths = {file.relative_to(folder): file for file in found}
    return {f"{name}/{path.as_posix()}": file.read_bytes() for path, file in paths.items() if not _is_left_out(path)}


def _is_left_out(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts) and path.name != ".gitattributes"
    return hidden or path.name.endswith("~") or bool(_LEFT_OUT & set(path.parts))


def _of_engine(course: Course) -> dict[str, bytes]:
    checks = [each.public_file for each in course.assignments]
    engine, others = student_half(checks, course.folder.root)
    files = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in engine}
    files["autograder/py.typed"] = b""
    return files | catalogues_of([*engine, *others])


def catalogues_of(modules: Iterable[Path]) -> dict[str, bytes]:
    """The catalogues by path, with nothing but what `modules` say."""
    said = {text for file in modules for text in _texts(file)}
    found = sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return {each.relative_to(ROOT).as_posix(): _only(each, said) for each in found}


def _texts(file: Path) -> Iterator[str]:
    """Every text that a module holds, white space folded as the catalogue has it, and as it is."""
    for node in ast.walk(ast.parse(file.read_bytes(), filename=str(file))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
            yield " ".join(node.value.split())


def _only(catalogue: Path, said: set[str]) -> bytes:
    """The catalogue, compiled, with nothing but what is `said`: it also holds the requirements of hidden checks."""
    with catalogue.open("rb") as file:
        whole = read_mo(file)
    kept = Catalog(locale=whole.locale, charset="utf-8", header_comment=whole.header_comment)
    kept.creation_date, kept.revision_date = whole.creation_date, whole.revision_date  # else the time of now
    for message in whole:
        names = message.id if isinstance(message.id, tuple | list) else (message.id,)
        if message.id and said.issuperset(names):
            kept.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, kept)
    return buffer.getvalue()


def _of_students(course: Course) -> dict[str, bytes]:
    """What only the release has: its README, Makefile, workflows and the like."""
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {
        "course": course,
        "project": project,
        "extras": {name: project["optional-dependencies"][name] for name in EXTRAS},
        "korean": {each.id: each.heading("ko") for each in course.assignments},
    }
    files = {
        each.relative_to(_TEMPLATES).as_posix().removesuffix(".jinja"): (
            templates.get_template(each.relative_to(_TEMPLATES).as_posix()).render(known).encode()
            if each.suffix == ".jinja"
            else each.read_bytes()
        )
        for each in sorted(_TEMPLATES.rglob("*"))
        if each.is_file()
    }
    files["Makefile"] = student_makefile((ROOT / "Makefile").read_text(encoding="utf-8")).encode()
    files["LICENSE"] = (ROOT / "LICENSE").read_bytes()
    for name in ("", *(f"-{each}" for each in EXTRAS), "-uv"):
        files[f"requirements{name}.txt"] = (ROOT / f"requirements{name}.txt").read_bytes()
    return files


def student_makefile(text: str) -> str:
    """The Makefile with the targets for students alone."""
    kept = []
    for block in text.split("\n\n"):
        if block.startswith("help:"):  # lists the targets of both
            kept.append("\n".join(line for line in block.split("\n") if "nstructor" not in line))
        elif "nstructor" not in block:
            kept.append(block)
    targets = [found[1] for block in kept if (found := re.match(r"([a-z-]+):", block))]
    whole = "\n\n".join(kept).replace("; SOLUTION=1 with the reference", "").replace(_WITH_SOLUTION, "")
    whole = re.sub(r"(?m)^\.PHONY:.*$", f".PHONY: {' '.join(targets)}", whole)
    return whole.rstrip("\n") + "\n"
