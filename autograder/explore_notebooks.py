"""`python -m autograder.explore_notebooks`: the notebooks that explore an assignment, from its `explore.py`.

That source is Jupytext's percent format; cells of prose have `lang="en"` or `lang="ko"`. Every notebook begins with the
same cell, which finds the course's files or, in Colab, fetches them. Needs Jupytext.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from autograder.course import Assignment, load_course
from autograder.notebook_text import notebook_text
from autograder.reports.site import write_if_changed

NAMES = {"en": "explore.ipynb", "ko": "explore.ko.ipynb"}
_TITLES = {"en": "explore", "ko": "살펴보기"}
_PURPOSE = {
    "en": "This notebook runs your own `{module}.py`: save it, and run a cell again.",
    "ko": "이 노트북은 여러분이 쓴 `{module}.py`를 실행합니다. 파일을 저장하고 셀을 다시 실행하세요.",
}
_BEGINNING = """\
# Finds the course's files; in Colab it fetches them from REPOSITORY, the course's repository for students.
import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = "{repository}"  # "owner/name"
FOLDER = "assignments/{id}"
if not Path("{module}.py").is_file():
    if not Path("course", FOLDER).is_dir():
        if not REPOSITORY:
            raise SystemExit("Write the course's repository into REPOSITORY above, as owner/name, and run this again.")
        subprocess.run(["git", "clone", "--depth=1", f"https://github.com/{{REPOSITORY}}", "course"], check=True)
    os.chdir(Path("course", FOLDER))
sys.path[:0] = [str(Path.cwd()), str(Path.cwd().parents[1])]
%load_ext autoreload
%autoreload 2
%matplotlib inline"""


def notebook(assignment: Assignment, title: str, lang: str, repository: str = "") -> str:
    """The notebook as JSON text, with no outputs; equal sources give equal text.

    With a `repository` ("owner/name" on GitHub) it has a badge that opens it in Colab.
    """
    make: Any = nbformat.v4  # its functions have no types
    source = jupytext.read(assignment.stub.with_name("explore.py"), fmt="py:percent")
    heading = f"# {assignment.id[:2]} {title}: {_TITLES[lang]}"
    if repository:
        place = f"{repository}/blob/HEAD/assignments/{assignment.id}/{NAMES[lang]}"
        link = f"https://colab.research.google.com/github/{place}"
        heading += f"\n\n[![Colab](https://colab.research.google.com/assets/colab-badge.svg)]({link})"
    heading += "\n\n" + _PURPOSE[lang].format(module=assignment.module)
    beginning = _BEGINNING.format(repository=repository, id=assignment.id, module=assignment.module)
    cells = [make.new_markdown_cell(heading), make.new_code_cell(beginning)]
    for cell in source.cells[1:]:  # the first is the module's docstring
        if cell.cell_type == "code":
            cells.append(make.new_code_cell(cell.source))
        elif cell.metadata.get("lang") == lang:
            cells.append(make.new_markdown_cell(cell.source))
    return notebook_text(cells)


def write(assignment: Assignment, repository: str = "", folder: Path | None = None) -> list[Path]:
    """Write the notebooks of an assignment, beside its stub or into `folder`; those that there are."""
    if not assignment.stub.with_name("explore.py").is_file():
        return []
    place = folder or assignment.stub.parent
    for lang, name in NAMES.items():
        write_if_changed(place / name, notebook(assignment, assignment.handout_title(lang), lang, repository))
    return [place / name for name in NAMES.values()]


def main() -> None:
    """Write all notebooks of the course; an argument "owner/name" is the students' repository."""
    repository = sys.argv[1] if len(sys.argv) > 1 else ""
    for assignment in load_course().assignments:
        for file in write(assignment, repository):
            print(f"Written: {file}")


if __name__ == "__main__":
    main()
