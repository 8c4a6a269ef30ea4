"""A release in a folder: what was written there last, and what the next release changes.

The manifest, a digest of each file as it was written, tells what somebody has changed there since.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.course import Course
from autograder.environment import ROOT
from autograder.whole_files import replacing

MANIFEST = ".descent-release.json"

Files = Mapping[str, bytes]  # by path, with slashes, relative to the release


class ReleaseError(Exception):
    """A release cannot be made there. The message says why and what to do."""


@dataclass(frozen=True)
class Change:
    """What a release does to one file.

    `kind` is "new", "changed" or "gone"; "kept" for a file that both somebody there and the course have changed, which
    stays as it is. `details` are sentences on what is asked otherwise, for a stub.
    """

    path: str
    kind: str
    is_stub: bool
    details: tuple[str, ...] = ()


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
        written = {str(path): str(digest) for path, digest in raw["files"].items()}
    except FileNotFoundError:
        if folder.is_dir() and any(each.name != ".git" for each in folder.iterdir()):
            raise ReleaseError(
                f"{folder} holds other things than a release. Choose an empty folder, or one that does not exist yet."
            ) from None
        return {}
    except NotADirectoryError:
        raise ReleaseError(f"{folder} is no folder. Choose an empty one, or one that does not exist yet.") from None
    except OSError as error:
        raise ReleaseError(f"{error.filename} cannot be read ({error.strerror}). Choose another folder.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(f"{folder / MANIFEST} is broken ({error}). Restore it, or choose another folder.") from error
    for path in written:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise ReleaseError(f"{folder / MANIFEST} names {path!r}, which lies elsewhere. Restore it.")
    return written


def changes(folder: Path, course: Course, files: Files, *, overwrite: bool = False) -> list[Change]:
    """What writing the release `files` into `folder` does there, by path. Raises `ReleaseError`.

    With `overwrite`, only stubs are kept, and modules of assignments that are gone.
    """
    _refuse_sources(folder, course)
    before = read_manifest(folder)
    stubs = {f"assignments/{each.id}/{each.module}.py" for each in course.assignments}
    stubs |= {path for path in before.keys() - files.keys() if _may_be_begun(path)}
    found = []
    for path in sorted(files.keys() | before.keys()):
        place, is_stub = folder / path, path in stubs
        _refuse_links(place, folder)
        kind = _change(place, before.get(path), files.get(path), overwrite and not is_stub)
        if kind:
            asked = is_stub and kind in ("changed", "kept")
            details = asked_otherwise(place.read_bytes(), files.get(path)) if asked else ()
            found.append(Change(path, kind, is_stub, details))
    return found


def _may_be_begun(path: str) -> bool:
    """Whether a file that is released no more may hold what a student wrote: a module of an assignment, no checks."""
    place = PurePosixPath(path)
    return place.parts[0] == "assignments" and place.suffix == ".py" and not place.name.startswith("test_")


def _refuse_sources(folder: Path, course: Course) -> None:
    """A release among the files that releases are made of would be in the next one."""
    for source in (course.folder.assignments, course.folder.root / "shared", ROOT / "shared", ROOT / "autograder"):
        if folder.resolve().is_relative_to(source.resolve()):
            raise ReleaseError(f"{folder} lies in {source}, which goes into releases itself. Choose another folder.")


def _refuse_links(place: Path, folder: Path) -> None:
    for each in (place, *place.parents):
        if each == folder:
            return
        if each.is_symlink():
            raise ReleaseError(f"{each} is a link, and may lead elsewhere. Remove it, and run the same command again.")


def _change(place: Path, before: str | None, content: bytes | None, overwrite: bool) -> str | None:
    """The kind of the change at `place`, if there is one; `before` is the digest written there last."""
    try:
        there = place.read_bytes()
    except OSError:
        return None if content is None else "new"
    if content == there:
        return None
    if _digest(there) == before or overwrite:
        return "gone" if content is None else "changed"
    if content is not None and _digest(content) == before:
        return None  # changed there alone: a stub that is begun, say
    return "kept"


def asked_otherwise(old: bytes, new: bytes | None) -> tuple[str, ...]:
    """What two versions of a module ask for otherwise, as sentences: new or missing functions, other descriptions."""
    if new is None:
        return ("It is not asked for any more.",)
    try:
        before, after = _contracts(old), _contracts(new)
    except (SyntaxError, ValueError):
        return ("It cannot be read as Python here.",)
    found = []
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            found.append(f"{name} is new.")
        elif name not in after:
            found.append(f"{name} is not asked for any more.")
        elif before[name] != after[name]:
            _, _, *lines = difflib.unified_diff(before[name], after[name], lineterm="", n=0)  # first come file names
            told = [line for line in lines if not line.startswith("@@")]
            found += [f"{name} is described otherwise:", *(f"  {line}" for line in told)]
    return tuple(found)


def _contracts(module: bytes) -> dict[str, list[str]]:
    """The signature and the lines of the docstring of each public function."""
    functions = [node for node in ast.parse(module).body if isinstance(node, ast.FunctionDef)]
    return {
        node.name: [_signature(node), *(ast.get_docstring(node) or "").splitlines()]
        for node in functions
        if not node.name.startswith("_")
    }


def _signature(node: ast.FunctionDef) -> str:
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"def {node.name}({ast.unparse(node.args)}){returned}"


def write(folder: Path, course: Course, files: Files, *, overwrite: bool = False) -> list[Change]:
    """Write the release into `folder`; what that changed. Interrupted, it goes on when it is called again.

    Raises `ReleaseError`, and OSError when something cannot be written.
    """
    found = changes(folder, course, files, overwrite=overwrite)
    before = read_manifest(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write_manifest(folder, before)  # from now on the folder is known as that of a release
    digests = dict(before)
    try:
        for each in found:
            if each.kind in ("new", "changed"):
                _replace(folder / each.path, files[each.path])
                digests[each.path] = _digest(files[each.path])
            elif each.kind == "gone":
                (folder / each.path).unlink()
                del digests[each.path]
    except BaseException:
        _write_manifest(folder, digests)  # what was written is ours, and a later release may replace it
        raise
    kept = [each.path for each in found if each.kind == "kept"]
    written = {path: digest for path, digest in manifest_of(files).items() if path not in kept}
    _write_manifest(folder, written | {path: before[path] for path in kept if path in before})
    return found


def _write_manifest(folder: Path, digests: Mapping[str, str]) -> None:
    text = json.dumps({"files": dict(sorted(digests.items()))}, indent=1)
    _replace(folder / MANIFEST, f"{text}\n".encode())


def _replace(place: Path, content: bytes) -> None:
    """Make `place` hold `content`, whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with replacing(place) as unfinished:
        unfinished.write_bytes(content)
