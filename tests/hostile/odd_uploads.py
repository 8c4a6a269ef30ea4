"""Attacks by what is handed in around the module: archives, names, encodings, files beside it.

Each writes into the folder of the class; `student` is the name under which it hands in. Every text says what is tried,
and what must be seen instead.
"""

from __future__ import annotations

import io
import marshal
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HONEST = (Path(__file__).parent / "honest.py").read_text(encoding="utf-8")
MODULE = "activations.py"
Write = Callable[[Path, str], None]


@dataclass(frozen=True)
class OddUpload:
    """`points` as in README.md; `folder` is the name of what is handed in, where that is the attack."""

    name: str
    points: str
    about: str
    write: Write
    folder: str | None = None


def own(name: str) -> str:
    """The honest module with a mark of its own, by which the submission is found again whatever its student's name."""
    return f"{HONEST}\n# {name}\n"


# --- archives ---


def _zip(place: Path, student: str, entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(place / f"{student}.zip", "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def climbing_zip(place: Path, student: str) -> None:
    """Leave the archive's folder by `..`. Instead: refused, and nothing is written anywhere.

    Points: none
    """
    _zip(place, student, {f"../../../{MODULE}": HONEST.encode(), "../descent_was_here": b""})


def absolute_zip(place: Path, student: str) -> None:
    """Name a file by an absolute path. Instead: refused.

    Points: none
    """
    _zip(place, student, {f"/tmp/{MODULE}": HONEST.encode(), "/tmp/descent_was_here": b""})


def link_in_zip(place: Path, student: str) -> None:
    """Hand in a link to another student's module. Instead: links in archives are refused.

    Points: none
    """
    info = zipfile.ZipInfo(MODULE)
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(place / f"{student}.zip", "w") as archive:
        archive.writestr(info, f"../aa_right/{MODULE}")


def zip_bomb(place: Path, student: str) -> None:
    """Unpack to 300 MB from 300 KB. Instead: too large, and never unpacked.

    Points: none
    """
    _zip(place, student, {MODULE: bytes(300 * 2**20)})


def zip_with_a_lying_size(place: Path, student: str) -> None:
    """Declare 10 bytes and unpack to 20 MB. Instead: refused, and read no further than declared.

    Points: none
    """
    _zip(place, student, {MODULE: b"#" * (20 * 2**20)})
    file = place / f"{student}.zip"
    content = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature)
        content[start + offset : start + offset + 4] = struct.pack("<I", 10)
    file.write_bytes(content)


def crowded_zip(place: Path, student: str) -> None:
    """Hold 5,000 files before the module. Instead: the search ends at its limit.

    Points: none
    """
    _zip(place, student, {f"a/{number}.py": b"" for number in range(5000)} | {f"b/c/{MODULE}": HONEST.encode()})


def deep_zip(place: Path, student: str) -> None:
    """Lie 500 folders deep. Instead: found, or refused, but no folder is made.

    Points: same
    """
    _zip(place, student, {"d/" * 500 + MODULE: own(student).encode()})


def zip_in_zip(place: Path, student: str) -> None:
    """Hold a zip that holds the module, as a quine would. Instead: an inner zip stays closed.

    Points: none
    """
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(MODULE, HONEST)
    _zip(place, student, {"inner.zip": inner.getvalue()})


def damaged_zip(place: Path, student: str) -> None:
    """Be no zip after the first bytes. Instead: one sentence, and the class is graded.

    Points: none
    """
    (place / f"{student}.zip").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 8)


def locked_zip(place: Path, student: str) -> None:
    """Be encrypted. Instead: one sentence.

    Points: none
    """
    _zip(place, student, {MODULE: HONEST.encode()})
    file = place / f"{student}.zip"
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(content)


def zip_of_another_method(place: Path, student: str) -> None:
    """Use a compression that unpacks without a bound. Instead: refused with what to do.

    Points: none
    """
    _zip(place, student, {MODULE: HONEST.encode()}, zipfile.ZIP_LZMA)


def one_name_twice(place: Path, student: str) -> None:
    """Hold the module twice, once for the eye and once for the grader. Instead: one of them, whole.

    Points: no more
    """
    with zipfile.ZipFile(place / f"{student}.zip", "w") as archive:
        archive.writestr(MODULE, own(student))
        archive.writestr("./" + MODULE, "raise SystemExit")


def climbing_tar(place: Path, student: str) -> None:
    """Leave the folder of a tar by `..`, and by a link. Instead: refused, and nothing is written anywhere.

    Points: none
    """
    with tarfile.open(place / f"{student}.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("out")
        link.type, link.linkname = tarfile.SYMTYPE, "/tmp"
        archive.addfile(link)
        for name in (f"../../{MODULE}", "out/descent_was_here"):
            info = tarfile.TarInfo(name)
            info.size = len(HONEST.encode())
            archive.addfile(info, io.BytesIO(HONEST.encode()))


def tar_bomb(place: Path, student: str) -> None:
    """Unpack to 600 MB of another file before the module. Instead: reading ends at the limit.

    Points: none
    """
    with tarfile.open(place / f"{student}.tgz", "w:gz", compresslevel=9) as archive:
        info = tarfile.TarInfo("zeros.bin")
        info.size = 600 * 2**20
        with Path("/dev/zero").open("rb") as zeros:
            archive.addfile(info, zeros)
        info = tarfile.TarInfo(MODULE)
        info.size = len(HONEST.encode())
        archive.addfile(info, io.BytesIO(HONEST.encode()))


def linked_tar(place: Path, student: str) -> None:
    """Be a hard link to a file of the machine in a tar. Instead: links are refused.

    Points: none
    """
    with tarfile.open(place / f"{student}.tar", "w") as archive:
        link = tarfile.TarInfo(MODULE)
        link.type, link.linkname = tarfile.LNKTYPE, "/etc/passwd"
        archive.addfile(link)


# --- files that are none ---


def _folder(place: Path, student: str) -> Path:
    folder = place / student
    folder.mkdir()
    return folder


def link_to_another_student(place: Path, student: str) -> None:
    """Be a link to the module of a student with full marks. Instead: links are not followed.

    Points: none
    """
    (_folder(place, student) / MODULE).symlink_to(Path("..") / "aa_right" / MODULE)


def link_to_the_solution(place: Path, student: str) -> None:
    """Be a link to where the reference solution would be. Instead: links are not followed.

    Points: none
    """
    (_folder(place, student) / MODULE).symlink_to(Path("../../course/solutions/02_activations") / MODULE)


def folder_that_is_a_link(place: Path, student: str) -> None:
    """Be a folder that leads to another student's. Instead: not a student at all, or nothing handed in.

    Points: none
    """
    (place / student).symlink_to("aa_right")


def pipe(place: Path, student: str) -> None:
    """Be a pipe that nobody writes to. Instead: refused without waiting.

    Points: none
    """
    os.mkfifo(_folder(place, student) / MODULE)


def folder_called_like_the_module(place: Path, student: str) -> None:
    """Be a folder. Instead: nothing was handed in.

    Points: none
    """
    (_folder(place, student) / MODULE).mkdir()


def large_file(place: Path, student: str) -> None:
    """Be 60 MB of comment. Instead: too large.

    Points: none
    """
    with (_folder(place, student) / MODULE).open("wb") as file:
        file.truncate(60 * 2**20)


def crowded_folder(place: Path, student: str) -> None:
    """Hide the module behind 3,000 files. Instead: the search ends at its limit.

    Points: none
    """
    folder = _folder(place, student)
    for number in range(3000):
        (folder / f"a{number}.py").touch()
    (folder / "z").mkdir()
    (folder / "z" / MODULE).write_text(HONEST, encoding="utf-8")


def deep_folder(place: Path, student: str) -> None:
    """Lie 200 folders deep, with a link back to the top in each. Instead: found once, no loop.

    Points: same
    """
    folder = _folder(place, student)
    for _ in range(200):
        folder = folder / "d"
        folder.mkdir()
        (folder / "up").symlink_to("..")
    (folder / MODULE).write_text(own(student), encoding="utf-8")


def poisoned_cache(place: Path, student: str) -> None:
    """Bring compiled code for its own module, and for numpy's. Instead: compiled files are never taken in.

    Points: same
    """
    folder = _folder(place, student)
    source = own(student)
    (folder / MODULE).write_text(source, encoding="utf-8")
    code = marshal.dumps(compile("print('GAINED a compiled module')", MODULE, "exec"))
    header = b"\xa7\r\r\n" + struct.pack("<III", 0, int((folder / MODULE).stat().st_mtime), len(source.encode()))
    (folder / "__pycache__").mkdir()
    for name in ("activations.cpython-311.pyc", "numpy.cpython-311.pyc"):
        (folder / "__pycache__" / name).write_bytes(header + code)
    (folder / "activations.pyc").write_bytes(header + code)


def package_called_like_the_engine(place: Path, student: str) -> None:
    """Bring a package `autograder` with a wire of its own. Instead: the engine's is the one that is used.

    Points: same
    """
    package = _folder(place, student) / "autograder" / "sandbox"
    package.mkdir(parents=True)
    for file in (package.parent / "__init__.py", package / "__init__.py", package / "wire.py"):
        file.write_text("print('GAINED the engine')\n", encoding="utf-8")
    (place / student / MODULE).write_text(own(student), encoding="utf-8")


_WRITTEN = (
    *(climbing_zip, absolute_zip, link_in_zip, zip_bomb, zip_with_a_lying_size, crowded_zip, deep_zip, zip_in_zip),
    *(damaged_zip, locked_zip, zip_of_another_method, one_name_twice, climbing_tar, tar_bomb, linked_tar),
    *(link_to_another_student, link_to_the_solution, folder_that_is_a_link, pipe, folder_called_like_the_module),
    *(large_file, crowded_folder, deep_folder, poisoned_cache, package_called_like_the_engine),
)

# --- names of students ---

_NAMES = {
    "a line break": "new\nline,60,60,graded",
    "a tab": "tab\tbed",
    "an escape code": "\x1b[2J\x1b]0;owned\x07red",
    "the direction of writing": "abc\u202egnp.exe",
    "a formula": '=HYPERLINK("http:x","y")',
    "a command for the spreadsheet": "@SUM(1+1)|cmd",
    "a leading dash": "-rf",
    "an option": "--help",
    "markup": "<script>document.title='owned'<|script>",
    "a Markdown link": "[click](javascript:alert(1))",
    "a workflow command": "::error::owned",
    "an encoded path": "a..%2f..%2fetc",
    "backslashes": "a..\\..\\windows",
    "quotes": "\"';--",
    "a template": "{{7*7}}${7*7}",
    "a device of Windows": "con",
    "many bytes": "n" * 250,
    "invisible characters": "in\u200bvis\u2060ible",
    "bytes that are no text": os.fsdecode(b"\xff\xfe\x80"),
}


def _named(about: str, folder: str) -> OddUpload:
    def write(place: Path, student: str) -> None:
        (place / folder).mkdir()
        (place / folder / MODULE).write_text(own(student), encoding="utf-8")

    return OddUpload(
        f"name, {about}", "same", f"Have {about} in the name, where it reaches files and tables.", write, folder
    )


# --- files beside the module ---

_BESIDE = {
    "numpy.py": "import sys\nprint('GAINED numpy')",
    "math.py": "print('GAINED math')",
    "json.py": "print('GAINED json')",
    "typing.py": "print('GAINED typing')",
    "conftest.py": "print('GAINED conftest')",
    "sitecustomize.py": "print('GAINED sitecustomize')",
    "usercustomize.py": "print('GAINED usercustomize')",
    "descent.pth": "import sys; print('GAINED pth')",
    "pytest.ini": "[pytest]\naddopts = --collect-only\n",
    "setup.cfg": "[tool:pytest]\naddopts = --collect-only\n",
    "test_activations.py": "def test_sigmoid():\n    pass\n",
    "hypothesis.py": "print('GAINED hypothesis')",
    "encodings.py": "print('GAINED encodings')",
}


def _beside(file: str, content: str) -> OddUpload:
    def write(place: Path, student: str) -> None:
        folder = _folder(place, student)
        (folder / file).write_text(content, encoding="utf-8")
        (folder / MODULE).write_text(f"import json, math, typing\n{own(student)}", encoding="utf-8")

    return OddUpload(
        f"beside, {file}", "same", f"Bring a file {file}, which means something to Python or pytest.", write
    )


# --- sources ---

_RIGHT = HONEST.replace("np.full_like(_floats(x), 0.5)", "1 / (1 + np.exp(-_floats(x)))")
_SOURCES = {
    "unicode_escape": b"# coding: unicode_escape\n# hidden \\nprint('GAINED hidden code')\n" + HONEST.encode(),
    "rot13": b"# coding: rot13\n" + _RIGHT.encode(),
    "utf-7": b"# coding: utf-7\n" + _RIGHT.encode(),
    "utf-16": _RIGHT.encode("utf-16"),
    "zero bytes": HONEST.encode() + b"\0print('GAINED after zero')\n",
    "no text": HONEST.encode() + b"\n\xff\xfe = 1\n",
    "deep brackets": HONEST.encode() + b"\nx = " + b"(" * 50_000 + b")" * 50_000,
    "deep signs": HONEST.encode() + b"\nx = " + b"-" * 500_000 + b"1\n",
    "a long number": HONEST.encode() + b"\nx = " + b"9" * 900_000 + b"\n",
    "deep blocks": HONEST.encode()
    + b"\n"
    + b"".join(b" " * n + b"if 1:\n" for n in range(200))
    + b" " * 200
    + b"x = 1\n",
    "a deep formula": HONEST.encode() + b"\nx = 1" + b"+(1" * 20_000 + b")" * 20_000 + b"\n",
    "nothing": b"",
}


def _source(about: str, content: bytes) -> OddUpload:
    def write(place: Path, student: str) -> None:
        (_folder(place, student) / MODULE).write_bytes(content)

    return OddUpload(
        f"source, {about}", "none", f"Be a source with {about}: it is not imported, with a sentence.", write
    )


def _from_function(function: Write) -> OddUpload:
    about, _, points = (function.__doc__ or "").rpartition("Points: ")
    return OddUpload(f"upload, {function.__name__.replace('_', ' ')}", points.strip(), about.strip(), function)


ODD_UPLOADS = (
    *map(_from_function, _WRITTEN),
    *(_named(*each) for each in _NAMES.items()),
    *(_beside(*each) for each in _BESIDE.items()),
    *(_source(*each) for each in _SOURCES.items()),
)
