"""The notebooks that explore are those of their sources, in both languages, and run through with the solutions."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.course import Assignment, load_course
from autograder.environment import ROOT
from autograder.explore_notebooks import NAMES, notebook

ASSIGNMENTS = load_course().assignments
TRAIN = {"05_fashion_mnist", "06_boston_kfold"}


def marked(assignment: Assignment):
    return pytest.param(assignment, id=assignment.id, marks=[pytest.mark.proof] if assignment.id in TRAIN else [])


@pytest.mark.parametrize("lang", NAMES)
@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda each: each.id)
def test_the_notebooks_are_those_of_their_source(assignment: Assignment, lang: str):
    kept = assignment.stub.with_name(NAMES[lang]).read_text(encoding="utf-8")
    assert kept == notebook(assignment, assignment.handout_title(lang), lang)
    prose = [cell.source for cell in nbformat.reads(kept, 4).cells if cell.cell_type == "markdown"]
    assert len(prose) >= 4
    assert all(any("가" <= letter <= "힣" for letter in text) == (lang == "ko") for text in prose)


def course_with_solution(place: Path, assignment: Assignment) -> Path:
    folder = place / "assignments" / assignment.id
    shutil.copytree(assignment.stub.parent, folder)
    shutil.copytree(ROOT / "shared", place / "shared", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(assignment.reference, folder / assignment.stub.name)
    return folder


@pytest.mark.parametrize("assignment", [marked(each) for each in ASSIGNMENTS])
def test_every_cell_runs_with_the_solution(assignment: Assignment, tmp_path: Path):
    folder = course_with_solution(tmp_path, assignment)
    book = nbformat.read(folder / NAMES["ko"], 4)
    NotebookClient(book, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    pictures = [
        output
        for cell in book.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) >= 2


def test_with_a_stub_it_says_what_is_not_written(tmp_path: Path):
    assignment = load_course().find("02")
    folder = course_with_solution(tmp_path, assignment)
    shutil.copy(assignment.stub, folder / assignment.stub.name)
    book = nbformat.read(folder / NAMES["en"], 4)
    NotebookClient(book, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
    errors = [
        output.evalue
        for cell in book.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "error"
    ]
    assert errors
    assert all("not written yet" in each for each in errors)


def test_elsewhere_it_fetches_the_course_or_says_what_is_missing(tmp_path: Path):
    assignment = load_course().find("02")
    book = nbformat.reads(notebook(assignment, "t", "en"), 4)
    book.cells = book.cells[:2]
    NotebookClient(book, timeout=60, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}).execute()
    (error,) = [each for each in book.cells[1].outputs if each.output_type == "error"]
    assert "owner/name" in error.evalue
    badge = nbformat.reads(notebook(assignment, "t", "ko", "school/course"), 4).cells[0].source
    assert (
        "colab.research.google.com/github/school/course/blob/HEAD/assignments/02_activations/explore.ko.ipynb" in badge
    )
