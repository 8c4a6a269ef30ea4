"""The same class, as a folder and as each platform hands it out, is taken in as the same submissions."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.clones import committed_at
from autograder.course import load_course
from autograder.environment import ROOT
from autograder.intake import IntakeError, find_submissions
from autograder.roster import Roster, Student
from autograder.submitted import Submitted

ASSIGNMENTS = [load_course().find("02")]
GIVEN = ("Ada", "Ben", "하늘", "Dmitri", "Eva", "José")
FAMILY = ("Lovelace", "O'Brien", "김", "Ivanov", "van Dyk", "Núñez", "Li", "Smith-Jones", "Park", "Ng")
CLASS = Roster(
    tuple(
        Student(
            f"2026{number:03}",
            f"{GIVEN[number % 6]} {FAMILY[number // 6]}",
            {"canvas_id": str(9000 + number), "email": f"s{number}@example.org"},
        )
        for number in range(60)
    )
)
ABSENT = CLASS.students[17].id


SOLUTION = ASSIGNMENTS[0].reference.read_text(encoding="utf-8")
WORK = (  # what a class hands in: right, in part, begun, broken, not begun
    SOLUTION,
    SOLUTION.replace("np.maximum(x, 0)", "np.abs(x)"),
    "import numpy as np\n\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n",
    "def sigmoid(x)\n    return x\n",
    ASSIGNMENTS[0].stub.read_text(encoding="utf-8"),
)


def source(student: Student) -> str:
    return f"# {student.id}\n{WORK[int(student.id) % len(WORK)]}"


def present() -> list[Student]:
    return [student for student in CLASS.students if student.id != ABSENT]


def as_folder(place: Path) -> None:
    for student in present():
        (place / student.id).mkdir(parents=True)
        (place / student.id / "activations.py").write_text(source(student), encoding="utf-8")


def as_canvas(place: Path) -> None:
    place.mkdir()
    for number, student in enumerate(present()):
        who = "".join(reversed(student.name.split())).lower().replace("'", "").replace("-", "")
        late = "_LATE" if number % 5 == 0 else ""
        again = f"-{number % 3}" if number % 3 else ""
        name = f"{who}{late}_{student.also['canvas_id']}_{7000 + number}_activations{again}.py"
        (place / name).write_text(source(student), encoding="utf-8")
        if again:  # what was handed in before
            old = f"{who}{late}_{student.also['canvas_id']}_{6000 + number}_activations.py"
            (place / old).write_text("# old", encoding="utf-8")
            os.utime(place / old, (4e9, 4e9))


def as_moodle(place: Path) -> None:
    for number, student in enumerate(present()):
        end = ("_assignsubmission_file_", "_assignsubmission_file")[number % 2]
        folder = place / f"{student.name}_{5000 + number}{end}"
        folder.mkdir(parents=True)
        (folder / "activations.py").write_text(source(student), encoding="utf-8")


def as_moodle_without_folders(place: Path) -> None:
    place.mkdir()
    for number, student in enumerate(present()):
        name = f"{student.name}_{5000 + number}_assignsubmission_file_activations.py"
        (place / name).write_text(source(student), encoding="utf-8")


def as_gradescope(place: Path) -> None:
    listed = []
    for number, student in enumerate(present()):
        (place / f"submission_{number}").mkdir(parents=True)
        (place / f"submission_{number}" / "activations.py").write_text(source(student), encoding="utf-8")
        listed.append(
            f"submission_{number}:\n  :submitters:\n  - :name: {student.name}\n    :sid: '{student.id}'\n"
            f"    :email: {student.also['email']}\n  :created_at: 2026-03-01 10:{number:02}:00.123456 Z\n"
        )
    (place / "submission_metadata.yml").write_text("---\n" + "".join(listed), encoding="utf-8")


def contents(found: list[Submitted]) -> dict[str, dict[str, bytes]]:
    return {each.student: each.files for each in found}


FORMS = (as_folder, as_canvas, as_moodle, as_moodle_without_folders, as_gradescope)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_class_is_the_same_in_every_form(tmp_path: Path, form, zipped: bool):
    form(tmp_path / "class")
    place = tmp_path / "class"
    if zipped:
        place = Path(shutil.make_archive(str(tmp_path / "download"), "zip", place))
    found = find_submissions(place, ASSIGNMENTS, CLASS)
    expected = {each.id: {"activations.py": source(each).encode()} for each in present()} | {ABSENT: {}}
    assert contents(found) == expected
    assert [each.student for each in found] == sorted(CLASS.ids)
    assert all((each.problem == "") == (each.student != ABSENT) for each in found)


@pytest.mark.proof  # that equal work gets equal grades is tested elsewhere; here it is a whole class
@pytest.mark.parametrize("other", [as_canvas, as_moodle])
def test_a_class_has_the_same_gradebook_in_every_form(tmp_path: Path, other: Callable[[Path], None]):
    roster = tmp_path / "class.csv"
    lines = [f'{each.id},"{each.name}",{each.also["email"]},{each.also["canvas_id"]}' for each in CLASS.students]
    roster.write_text("\n".join(["id,name,email,canvas_id", *lines]), encoding="utf-8")
    gradebooks = []
    for form in (as_folder, other):  # the others are told apart by what is found, above
        place, out = tmp_path / form.__name__, tmp_path / f"grades of {form.__name__}"
        form(place)
        line = [sys.executable, "-m", "autograder.cli", "grade", str(place), "--assignment", "02"]
        graded = subprocess.run(
            [*line, "--roster", str(roster), "--out", str(out)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert graded.returncode == 0, graded.stderr
        assert f"nothing was handed in: {ABSENT}." in graded.stderr
        with (out / "gradebook.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        gradebooks.append([{name: cell for name, cell in row.items() if name != "submitted_at"} for row in rows])
    assert len(gradebooks[0]) == len(CLASS.students)
    assert len({row["score"] for row in gradebooks[0]}) == len(WORK) - 1  # broken and not begun are both 0
    assert all(gradebook == gradebooks[0] for gradebook in gradebooks)


@pytest.mark.parametrize("form", FORMS)
def test_without_a_class_list_nobody_is_lost(tmp_path: Path, form):
    form(tmp_path / "class")
    found = find_submissions(tmp_path / "class", ASSIGNMENTS)
    assert sorted(each.files["activations.py"] for each in found) == sorted(source(each).encode() for each in present())


def test_times_are_what_the_platform_says_or_nothing(tmp_path: Path):
    as_gradescope(tmp_path / "gradescope")
    times = [each.submitted_at for each in find_submissions(tmp_path / "gradescope", ASSIGNMENTS, CLASS) if each.files]
    assert times[:2] == ["2026-03-01T10:00:00Z", "2026-03-01T10:01:00Z"]
    for form in (as_canvas, as_moodle):  # files there have the time of the download
        form(tmp_path / form.__name__)
        assert {each.submitted_at for each in find_submissions(tmp_path / form.__name__, ASSIGNMENTS)} == {""}


def test_on_a_platform_a_student_alone_may_have_two_folders(tmp_path: Path):
    for name in ("new", "old"):
        place = tmp_path / "Ada Lovelace_5213_assignsubmission_file_" / name
        place.mkdir(parents=True)
        (place / "activations.py").write_text("x = 1\n", encoding="utf-8")
    assert [each.student for each in find_submissions(tmp_path, ASSIGNMENTS)] == ["Ada Lovelace 5213"]


def test_a_time_in_no_calendar_is_none(tmp_path: Path):
    (tmp_path / "submission_1").mkdir()
    (tmp_path / "submission_1" / "activations.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "submission_metadata.yml").write_text(
        "submission_1:\n  :submitters:\n  - :name: Ada\n  :created_at: '9999-12-31 23:59:59-10:00'\n",
        encoding="utf-8",
    )
    assert [each.submitted_at for each in find_submissions(tmp_path, ASSIGNMENTS)] == [""]


def test_a_group_hands_in_for_each_member_and_namesakes_are_told_apart(tmp_path: Path):
    place = tmp_path / "class"
    (place / "submission_1").mkdir(parents=True)
    (place / "submission_1" / "activations.py").write_text("x = 1\n", encoding="utf-8")
    (place / "submission_metadata.yml").write_text(
        "submission_1:\n  :submitters:\n  - :name: Kim Min\n    :sid: 7\n  - :name: Kim Min\n    :sid: 8\n"
        "submission_2:\n  :submitters: []\n",
        encoding="utf-8",
    )
    found = find_submissions(place, ASSIGNMENTS)
    assert contents(found) == {f"Kim Min {sid}": {"activations.py": b"x = 1\n"} for sid in (7, 8)}


@pytest.mark.parametrize("zipped", [False, True])
def test_a_list_in_a_folder_of_its_own_is_that_of_the_class(tmp_path: Path, zipped: bool):
    as_gradescope(tmp_path / "class" / "assignment_1_export")
    place = tmp_path / "class"
    if zipped:
        place = Path(shutil.make_archive(str(tmp_path / "download"), "zip", place))
    found = find_submissions(place, ASSIGNMENTS, CLASS)
    assert {each.student for each in found if each.files} == {each.id for each in present()}


def test_a_page_of_text_among_the_files_hides_nobody(tmp_path: Path):
    as_canvas(tmp_path / "class")
    (tmp_path / "class" / "kimmin_1043_text.html").write_text("I could not.", encoding="utf-8")
    (tmp_path / "class" / "anon_x7Qp_77_activations.py").write_text("x = 1\n", encoding="utf-8")
    found = find_submissions(tmp_path / "class", ASSIGNMENTS, CLASS)
    assert {each.student for each in found} == CLASS.ids | {"anon x7Qp"}


def test_two_archives_of_one_student_are_both_read_and_the_last_upload_counts(tmp_path: Path):
    for number, (name, module) in enumerate(
        (("lab-1", "activations"), ("lab-2", "gradient_descent"), ("last", "activations")), 1
    ):
        with zipfile.ZipFile(tmp_path / f"lovelaceada_1042_{number}_{name}.zip", "w") as archive:
            archive.writestr(f"{module}.py", f"x = {number}\n")
    found = find_submissions(tmp_path, [load_course().find(name) for name in ("01", "02")])
    assert [each.files for each in found] == [{"gradient_descent.py": b"x = 2\n"}, {"activations.py": b"x = 3\n"}]


def test_namesakes_without_an_account_stay_two(tmp_path: Path):
    for number in (1, 2):
        (tmp_path / f"submission_{number}").mkdir()
        (tmp_path / f"submission_{number}" / "activations.py").write_text(f"x = {number}\n", encoding="utf-8")
    listed = "".join(f"submission_{number}:\n  :submitters:\n  - :name: Kim Min\n" for number in (1, 2))
    (tmp_path / "submission_metadata.yml").write_text(listed, encoding="utf-8")
    assert len(find_submissions(tmp_path, ASSIGNMENTS)) == 2


def test_the_number_of_a_participant_is_nobodys_id(tmp_path: Path):
    place = tmp_path / "Ada Lovelace_5213_assignsubmission_file_"
    place.mkdir()
    (place / "activations.py").write_text("x = 1\n", encoding="utf-8")
    roster = Roster((Student("1", "Ada Lovelace"), Student("2", "Ada Lovelace"), Student("5213", "Ben")))
    handed_in = [each.student for each in find_submissions(tmp_path, ASSIGNMENTS, roster) if each.files]
    assert handed_in == ["Ada Lovelace 5213"]


@pytest.mark.parametrize("text", ["{", "- a list", "a: &a [*a, *a]\nb: !!python/object:os.system x", "\x00", "42"])
def test_a_list_that_cannot_be_read_is_one_sentence(tmp_path: Path, text: str):
    (tmp_path / "submission_metadata.yml").write_text(text, encoding="utf-8")
    (tmp_path / "submission_1").mkdir()
    with pytest.raises(IntakeError) as raised:
        find_submissions(tmp_path, ASSIGNMENTS)
    assert "submission_metadata.yml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_list_alone_is_no_submission(tmp_path: Path):
    (tmp_path / "submission_metadata.yml").write_text("{}", encoding="utf-8")
    with pytest.raises(IntakeError, match="holds no submissions"):
        find_submissions(tmp_path, ASSIGNMENTS)


def test_whoever_is_not_on_the_list_is_graded_under_the_name_of_the_place(tmp_path: Path):
    as_folder(tmp_path / "class")
    (tmp_path / "class" / "guest").mkdir()
    (tmp_path / "class" / "guest" / "activations.py").write_text("", encoding="utf-8")
    assert {each.student for each in find_submissions(tmp_path / "class", ASSIGNMENTS, CLASS)} == CLASS.ids | {"guest"}


def test_two_accounts_of_one_student_are_one_and_the_newer_file_counts(tmp_path: Path):
    place, student = tmp_path / "class", CLASS.students[0]
    for age, name in enumerate((student.id, student.also["email"])):
        (place / name).mkdir(parents=True)
        (place / name / "activations.py").write_text(name, encoding="utf-8")
        os.utime(place / name / "activations.py", (2e9 - age, 2e9 - age))
    found = contents(find_submissions(place, ASSIGNMENTS, CLASS))
    assert found[student.id] == {"activations.py": student.id.encode()}


def test_names_that_leave_their_place_are_only_names(tmp_path: Path):
    archive = tmp_path / "download.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("ada_1_2_../../activations.py", "x")
        file.writestr("eva_3_4_activations.py", "x")
    for each in find_submissions(archive, ASSIGNMENTS):
        assert set(each.files) <= {"activations.py"}


# --- clones ---


def git(folder: Path, *words: str, date: str = "2026-03-05T22:10:00+09:00") -> None:
    who = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Ada"), ("EMAIL", "a@example.org"), ("DATE", date))
    }
    subprocess.run(["git", "-C", str(folder), *words], env={**os.environ, **who}, check=True, capture_output=True)


def clone(folder: Path, *words: str) -> Path:
    folder.mkdir(parents=True)
    git(folder, "init", "-b", "main", *words)
    (folder / "activations.py").write_text("x = 1\n", encoding="utf-8")
    git(folder, "add", "activations.py")
    git(folder, "commit", "-m", "done")
    return folder


@pytest.mark.parametrize("state", ["as it is", "packed", "detached"])
def test_a_clone_is_as_old_as_its_commit(tmp_path: Path, state: str):
    ada = clone(tmp_path / "class" / "ada")
    if state == "packed":
        git(ada, "gc", "--quiet")
        git(ada, "pack-refs", "--all")
    elif state == "detached":
        git(ada, "checkout", "--detach")
    (found,) = find_submissions(tmp_path / "class", ASSIGNMENTS)
    assert (found.student, found.submitted_at) == ("ada", "2026-03-05T13:10:00Z")
    assert list(found.files) == ["activations.py"]


def test_a_clone_starts_nothing(tmp_path: Path):
    ada, marker = clone(tmp_path / "ada"), tmp_path / "it ran"
    programs = ("core.fsmonitor", "core.pager", "core.sshCommand", "gpg.program", "uploadpack.packObjectsHook")
    for name in (*programs, "alias.cat-file"):
        git(ada, "config", name, f"touch '{marker}'; true")
    (ada / ".git" / "hooks" / "post-index-change").write_text(f"#!/bin/sh\ntouch '{marker}'\n", encoding="utf-8")
    (ada / ".git" / "hooks" / "post-index-change").chmod(0o755)
    assert committed_at(ada) == "2026-03-05T13:10:00Z"
    assert not marker.exists()


@pytest.mark.parametrize("head", ["", "ref: refs/heads/none", "ref: refs/heads/../../../secret", "ref: /etc/passwd"])
def test_a_head_that_leads_nowhere_is_no_time(tmp_path: Path, head: str):
    ada = clone(tmp_path / "ada")
    (ada / ".git" / "HEAD").write_text(head, encoding="utf-8")
    assert committed_at(ada) == ""  # and not the time of the checkout, by which everybody is late


def test_later_work_on_another_assignment_makes_none_late(tmp_path: Path):
    ada = clone(tmp_path / "class" / "ada")
    (ada / "gradient_descent.py").write_text("x = 2\n", encoding="utf-8")
    git(ada, "add", "gradient_descent.py")
    git(ada, "commit", "-m", "the next", date="2026-03-20T10:00:00+09:00")
    both = [load_course().find(name) for name in ("01", "02")]
    for place in (tmp_path / "class", ada):
        times = {each.assignment[:2]: each.submitted_at for each in find_submissions(place, both)}
        assert times == {"01": "2026-03-20T01:00:00Z", "02": "2026-03-05T13:10:00Z"}
    shallow = tmp_path / "shallow" / "ada"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{ada}", str(shallow))
    assert {each.submitted_at for each in find_submissions(shallow.parent, both)} == {"2026-03-20T01:00:00Z"}


def test_a_clone_with_long_names_of_commits(tmp_path: Path):
    assert committed_at(clone(tmp_path / "ada", "--object-format=sha256")) == "2026-03-05T13:10:00Z"


def test_what_is_no_clone_has_no_commit(tmp_path: Path):
    assert committed_at(tmp_path) is None
    (tmp_path / ".git").symlink_to(clone(tmp_path / "other") / ".git")
    assert committed_at(tmp_path) is None
