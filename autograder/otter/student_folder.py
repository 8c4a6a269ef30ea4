"""The folder that students get for Otter: the notebook, its tests, and in descent/ what these need."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from autograder.course import Assignment, Course
from autograder.course_folder import OWN
from autograder.environment import ROOT
from autograder.imports import reached
from autograder.language import chosen
from autograder.otter.notebook import handout_of, notebook, pictures_in
from autograder.otter.question_files import public_checks, python_file, student_test_file
from autograder.release import below, catalogues_of, naming_what_is_no_python
from autograder.release_folder import ReleaseError
from autograder.release_guard import leaks

_RUN_BY_STUDENTS = [ROOT / "autograder" / "otter" / name for name in ("__init__.py", "in_notebook.py")]
_OTTER = ("ipykernel>=6", "otter-grader>=7")


def student_folder(course: Course, assignment: Assignment) -> dict[str, bytes]:
    """The files by their paths in the folder.

    Raises `CourseError` when the public checks cannot be collected, `ReleaseError` when something would be in it that
    students must not get, OSError when a file cannot be read.
    """
    checks = public_checks(assignment)
    checked = {check.question for check in checks}
    texts = {
        f"{assignment.module}.ipynb": notebook(assignment, checked),
        "requirements.txt": "\n".join(_requirements(assignment)) + "\n",
        "descent/__init__.py": _beginning(assignment),
    }
    for question in assignment.questions:
        if question.id in checked:
            texts[f"tests/{question.id}.py"] = student_test_file(question, checks)
    files = {name: text.encode() for name, text in texts.items()}
    for picture in pictures_in(handout_of(assignment).read_text(encoding="utf-8")):
        files[picture] = (assignment.stub.parent / picture).read_bytes()
    with naming_what_is_no_python():
        files |= dict(_of_engine(course, assignment))
    stub = {f"assignments/{assignment.id}/{assignment.module}.py": assignment.stub.read_bytes()}  # in cells
    as_released = {name.removeprefix("descent/"): content for name, content in files.items()} | stub
    if found := leaks(as_released, course):
        raise ReleaseError(f"Nothing was written. {found[0]}")
    return files


def _place(assignment: Assignment) -> str:
    """Where the course lies in descent/: beside the engine, or in a folder of its own when it is another course."""
    return "" if assignment.folder == OWN else "course/"


def _beginning(assignment: Assignment) -> str:
    checks = assignment.public_file.relative_to(assignment.folder.root).as_posix()
    about = {"assignment": assignment.id, "checks": _place(assignment) + checks, "language": chosen()}
    return python_file("descent.py.jinja", about)


def _requirements(assignment: Assignment) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in assignment.requires for line in project["optional-dependencies"][extra]]
    return sorted({*project["dependencies"], *extras, *_OTTER})


def _of_engine(course: Course, assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    """The modules that the public checks import, at once or later, and those that run them."""
    other = course.folder.root
    modules = sorted(reached([*_RUN_BY_STUDENTS, assignment.public_file], [other, ROOT]))
    for file in modules:
        root, place = (ROOT, "") if file.is_relative_to(ROOT) else (other, "course/")
        yield f"descent/{place}{file.relative_to(root).as_posix()}", file.read_bytes()
    yield from ((f"descent/{name}", content) for name, content in catalogues_of(modules).items())
    yield f"descent/{_place(assignment)}course.toml", course.folder.course_file.read_bytes()
    if assignment.training or course.folder != OWN:  # data that the checks may read
        for name, content in below(other / "shared", "shared").items():
            if not name.endswith(".py"):
                yield f"descent/{_place(assignment)}{name}", content
