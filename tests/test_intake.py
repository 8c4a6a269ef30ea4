"""Taking submissions in: every form that is promised, nothing lost, nobody's file under another's name, and no harm.

Whatever a student hands in gives a `Submitted` for that student: with files, or with a sentence on why there are none.
"""

from __future__ import annotations

import errno
import io
import json
import os
import random
import re
import shutil
import socket
import stat
import struct
import subprocess
import sys
import tarfile
import textwrap
import tracemalloc
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from gettext import NullTranslations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import archives, language
from autograder.course import load_course
from autograder.entries import MAX_FILE_BYTES
from autograder.environment import ROOT
from autograder.file_names import component
from autograder.intake import IntakeError, find_submissions
from autograder.roster import Roster, Student
from autograder.submitted import Submitted
from autograder.uploads import MAX_ENTRIES, MAX_SOURCE_BYTES, read, uploads_at

COURSE = load_course()
GRADIENT, ACTIVATIONS = "01_gradient_descent", "02_activations"
ASSIGNMENTS = [COURSE.find(GRADIENT), COURSE.find(ACTIVATIONS)]
GOOD = b"def relu(x):\n    return x * (x > 0)\n"
OTHER = b"def relu(x):\n    return max(x, 0)\n"
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX file types")
linux = pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")


def write(path: Path, content: bytes = GOOD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def found(place: Path, assignment: str = ACTIVATIONS) -> dict[str, Submitted]:
    """What is found for one of the two assignments, by student."""
    submissions = find_submissions(place, ASSIGNMENTS)
    assert [(each.student, each.assignment) for each in submissions] == sorted(
        (each.student, each.assignment) for each in submissions
    )
    mine = {each.student: each for each in submissions if each.assignment == assignment}
    assert len(mine) * 2 == len(submissions)  # every student once for each assignment
    return mine


def require_refused(submitted: Submitted, *mentions: str) -> None:
    """Handed in, but not acceptable: no file is taken, and a sentence says why."""
    assert submitted.rejected
    assert submitted.files == {}
    assert submitted.digest == ""
    assert submitted.problem.endswith(".")
    for text in mentions:
        assert text in submitted.problem


def require_missing(submitted: Submitted, *mentions: str) -> None:
    assert not submitted.rejected
    assert submitted.files == {}
    assert submitted.problem.startswith("No activations.py was handed in")
    for text in mentions:
        assert text in submitted.problem


# --- the forms that are promised ---


def test_a_folder_for_each_student(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "activations.py")
    write(tmp_path / "ben" / "activations.py", OTHER)
    mine = found(tmp_path)
    assert {name: each.files for name, each in mine.items()} == {
        "ada": {"activations.py": GOOD},
        "ben": {"activations.py": OTHER},
    }
    assert all((each.module, each.problem, each.rejected) == ("activations", "", False) for each in mine.values())
    for each in found(tmp_path, GRADIENT).values():
        assert each.problem.startswith("No gradient_descent.py was handed in; found: activations.py.")


def test_a_folder_for_each_assignment_within(tmp_path: Path) -> None:
    write(tmp_path / "ada" / ACTIVATIONS / "activations.py")
    write(tmp_path / "ada" / GRADIENT / "gradient_descent.py", OTHER)
    write(tmp_path / "ben" / "homework" / "second" / "activations.py")
    assert found(tmp_path)["ada"].files == {"activations.py": GOOD}
    assert found(tmp_path, GRADIENT)["ada"].files == {"gradient_descent.py": OTHER}
    assert found(tmp_path)["ben"].files == {"activations.py": GOOD}


def test_the_folder_of_the_assignment_comes_before_any_other(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "activations.py", OTHER)
    write(tmp_path / "ada" / "backup" / "activations.py", OTHER)
    write(tmp_path / "ada" / ACTIVATIONS / "activations.py", GOOD)
    write(tmp_path / "ben" / "old" / "older" / "activations.py", OTHER)
    write(tmp_path / "ben" / "activations.py", GOOD)
    assert {each.files["activations.py"] for each in found(tmp_path).values()} == {GOOD}


def test_a_zip_for_each_student(tmp_path: Path) -> None:
    write(tmp_path / "ada.zip", zipped({"activations.py": GOOD}))
    write(
        tmp_path / "ben.zip", zipped({f"{ACTIVATIONS}/activations.py": OTHER, f"{GRADIENT}/gradient_descent.py": b""})
    )
    write(tmp_path / "cleo" / "upload.zip", zipped({"src/activations.py": GOOD}))
    mine = found(tmp_path)
    assert [each.files for each in mine.values()] == [
        {"activations.py": GOOD},
        {"activations.py": OTHER},
        {"activations.py": GOOD},
    ]
    assert found(tmp_path, GRADIENT)["ben"].files == {"gradient_descent.py": b""}


def test_a_zip_of_a_class(tmp_path: Path) -> None:
    place = write(
        tmp_path / "class.zip",
        zipped({"ada/activations.py": GOOD, f"ben/{ACTIVATIONS}/activations.py": OTHER, "cleo/notes.txt": b"sorry"}),
    )
    mine = found(place)
    assert set(mine) == {"ada", "ben", "cleo"}
    assert (mine["ada"].files, mine["ben"].files) == ({"activations.py": GOOD}, {"activations.py": OTHER})
    require_missing(mine["cleo"])


def test_a_zip_of_zips(tmp_path: Path) -> None:
    inner = {name: zipped({"activations.py": content}) for name, content in (("ada", GOOD), ("ben", OTHER))}
    place = write(tmp_path / "class.zip", zipped({f"{name}.zip": content for name, content in inner.items()}))
    assert {name: each.files["activations.py"] for name, each in found(place).items()} == {"ada": GOOD, "ben": OTHER}


def test_a_zip_in_a_students_folder_in_the_zip_of_a_class(tmp_path: Path) -> None:
    upload = zipped({f"{ACTIVATIONS}/activations.py": GOOD})
    place = write(tmp_path / "class.zip", zipped({"ada/UPLOAD.ZIP": upload, "ben/notes.txt": b"", "README.txt": b""}))
    mine = found(place)
    assert mine["ada"].files == {"activations.py": GOOD}
    require_missing(mine["ben"], "found: notes.txt")
    assert len(mine) == 2


def test_a_loose_file_comes_before_one_in_a_zip_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "a.zip", zipped({"activations.py": OTHER, "helper.py": OTHER}))
    write(tmp_path / "ada" / "activations.py")
    assert found(tmp_path)["ada"].files == {"activations.py": GOOD}


def test_a_zip_in_a_zip_in_a_zip_stays_closed(tmp_path: Path) -> None:
    write(tmp_path / "ada.zip", zipped({"b.zip": zipped({"activations.py": GOOD})}))
    require_missing(found(tmp_path)["ada"], "found: b.zip")


@pytest.mark.parametrize("how", ["folder", "zip"])
def test_a_large_folder_does_not_hide_what_lies_nearer(tmp_path: Path, how: str) -> None:
    """Such as an environment that was handed in with the work."""
    entries = {f"ada/a/lib/site-packages/module{number}.py": b"" for number in range(MAX_ENTRIES)}
    entries["ada/work/activations.py"] = GOOD
    if how == "folder":
        for name, content in entries.items():
            write(tmp_path / name, content)
        place = tmp_path
    else:
        place = write(tmp_path / "class.zip", zipped(entries))
    assert found(place)["ada"].files == {"activations.py": GOOD}


def test_a_zip_of_a_class_that_is_damaged(tmp_path: Path) -> None:
    """Nobody's: the place is not usable, and no student is called class."""
    place = write(tmp_path / "class.zip", zipped({"ada/activations.py": GOOD})[:-30])
    with pytest.raises(IntakeError, match=r"class.zip cannot be read \("):
        find_submissions(place, ASSIGNMENTS)


def laid_out(tmp_path: Path, how: str, entries: dict[str, bytes]) -> Path:
    """The entries as a folder, or as a zip called class."""
    if how == "zip":
        return write(tmp_path / "class.zip", zipped(entries))
    for name, content in entries.items():
        write(tmp_path / "class" / name, content)
    return tmp_path / "class"


def notebook(source: bytes) -> bytes:
    return json.dumps({"cells": [{"cell_type": "code", "source": source.decode()}]}).encode()


IN_ONE_FOLDER = {
    "folders": {"all/ada/activations.py": GOOD, "all/ben/w/activations.py": OTHER},
    "zips": {"all/ada.zip": zipped({"activations.py": GOOD}), "all/ben.zip": zipped({"w/activations.py": OTHER})},
    "notebooks": {"all/ada.ipynb": notebook(GOOD), "all/ben.ipynb": notebook(OTHER)},
    "notebooks, not in a folder": {"ada.ipynb": notebook(GOOD), "ben.ipynb": notebook(OTHER)},
    "Moodle": {
        f"all/{who}_{number}_assignsubmission_file_/activations.py": content
        for number, (who, content) in enumerate((("ada", GOOD), ("ben", OTHER)))
    },
}


@pytest.mark.parametrize("what", IN_ONE_FOLDER)
@pytest.mark.parametrize("how", ["folder", "zip"])
def test_a_class_in_one_folder_is_no_student(tmp_path: Path, how: str, what: str) -> None:
    mine = found(laid_out(tmp_path, how, IN_ONE_FOLDER[what]))
    assert set(mine) in ({"ada", "ben"}, {"ada 0", "ben 1"})
    for each, content in zip(mine.values(), (GOOD, OTHER), strict=True):
        assert content in each.files["activations.py"]


@pytest.mark.parametrize("how", ["folder", "zip"])
def test_a_student_alone_is_no_class(tmp_path: Path, how: str) -> None:
    """Neither with a folder for each assignment, a draft beside it, nor as a clone of the repository for students."""
    for number, entries in enumerate(
        (
            {f"ada/{GRADIENT}/gradient_descent.py": OTHER, f"ada/{ACTIVATIONS}/activations.py": GOOD},
            {"ada/first/gradient_descent.py": OTHER, "ada/second/activations.py": GOOD},
            {"ada/activations.py": GOOD, "ada/old/activations.py": OTHER, "ada/older/activations.py": OTHER},
            {f"ada/assignments/{ACTIVATIONS}/activations.py": GOOD, "ada/backup/activations.py": OTHER},
        )
    ):
        mine = found(laid_out(tmp_path / str(number), how, entries))
        assert {name: each.files["activations.py"] for name, each in mine.items()} == {"ada": GOOD}


@posix
def test_a_folder_that_is_alone_and_closed_is_a_students(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "ada" / "activations.py")
    scandir = os.scandir

    def closed(place: Path) -> object:
        if place.name == "ada":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(place)

    monkeypatch.setattr(os, "scandir", closed)
    require_refused(found(tmp_path)["ada"], "ada cannot be read")


A_CLASS = zipped({"ada/activations.py": GOOD, "ben/activations.py": OTHER})
FOR_A_HUMAN = {
    "archives of classes": ({"lab-1.zip": A_CLASS, "lab-2.zip": A_CLASS}, "holds lab-1 with ada and ben in it"),
    "an archive of the class": ({"class.zip": A_CLASS}, "holds class with ada and ben in it"),
    "students below assignments": (
        {f"{name}/{who}/{name[3:]}.py": GOOD for name in (ACTIVATIONS, GRADIENT) for who in ("ada", "ben")},
        f"holds {GRADIENT} with ada and ben in it",
    ),
    "modules without their names": ({"ada.py": GOOD, "ben.py": OTHER}, "holds ada.py, ben.py and no activations.py"),
    "in a folder": ({"all/ada.py": GOOD, "all/ben.py": OTHER}, "holds ada.py, ben.py and no activations.py"),
    "a module beside students": (
        {"activations.py": GOOD, "ada/activations.py": GOOD, "ben/activations.py": OTHER},
        r"holds activations.py beside folders that hold the same \(ada, ben\)",
    ),
}


@pytest.mark.parametrize("what", FOR_A_HUMAN)
@pytest.mark.parametrize("how", ["folder", "zip"])
def test_what_may_be_a_class_where_a_student_should_be_is_refused(tmp_path: Path, how: str, what: str) -> None:
    entries, said = FOR_A_HUMAN[what]
    with pytest.raises(IntakeError, match=said):
        find_submissions(laid_out(tmp_path, how, entries), ASSIGNMENTS)


def test_one_student_with_two_folders_stops_no_class(tmp_path: Path) -> None:
    """Who is on the class list is a student, and so are all as soon as somebody looks like one."""
    for name in ("ada", "ben"):
        write(tmp_path / name / "new" / "activations.py")
        write(tmp_path / name / "old" / "activations.py")
    with pytest.raises(IntakeError, match="holds ada with new and old in it"):
        find_submissions(tmp_path, ASSIGNMENTS)
    roster = Roster((Student("ben", "Ben"),))
    assert len(find_submissions(tmp_path, ASSIGNMENTS, roster)) == 4
    write(tmp_path / "alone" / "ben" / "new" / "activations.py")
    write(tmp_path / "alone" / "ben" / "old" / "activations.py")
    assert {each.student for each in find_submissions(tmp_path / "alone", ASSIGNMENTS, roster)} == {"ben"}
    shutil.rmtree(tmp_path / "alone")
    write(tmp_path / "cleo" / "activations.py")
    assert set(found(tmp_path)) == {"ada", "ben", "cleo"}


def test_one_file(tmp_path: Path) -> None:
    place = write(tmp_path / "ada" / "activations.py")
    mine = found(place)
    assert mine["ada"].files == {"activations.py": GOOD}
    require_missing(found(write(tmp_path / "ada" / "my_activations.py"))["ada"], "my_activations.py")


def test_one_submission(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "activations.py")
    assert found(tmp_path / "ada")["ada"].files == {"activations.py": GOOD}
    place = write(tmp_path / "ben.zip", zipped({"activations.py": GOOD}))
    assert found(place)["ben"].files == {"activations.py": GOOD}


def test_one_submission_with_a_folder_for_each_assignment(tmp_path: Path) -> None:
    """The assignments' folders are no students."""
    write(tmp_path / "ada" / ACTIVATIONS / "activations.py")
    write(tmp_path / "ada" / GRADIENT / "gradient_descent.py", OTHER)
    assert {name: each.files for name, each in found(tmp_path / "ada").items()} == {"ada": {"activations.py": GOOD}}
    place = write(tmp_path / "ben.zip", zipped({f"{ACTIVATIONS}/activations.py": GOOD}))
    assert {name: each.files for name, each in found(place).items()} == {"ben": {"activations.py": GOOD}}


def test_files_beside_the_module_come_along(tmp_path: Path) -> None:
    folder = tmp_path / "ada" / ACTIVATIONS
    for name in ("activations.py", "helper.py", "test_activations.py", "conftest.py", "gradient_descent.py"):
        write(folder / name)
    for name in ("notes.txt", "data.csv", "sub/deeper.py", "__pycache__/helper.cpython-311.pyc", ".hidden.py.swp"):
        write(folder / name)
    write(tmp_path / "ada" / "elsewhere.py")
    assert set(found(tmp_path)["ada"].files) == {"activations.py", "helper.py"}


def test_places_with_nothing_to_find(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    empty = write(tmp_path / "empty.zip", zipped({}))
    for place, said in ((tmp_path / "nowhere", "There is no"), (tmp_path / "empty", "holds no submissions")):
        with pytest.raises(IntakeError, match=said):
            find_submissions(place, ASSIGNMENTS)
    with pytest.raises(IntakeError, match="holds no submissions"):
        find_submissions(empty, ASSIGNMENTS)


def test_what_is_in_a_class_folder_is_taken_or_named(tmp_path: Path) -> None:
    """A lone .py file among the students' folders may be somebody's submission: it must not vanish in silence."""
    write(tmp_path / "ada" / "activations.py")
    write(tmp_path / "ben.py", OTHER)
    try:
        mine = found(tmp_path)
    except IntakeError as error:
        assert "ben.py" in str(error)  # noqa: PT017  either is right
    else:
        assert "ben" in mine


def test_what_students_read_goes_through_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Turned(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"<{message}>"

    monkeypatch.setattr(language, "translations", lambda _: Turned())
    write(tmp_path / "ada" / "activations.py", bytes(MAX_FILE_BYTES + 1))
    write(tmp_path / "ben" / "activations.ipynb", b"{}")
    write(tmp_path / "cleo" / "activations.ipynb", notebook(b"x = 1"))
    write(tmp_path / "dan" / "upload.zip", b"no zip")
    write(tmp_path / "eve" / "upload.tar", b"no tar")
    write(tmp_path / "finn" / "notes.txt")
    (tmp_path / "gil").mkdir()
    write(tmp_path / "hal" / "activations.py")
    problems = {name: each.problem for name, each in found(tmp_path).items()}
    assert problems.pop("hal") == ""
    assert all(re.fullmatch("<.+[.]>", problem) for problem in problems.values()), problems
    assert len(problems) == 7


# --- names ---


@pytest.mark.parametrize("name", ["김하늘", "Zoë Ångström", "李雷", "أحمد", "o'brien", "a;b&c", "=1+1", "<b>x"])
def test_names_of_any_writing(tmp_path: Path, name: str) -> None:
    write(tmp_path / name / "activations.py")
    assert list(found(tmp_path)) == [name]


def test_a_name_that_a_mac_wrote_is_the_same_name(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "김하늘")
    assert decomposed != "김하늘"
    write(tmp_path / decomposed / "activations.py")
    assert list(found(tmp_path)) == ["김하늘"]
    place = write(tmp_path / "class.zip", zipped({f"{decomposed}/activations.py": GOOD}))
    assert list(found(place)) == ["김하늘"]


@linux
@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("bob\x1b[31m", "bob"),
        ("\u202ebob", "bob"),
        ("b\u2067o\u2069b", "bob"),
        ("bo\nb", "bo b"),
        ("bob\t", "bob"),
        ("\x07", "unnamed"),
        ("b\x00ob".replace("\x00", "\x7f"), "bob"),
        ("b" * 200, "b" * 100 + " …"),
    ],
)
def test_names_are_fit_for_a_table(tmp_path: Path, raw: str, clean: str) -> None:
    write(tmp_path / raw / "activations.py")
    assert list(found(tmp_path)) == [clean]


def test_every_name_can_be_that_of_a_folder(tmp_path: Path) -> None:
    for name in ("하" * 84, "하" * 83 + "늘", "ㄱ" * 80):
        write(tmp_path / name / "activations.py")
    assert all(component(name) == name for name in found(tmp_path))
    assert len(found(tmp_path)) == 3


COLLISIONS = [
    ("bob", "bob\x07"),
    ("bob\u200e", "bob\u202e"),
    ("김하늘", unicodedata.normalize("NFD", "김하늘")),
    ("b" * 150, "b" * 149 + "c"),
    ("\x01", "\x02"),
    ("a b", "a\nb"),
    ("\udcff", "\udcfe"),  # how Python shows the bytes FF and FE, which are no UTF-8
]


@linux
@pytest.mark.parametrize(("one", "other"), COLLISIONS)
@pytest.mark.parametrize("how", ["folders", "zips", "a zip"])
def test_two_students_with_one_name_stay_two(tmp_path: Path, how: str, one: str, other: str) -> None:
    """Folders whose names look alike are different students: both are graded, under names that tell them apart."""
    submissions = {one: GOOD, other: OTHER}
    place = tmp_path / "class"
    if how == "a zip":
        if "\udcff" in submissions:
            pytest.skip("the names in a zip are text")
        place = write(tmp_path / "class.zip", zipped({f"{n}/activations.py": data for n, data in submissions.items()}))
    for name, content in submissions.items():
        if how == "folders":
            write(place / name / "activations.py", content)
        elif how == "zips":
            write(place / f"{name}.zip", zipped({"activations.py": content}))
    mine = found(place)
    assert len(mine) == 2
    assert {each.files["activations.py"] for each in mine.values()} == {GOOD, OTHER}
    for name in mine:
        assert not set(name) & set("\x01\x02\x07\n\u200e\u202e\udcff\udcfe")
    again = find_submissions(place, list(reversed(ASSIGNMENTS)))
    assert {each.student: each.files for each in again if each.assignment == ACTIVATIONS} == {
        name: each.files for name, each in mine.items()
    }


@linux
def test_a_third_student_does_not_change_what_the_two_are_called(tmp_path: Path) -> None:
    """A name that moved from one student to another between two runs would carry the grade along."""
    write(tmp_path / "bob\x07" / "activations.py", GOOD)
    write(tmp_path / "bob\x08" / "activations.py", OTHER)
    before = {each.files["activations.py"]: name for name, each in found(tmp_path).items()}
    write(tmp_path / "bob\x01" / "activations.py", b"")
    after = {each.files["activations.py"]: name for name, each in found(tmp_path).items()}
    assert {content: after[content] for content in before} == before


def test_a_folder_and_a_zip_of_one_student_belong_together(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "activations.py")
    write(tmp_path / "ada.zip", zipped({"gradient_descent.py": OTHER}))
    assert found(tmp_path)["ada"].files == {"activations.py": GOOD}
    assert found(tmp_path, GRADIENT)["ada"].files == {"gradient_descent.py": OTHER}


def test_what_macs_leave_behind_is_nobody(tmp_path: Path) -> None:
    entries = {"ada/activations.py": GOOD, "__MACOSX/ada/._activations.py": b"\0\5\x16\7", "ada/.DS_Store": b""}
    for name, content in entries.items():
        write(tmp_path / "class" / name, content)
    assert list(found(tmp_path / "class")) == ["ada"]
    assert list(found(write(tmp_path / "class.zip", zipped(entries)))) == ["ada"]


def test_misnamed_files_are_named(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "activation.py")
    write(tmp_path / "ben" / "Activations.PY")
    write(tmp_path / "cleo" / "activations.py.txt")
    write(tmp_path / "dan" / "activations (1).py")
    write(tmp_path / "eve" / "notes.txt")
    mine = found(tmp_path)
    require_missing(mine["ada"], "found: activation.py", "exactly the name activations.py")
    require_missing(mine["dan"], "activations (1).py")
    for student in ("ben", "cleo", "eve"):
        require_missing(mine[student])


# --- files that are no files ---


@posix
def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.py", b"ANSWER = 42\n")
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "ada" / "activations.py").symlink_to(secret)
    write(tmp_path / "class" / "ben" / "activations.py")
    (tmp_path / "class" / "ben" / "helper.py").symlink_to(secret)
    (tmp_path / "class" / "ben" / "folder").symlink_to(tmp_path)
    (tmp_path / "class" / "cleo").mkdir()
    (tmp_path / "class" / "cleo" / "src").symlink_to(tmp_path / "class" / "ben")
    (tmp_path / "class" / "dan").mkdir()
    (tmp_path / "class" / "dan" / "loop").symlink_to(".")
    mine = found(tmp_path / "class")
    require_refused(mine["ada"], "activations.py")
    assert mine["ben"].files == {"activations.py": GOOD}
    require_missing(mine["cleo"])
    require_missing(mine["dan"])
    assert not any(b"42" in content for each in mine.values() for content in each.files.values())


INTAKE = """
import os, sys
from pathlib import Path
from autograder.course import load_course
from autograder.intake import find_submissions

assignment = load_course().find("02")
os.chdir(sys.argv[1])  # the folders above may be readable by their owner alone
if sys.argv[2:] and os.geteuid() == 0:
    os.setuid(int(sys.argv[2]))
for each in find_submissions(Path(), [assignment]):
    print(each.student, each.rejected, sorted(each.files), each.problem)
"""


def intake_elsewhere(place: Path, *user: str) -> str:
    """What another process finds, as text: one that can be given up, because opening a pipe waits for a writer."""
    run = subprocess.run(
        [sys.executable, "-c", INTAKE, str(place), *user],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@posix
@pytest.mark.parametrize("name", ["ada/activations.py", "ada/helper.py", "ada/upload.zip", "ada.zip"])
def test_a_pipe_does_not_hold_up_the_class(tmp_path: Path, name: str) -> None:
    write(tmp_path / "ben" / "activations.py")
    (tmp_path / "ada").mkdir()
    os.mkfifo(tmp_path / name)
    said = intake_elsewhere(tmp_path)
    assert "ben False ['activations.py'] \n" in said
    if name == "ada/activations.py":
        assert "ada True [] activations.py is not a regular file.\n" in said
    elif name != "ada/helper.py":
        assert "ada True [] " in said


@posix
def test_a_pipe_in_the_place_of_the_class(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "class.zip")
    with pytest.raises(IntakeError):
        find_submissions(tmp_path / "class.zip", ASSIGNMENTS)
    with pytest.raises(IntakeError):
        find_submissions(Path("/dev/zero"), ASSIGNMENTS)


@posix
def test_sockets_folders_and_devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for student in ("ada", "ben", "cleo"):
        (tmp_path / student).mkdir()
    monkeypatch.chdir(tmp_path / "ada")  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("activations.py")
        (tmp_path / "ben" / "activations.py").mkdir()
        if os.geteuid() == 0:
            os.mknod(tmp_path / "cleo" / "activations.py", stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero
        mine = found(tmp_path)
    require_refused(mine["ada"], "activations.py")
    require_missing(mine["ben"])
    if os.geteuid() == 0:
        require_refused(mine["cleo"], "not a regular file")


def test_large_files(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "activations.py", b"#" * MAX_FILE_BYTES)
    write(tmp_path / "ben" / "activations.py", b"#" * (MAX_FILE_BYTES + 1))
    write(tmp_path / "cleo" / "activations.py")
    write(tmp_path / "cleo" / "helper.py", b"#" * (MAX_FILE_BYTES + 1))
    with (tmp_path / "dan.py").open("wb") as sparse:
        sparse.truncate(2**40 if sys.platform == "linux" else 2**30)
    (tmp_path / "dan").mkdir()
    (tmp_path / "dan.py").rename(tmp_path / "dan" / "activations.py")
    mine = found(tmp_path)
    assert len(mine["ada"].files["activations.py"]) == MAX_FILE_BYTES
    require_refused(mine["ben"], "larger than 1024 KB")
    assert mine["cleo"].files == {"activations.py": GOOD}
    require_refused(mine["dan"], "larger than 1024 KB")


@linux
def test_a_zip_of_a_terabyte_is_not_read(tmp_path: Path) -> None:
    for name in ("ada.zip", "ben/upload.zip"):
        with write(tmp_path / name).open("wb") as sparse:
            sparse.truncate(2**40)
    tracemalloc.start()
    try:
        for each in found(tmp_path).values():
            require_refused(each, "larger than 64 MB")
        assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    finally:
        tracemalloc.stop()


@posix
@pytest.mark.parametrize("hidden", ["ada/activations.py", "ada/src", "ada", "ada/upload.zip", "ada.zip"])
def test_what_cannot_be_read_is_its_students_problem_only(tmp_path: Path, hidden: str) -> None:
    """As an ordinary user: root reads everything."""
    write(tmp_path / "class" / "ben" / "activations.py")
    if hidden.endswith(".zip"):
        write(tmp_path / "class" / hidden, zipped({"activations.py": GOOD}))
    else:
        write(tmp_path / "class" / "ada" / "src" / "activations.py")
        write(tmp_path / "class" / "ada" / "helper.py")
    if hidden == "ada/activations.py":
        write(tmp_path / "class" / hidden)
    for path in (tmp_path / "class", *(tmp_path / "class").rglob("*")):
        path.chmod(0o755)  # whatever the umask
    (tmp_path / "class" / hidden).chmod(0)
    try:
        said = intake_elsewhere(tmp_path / "class", "65534")
    finally:
        (tmp_path / "class" / hidden).chmod(0o700)
    assert "ben False ['activations.py'] \n" in said
    assert "ada True [] " in said


def test_a_data_set_beside_the_module_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "data" / "train-images-idx3-ubyte.gz", bytes(MAX_SOURCE_BYTES + 1))
    write(tmp_path / "ada" / "a" / "homework" / "activations.py")
    assert found(tmp_path)["ada"].files == {"activations.py": GOOD}


def test_archives_are_read_one_student_after_another(tmp_path: Path) -> None:
    for name in ("ada.zip", "ben.zip"):
        write(tmp_path / name, zipped({"activations.py": GOOD}))
    with uploads_at(tmp_path) as uploads:
        write(tmp_path / "ben.zip", zipped({"activations.py": OTHER}))
        assert [read([each])[0].content for each in uploads] == [GOOD, OTHER]


@linux
def test_names_of_files_that_are_no_text(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "activations.py")
    write(tmp_path / "ada" / "h\udcffelper.py", OTHER)
    write(tmp_path / "ben" / "\udcff.py")
    mine = found(tmp_path)
    assert mine["ada"].files["activations.py"] == GOOD
    assert len(mine["ada"].digest) == 64
    require_missing(mine["ben"])


@posix
@pytest.mark.parametrize("when", [-(2**40), -1, 0, 2**33, 2**40])
def test_any_time_of_submission(tmp_path: Path, when: int) -> None:
    file = write(tmp_path / "ada" / "activations.py")
    os.utime(file, (when, when))  # some file systems cut it off
    submitted = found(tmp_path)["ada"]
    assert submitted.files == {"activations.py": GOOD}
    assert submitted.submitted_at == "" or submitted.submitted_at.endswith("Z")


def test_the_time_of_submission_is_the_files_in_utc(tmp_path: Path) -> None:
    file = write(tmp_path / "ada" / "activations.py")
    os.utime(file, (1_700_000_000, 1_700_000_000.9))
    assert found(tmp_path)["ada"].submitted_at == "2023-11-14T22:13:20Z"
    helper = write(tmp_path / "ada" / "helper.py")  # the work may be in there
    os.utime(helper, (1_700_000_060, 1_700_000_060))
    assert found(tmp_path)["ada"].submitted_at == "2023-11-14T22:14:20Z"


# --- archives that mean harm ---


def archive_with(name: str, content: bytes = GOOD, mode: int = stat.S_IFREG | 0o644) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo("placeholder")
        info.filename = name
        info.external_attr = mode << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, content)
    return file.getvalue()


OUTSIDE = [
    "../activations.py",
    "../../etc/activations.py",
    "a/../../activations.py",
    "/etc/activations.py",
    "..\\activations.py",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_paths_that_leave_the_archive(tmp_path: Path, name: str) -> None:
    write(tmp_path / "class" / "ada.zip", archive_with(name))
    require_refused(found(tmp_path / "class")["ada"], "outside its archive")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["ada.zip", "class"]


def test_links_in_an_archive(tmp_path: Path) -> None:
    write(tmp_path / "ada.zip", archive_with("activations.py", b"/etc/passwd", stat.S_IFLNK | 0o777))
    require_refused(found(tmp_path)["ada"], "link")


@pytest.mark.parametrize("name", ["bob/activations.py", "/bob/activations.py", "bob/../bob/activations.py", "..", "/"])
def test_one_bad_entry_does_not_spoil_the_zip_of_a_class(tmp_path: Path, name: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("ada/activations.py", GOOD)
        archive.writestr("cleo/activations.py", OTHER)
        info = zipfile.ZipInfo("placeholder")
        info.filename = name
        info.external_attr = (stat.S_IFLNK | 0o777) << 16 if name.startswith("bob/a") else 0
        archive.writestr(info, b"/etc/passwd")
    mine = found(write(tmp_path / "class.zip", file.getvalue()))
    assert (mine["ada"].files, mine["cleo"].files) == ({"activations.py": GOOD}, {"activations.py": OTHER})
    assert set(mine) <= {"ada", "bob", "cleo"}
    if "bob" in mine:
        require_refused(mine["bob"])


def lying_about_its_size(archive: bytes) -> bytes:
    """The archive with the uncompressed size set to 10 in both places that state it."""
    data = bytearray(archive)
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, local + 22, 10)
    struct.pack_into("<I", data, central + 24, 10)
    return bytes(data)


def encrypted(archive: bytes) -> bytes:
    data = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        struct.pack_into("<H", data, at, struct.unpack_from("<H", data, at)[0] | 1)
    return bytes(data)


def with_method(archive: bytes, method: int) -> bytes:
    data = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(signature) + offset, method)
    return bytes(data)


def with_broken_contents(archive: bytes) -> bytes:
    data = bytearray(archive)
    at = data.index(b"activations.py") + len("activations.py")
    data[at : at + 8] = b"\xff" * 8
    return bytes(data)


BAD_ARCHIVES: dict[str, Callable[[], bytes]] = {
    "no zip": lambda: b"This is no zip.",
    "empty": lambda: b"",
    "cut off": lambda: zipped({"activations.py": GOOD * 100})[:-30],
    "a large file": lambda: zipped({"activations.py": bytes(MAX_FILE_BYTES + 1)}),
    "a bomb": lambda: zipped({"activations.py": bytes(2**27)}),
    "a bomb that says 10 bytes": lambda: lying_about_its_size(zipped({"activations.py": bytes(2**26)})),
    # Those who read it in Python hold all of what one block becomes.
    "a bomb of BZIP2": lambda: lying_about_its_size(zipped({"activations.py": bytes(2**27)}, zipfile.ZIP_BZIP2)),
    "encrypted": lambda: encrypted(zipped({"activations.py": GOOD})),
    "an unknown method": lambda: with_method(zipped({"activations.py": GOOD}), 99),
    "LZMA that is none": lambda: with_method(zipped({"activations.py": GOOD * 9}), 14),
    "BZIP2 that is none": lambda: with_method(zipped({"activations.py": GOOD * 9}), 12),
    "broken contents": lambda: with_broken_contents(zipped({"activations.py": GOOD * 9})),
    "a wrong checksum": lambda: zipped({"activations.py": GOOD}).replace(
        struct.pack("<I", zlib.crc32(GOOD)), struct.pack("<I", 7)
    ),
    "too many files": lambda: zipped(
        {f"{number}.txt": b"" for number in range(MAX_ENTRIES)} | {"activations.py": GOOD}
    ),
}


@pytest.mark.parametrize("make", BAD_ARCHIVES.values(), ids=BAD_ARCHIVES)
def test_archives_that_cannot_be_accepted(tmp_path: Path, make: Callable[[], bytes]) -> None:
    write(tmp_path / "ada.zip", make())
    write(tmp_path / "cleo" / "upload.zip", make())
    write(tmp_path / "ben" / "activations.py")
    tracemalloc.start()
    try:
        mine = found(tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100 * 2**20  # the largest archive that is accepted has 64 MB; the bombs here have more
    require_refused(mine["ada"])
    require_refused(mine["cleo"])
    assert mine["ben"].files == {"activations.py": GOOD}


def tarred(names: Iterable[str], content: bytes = b"") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size, info.type = len(content), tarfile.REGTYPE if content else tarfile.DIRTYPE
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


@pytest.mark.parametrize("within", [tarred(map(str, range(6))), zipped({f"{number}/": b"" for number in range(6)})])
def test_the_archives_of_a_student_are_listed_no_further_than_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, within: bytes
) -> None:
    """Folders in a tar are no files that count, and take time all the same."""
    monkeypatch.setattr(archives, "_Allowed", partial(archives._Allowed, 10))
    ending = "zip" if within.startswith(b"PK") else "tar.gz"
    for name in "ab":
        write(tmp_path / "ada" / f"{name}.{ending}", within)
    require_refused(found(tmp_path)["ada"], f"b.{ending} holds more than 100,000 files, or the archives beside it do.")


def test_the_tars_of_a_student_unpack_to_no_more_than_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_Allowed", partial(archives._Allowed, unpacked=2**16))
    for name in "ab":
        write(tmp_path / "ada" / f"{name}.tar.gz", tarred(["data.bin"], bytes(40_000)))
    require_refused(found(tmp_path)["ada"], "b.tar.gz unpacks to more than 128 MB, with the archives beside it.")


def test_many_files_of_the_largest_size_are_no_bomb_either(tmp_path: Path) -> None:
    """A quarter of a megabyte that would fill a quarter of a gigabyte, each file within its own limit."""
    entries = {"activations.py": GOOD} | {f"helper{number}.py": bytes(MAX_FILE_BYTES) for number in range(256)}
    write(tmp_path / "ada.zip", zipped(entries))
    tracemalloc.start()
    try:
        submitted = found(tmp_path)["ada"]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100 * 2**20
    assert submitted.rejected or submitted.files["activations.py"] == GOOD


def test_any_damage_to_an_archive_is_survived(tmp_path: Path) -> None:
    whole = zipped({"activations.py": GOOD * 3, "src/helper.py": OTHER, "class/notes.txt": b"x" * 50})
    chance = random.Random(20240101)
    place = tmp_path / "class"
    for number in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        write(place / f"student{number:03}.zip", bytes(data))
    for each in found(place).values():
        assert each.problem or each.files["activations.py"]


def test_two_files_of_one_name_in_an_archive(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("activations.py", GOOD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("activations.py", OTHER)
    write(tmp_path / "ada.zip", file.getvalue())
    assert found(tmp_path)["ada"].files in ({"activations.py": GOOD}, {"activations.py": OTHER})


# --- the digest ---

files = st.dictionaries(st.text(min_size=1, max_size=5), st.binary(max_size=8), min_size=1, max_size=4)


def digest(content: dict[str, bytes], student: str = "ada", at: str = "") -> str:
    return Submitted(student, ACTIVATIONS, "activations", content, at).digest


@given(files, files)
def test_the_digest_tells_contents_apart_and_nothing_else(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert (digest(one) == digest(other)) == (one == other)
    assert digest(dict(reversed(one.items())), "ben", "2024-01-01T00:00:00Z") == digest(one)
    assert len(digest(one)) == 64


def test_the_digest_knows_where_a_name_ends(tmp_path: Path) -> None:
    pairs = [
        ({"ab": b"c"}, {"a": b"bc"}),
        ({"a": b"", "b": b""}, {"a": b"b"}),
        ({"a": b"1 1 b"}, {"a": b"1", "b": b""}),
    ]
    for one, other in pairs:
        assert digest(one) != digest(other)


def test_the_digest_does_not_depend_on_the_way_of_handing_in(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "activations.py")
    write(tmp_path / "ben.zip", zipped({"x/activations.py": GOOD}))
    write(tmp_path / "cleo" / ACTIVATIONS / "activations.py")
    write(tmp_path / "dan" / "activations.py", OTHER)
    digests = [each.digest for each in found(tmp_path).values()]
    assert digests[0] == digests[1] == digests[2] != digests[3]
    assert Submitted("eve", ACTIVATIONS, "activations").digest == ""


def test_taking_in_runs_nothing_and_changes_nothing(tmp_path: Path) -> None:
    source = textwrap.dedent(f"""
        import pathlib
        pathlib.Path({str(tmp_path / "ran")!r}).write_text("ran")
        """).encode()
    for name in ("activations.py", "conftest.py", "sitecustomize.py", "__init__.py"):
        write(tmp_path / "class" / "ada" / name, source)
    before = sorted(tmp_path.rglob("*"))
    found(tmp_path / "class")
    assert sorted(tmp_path.rglob("*")) == before
