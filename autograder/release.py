"""The repository that students get: stubs, handouts, public checks, and the half of the engine that they need.

A release is a mapping from paths to contents, computed from this repository alone. Written into a folder, it comes with
a manifest of digests, so that the next one can tell what somebody has changed there since.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.course import Assignment, Course
from autograder.environment import ROOT
from autograder.language import DOMAIN, FOLDER
from autograder.student_half import student_half

MANIFEST = ".descent-release.json"
EXTRAS = ("demo", "learn", "keras", "watch")  # of pyproject.toml, that students' commands install
_TEMPLATES = Path(__file__).with_name("student_repository")
_LEFT_OUT = frozenset({"__pycache__", "my_pictures", "explore.py", "build_sample.py"})

Files = Mapping[str, bytes]  # by path, with slashes, relative to the release


class ReleaseError(Exception):
    """A release cannot be made there. The message says why and what to do."""


@dataclass(frozen=True)
class Change:
    """What a release does to one file.

    `kind` is "new", "changed" or "gone"; "kept" for a file that somebody has changed there, which stays as it is.
    `details` are sentences on what is asked otherwise, for a stub.
    """

    path: str
    kind: str
    is_stub: bool
    details: tuple[str, ...] = ()


def release_of(course: Course) -> dict[str, bytes]:
    """All files of the release. Raises `ReleaseError` when one cannot be read."""
    try:
        return dict(sorted({**_of_course(course), **_of_engine(course), **_of_students(course)}.items()))
    except OSError as error:
        raise ReleaseError(
            f"{error.filename} cannot be read ({error.strerror}). Restore it with git checkout."
        ) from error


def _of_course(course: Course) -> dict[str, bytes]:
    files: dict[str, bytes] = {"course.toml": course.folder.course_file.read_bytes()}
    for assignment in course.assignments:
        files |= _below(assignment.stub.parent, f"assignments/{assignment.id}")
    return files | _below(ROOT / "shared", "shared")


def _below(folder: Path, name: str) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file() and not _LEFT_OUT & set(file.parts))
    return {f"{name}/{file.relative_to(folder).as_posix()}": file.read_bytes() for file in found}


def _of_engine(course: Course) -> dict[str, bytes]:
    checks = [each.public_checks for each in course.assignments]
    engine = student_half(checks)
    files = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in engine}
    files["autograder/py.typed"] = b""
    return files | catalogues_of([*engine, *checks])


def catalogues_of(modules: Iterable[Path]) -> dict[str, bytes]:
    """The catalogues by path, with nothing but what `modules` say."""
    said = {text for file in modules for text in _texts(file)}
    found = sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return {each.relative_to(ROOT).as_posix(): _only(each, said) for each in found}


def _texts(file: Path) -> Iterator[str]:
    """Every text that a module holds, white space folded as the catalogue has it, and as it is."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
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
        "korean": {each.id: _heading(each.stub.with_name("README.ko.md")) for each in course.assignments},
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


def _heading(handout: Path) -> str:
    if not handout.is_file():
        return ""
    return handout.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ").strip()


def student_makefile(text: str) -> str:
    """The Makefile with the targets for students alone."""
    kept = []
    for block in text.split("\n\n"):
        if block.startswith("help:"):  # lists the targets of both
            kept.append("\n".join(line for line in block.split("\n") if "nstructor" not in line))
        elif "nstructor" not in block:
            kept.append(block)
    targets = [found[1] for block in kept if (found := re.match(r"([a-z-]+):", block))]
    whole = re.sub(r"(?m)^\.PHONY:.*$", f".PHONY: {' '.join(targets)}", "\n\n".join(kept))
    return whole.rstrip("\n") + "\n"


# --- into a folder ---


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def manifest_of(files: Files) -> dict[str, str]:
    """A digest of each file."""
    return {path: _digest(content) for path, content in files.items()}


def read_manifest(folder: Path) -> dict[str, str]:
    """What the last release wrote into `folder`; empty for a folder that is empty or not there.

    Raises `ReleaseError` for one that holds other things.
    """
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(path): str(digest) for path, digest in raw["files"].items()}
    except FileNotFoundError:
        if folder.is_dir() and any(each.name != ".git" for each in folder.iterdir()):
            raise ReleaseError(
                f"{folder} holds other things than a release. Choose an empty folder, or one that does not exist yet."
            ) from None
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(
            f"{folder / MANIFEST} cannot be read ({error}). Restore it, or choose another folder."
        ) from error


def changes(folder: Path, course: Course, files: Files) -> list[Change]:
    """What writing the release `files` into `folder` would do there, by path. Raises `ReleaseError`."""
    before = read_manifest(folder)
    stubs = {f"assignments/{each.id}/{each.module}.py" for each in course.assignments}
    return [
        Change(path, kind, path in stubs, details)
        for path in sorted(files.keys() | before.keys())
        for kind, details in _change(folder / path, before.get(path), files.get(path))
    ]


def _change(place: Path, before: str | None, content: bytes | None) -> Iterable[tuple[str, tuple[str, ...]]]:
    try:
        there = place.read_bytes()
    except OSError:
        return [("new", ())] if content is not None else []
    if content == there:
        return []
    if _digest(there) != before:
        # A stub that is only begun asks for nothing new as long as the release itself has not changed.
        return [] if content is not None and _digest(content) == before else [("kept", _asked(there, content))]
    return [("gone", ())] if content is None else [("changed", _asked(there, content))]


def _asked(old: bytes, new: bytes | None) -> tuple[str, ...]:
    """What two versions of a module ask for otherwise: new or missing functions, other descriptions."""
    try:
        before, after = _contracts(old), _contracts(new or b"")
    except (SyntaxError, ValueError):
        return ("It cannot be read as Python here.",) if new else ()
    found = []
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            found.append(f"{name} is new.")
        elif name not in after:
            found.append(f"{name} is not asked for any more.")
        elif before[name] != after[name]:
            lines = difflib.unified_diff(before[name], after[name], lineterm="", n=0)
            told = [line for line in lines if line[:2] not in ("--", "++", "@@")]
            found.append(f"{name} is described otherwise: " + " / ".join(told))
    return tuple(found)


def _contracts(source: bytes) -> dict[str, list[str]]:
    """The arguments and the docstring of each function, as lines."""
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    return {
        node.name: [f"({ast.unparse(node.args)})", *(ast.get_docstring(node) or "").splitlines()] for node in functions
    }


def write(folder: Path, course: Course, files: Files) -> list[Change]:
    """Write the release into `folder`; what that changed.

    A file that somebody has changed there since the last release stays as it is. Raises `ReleaseError`, and OSError
    when something cannot be written.
    """
    found = changes(folder, course, files)
    folder.mkdir(parents=True, exist_ok=True)
    for each in found:
        place = folder / each.path
        if each.kind in ("new", "changed"):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(files[each.path])
        elif each.kind == "gone":
            place.unlink()
    manifest = json.dumps({"files": manifest_of(files)}, indent=1)
    (folder / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
    return found


def stubs_of(assignments: Iterable[Assignment]) -> list[str]:
    """The paths of the files that students edit."""
    return [f"assignments/{each.id}/{each.module}.py" for each in assignments]
