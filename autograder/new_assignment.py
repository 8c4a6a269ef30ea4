"""`autograder new`: the files of an assignment, made from a reference module.

Nothing that exists is overwritten, and nothing is written before all of it is known to be right. What is made is a
beginning: the handouts have places to fill in, and the hidden checks compare with the solution on guessed arguments.
"""

from __future__ import annotations

import ast
import keyword
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import ModuleType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import ValidationError

from autograder.course import Course
from autograder.course_folder import OWN, CourseFolder
from autograder.guessed_inputs import Example, Guess, example_of, guess
from autograder.reference import load_module
from autograder.reports.plain import points as shown_points
from autograder.stub import StubError, make_stub, public_functions
from autograder.whole_files import replacing

TEMPLATES = Path(__file__).parent / "assignment_templates"
_ID = re.compile(r"[0-9]{2}_[a-z][a-z0-9_]*")
_PUBLIC = Fraction(1, 4)  # of a question's point, for its public check; the same for all smaller hidden checks together
_WIDTH = 118  # of a line with a docstring's quotes taken away


class NewError(Exception):
    """The assignment cannot be made. The message is a sentence that says why."""


@dataclass(frozen=True)
class Planned:
    """A question as the templates see it."""

    id: str
    signature: str
    summary: str
    example: Example
    guess: Guess

    @property
    def points(self) -> int:
        """What it is worth."""
        return 1

    @property
    def leaves_alone(self) -> bool:
        """Whether a check requires that arguments stay as they are."""
        return bool(self.guess.arrays) and self.guess.leaves_alone

    @property
    def _others(self) -> int:
        return self.leaves_alone + len(self.guess.wrong)

    @property
    def hidden_checks(self) -> int:
        """How many there are: the comparison with the solution, and the smaller ones."""
        return 1 + self._others

    @property
    def public_points(self) -> str:
        """What the public check is worth, as a check's mark has it."""
        return _exact(_PUBLIC)

    @property
    def other_points(self) -> str:
        """What each of the smaller hidden checks is worth."""
        return _exact(_PUBLIC / self._others)

    @property
    def agreement_points(self) -> str:
        """What the comparison with the solution is worth: the rest."""
        return _exact(1 - _PUBLIC - (_PUBLIC if self._others else 0))

    @property
    def public_shown(self) -> str:
        """The public points, for the handout."""
        return shown_points(_PUBLIC)

    @property
    def hidden_shown(self) -> str:
        """The hidden points, for the handout."""
        return shown_points(1 - _PUBLIC)

    @property
    def example_requirement(self) -> str:
        """The docstring of the public check."""
        text = f"{self.example.call} is {self.example.returned}."
        if len(text) > _WIDTH - 10:
            text = f"{self.id} returns what its docstring says, on an example."
        return f'"""{text}"""'


def _exact(points: Fraction) -> str:
    return str(points) if points.denominator == 1 else f'"{points}"'


def new_assignment(folder: CourseFolder, id: str, source_file: Path) -> list[Path]:
    """Make the assignment `id` from the reference module in `source_file`; returns the files that were written.

    Where there is no course.toml yet, the course is made as well. Raises `NewError`, and OSError when a file cannot be
    written; then nothing is left behind.
    """
    module, source = _read(id, source_file)
    questions = _questions(source_file, source)
    texts = _texts(folder, id, module, source, questions)
    course_text, has_course = _course_text(folder, id, module, source, questions)
    for file in texts:
        if file.exists():
            raise NewError(f"{file} exists already, and is not overwritten. Choose another name, or move it away.")
    made: list[Path] = []
    new_folders: list[Path] = []
    try:
        for file, text in texts.items():
            for each in (*reversed(file.parent.parents), file.parent):
                if not each.exists():
                    each.mkdir()
                    new_folders.append(each)
            with file.open("x", encoding="utf-8", newline="\n") as opened:
                made.append(file)
                opened.write(text)
        with replacing(folder.course_file) as unfinished:
            unfinished.write_text(course_text, encoding="utf-8", newline="\n")
    except BaseException:  # interrupted, too: else the same command would refuse what it left
        for file in made:
            file.unlink(missing_ok=True)
        for new in reversed(new_folders):
            new.rmdir()
        raise
    return [*made, *([] if has_course else [folder.course_file])]


# --- the reference module ---


def _read(id: str, file: Path) -> tuple[str, str]:
    """The module's name and source."""
    if not _ID.fullmatch(id):
        raise NewError(f"{id!r} is no name for an assignment: two digits, _ and small letters, such as 01_similarity.")
    if file.suffix != ".py" or not re.fullmatch("[a-z][a-z0-9_]*", file.stem) or keyword.iskeyword(file.stem):
        raise NewError(f"{file} should be a Python file named in small letters, such as similarity.py.")
    if file.stem.startswith("test_"):
        raise NewError(f"{file.name} has the name of a test file; the solution needs another one.")
    try:
        source = file.read_text(encoding="utf-8")
    except OSError as error:
        raise NewError(f"{file} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise NewError(f"{file} is not UTF-8 text.") from error
    return file.stem, source


def _questions(file: Path, source: str) -> list[Planned]:
    try:
        functions = public_functions(source, file.name)
    except StubError as error:
        raise NewError(str(error)) from error
    _require_imports(file, source)
    try:
        module = load_module(file, f"reference_{file.stem}")
    except Exception as error:
        raise NewError(f"{file} cannot be imported: {type(error).__name__}: {error}.") from error
    return [_question(module, node, file) for node in functions]


def _require_imports(file: Path, source: str) -> None:
    """Require that the module imports nothing that a submission cannot."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["." * node.level + (node.module or "")]
        else:
            continue
        for name in names:
            if name.split(".")[0] not in {*sys.stdlib_module_names, "numpy"}:
                raise NewError(
                    f"{file.name}, line {node.lineno}: it imports {name}, and submissions to a new assignment have "
                    "NumPy and the standard library."
                )


def _question(module: ModuleType, node: ast.FunctionDef, file: Path) -> Planned:
    found = guess(module, node.name)
    example = example_of(module, node.name, found)
    if found is None or example is None:
        raise NewError(
            f"{file.name}, line {node.lineno}: no arguments were found on which `{node.name}` returns a value without "
            "an error or warning; zeros were among them. Give its parameters type hints, or say the shapes of arrays "
            "in the docstring, as in `x: array (n, d)`."
        )
    bare = ast.FunctionDef(node.name, node.args, [ast.Expr(ast.Constant(...))], [], node.returns, lineno=1)
    signature = ast.unparse(ast.fix_missing_locations(bare)).splitlines()[0].removeprefix("def ").removesuffix(":")
    summary = " ".join((ast.get_docstring(node) or "").strip().split("\n\n")[0].split())
    return Planned(node.name, signature, summary, example, found)


# --- the files ---


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # Python, TOML and Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _texts(folder: CourseFolder, id: str, module: str, source: str, questions: list[Planned]) -> dict[Path, str]:
    """The files and what they hold; course.toml is not among them."""
    calls = [line for each in questions for line in each.guess.lines]
    wrong = any(each.guess.wrong for each in questions)
    alone = any(each.leaves_alone for each in questions)
    course = "" if folder == OWN else f" COURSE=path/to/{folder.root.name}"
    about = {
        "id": id,
        "module": module,
        "title": _title(id, source),
        "questions": questions,
        "uses": ["np"] if wrong else [],
        "asserts": [*(["assert_leaves_inputs_alone"] if alone else []), *(["assert_raises"] if wrong else [])],
        "strategies": [name for name in ("eighths", "vectors") if any(f"{name}(" in line for line in calls)],
        "test_command": f"make test{course} A={id[:2]}",
        "question_command": f"make test{course} A={id[:2]} Q={questions[0].id}",
    }

    def rendered(template: str) -> str:
        return _environment().get_template(f"{template}.jinja").render(about)

    given = folder.assignments / id
    texts = {
        given / f"{module}.py": make_stub(source, module),
        given / f"test_{module}.py": rendered("test_public.py"),
        given / "README.md": rendered("README.md"),
        given / "README.ko.md": rendered("README.ko.md"),
        folder.solutions / id / f"{module}.py": source,
        folder.checks / f"test_{module}.py": rendered("test_hidden.py"),
    }
    ignored = folder.root / ".gitignore"
    if not folder.course_file.exists() and not ignored.exists():
        texts[ignored] = rendered("gitignore")
    for name in [name for name, text in texts.items() if name.suffix == ".py"]:
        try:
            compile(texts[name], str(name), "exec")
        except SyntaxError as error:
            raise NewError(f"{name.name} would not be valid Python, line {error.lineno}: {error.msg}.") from error
    return texts


def _title(id: str, source: str) -> str:
    """What stands before a colon or full stop in the module's docstring, where that is short; else the name."""
    first = (ast.get_docstring(ast.parse(source)) or "").split("\n")[0]
    title = re.split(r"[:.]", first)[0].strip()
    return title if 0 < len(title) <= 60 else id[3:].replace("_", " ").capitalize()


def _course_text(folder: CourseFolder, id: str, module: str, source: str, questions: list[Planned]) -> tuple[str, bool]:
    """course.toml with the new assignment at its end, and whether there was one before."""
    file = folder.course_file
    has_course = file.exists()
    try:
        before = file.read_text(encoding="utf-8") if has_course else _new_course(folder)
    except (OSError, UnicodeDecodeError) as error:
        raise NewError(f"{file} cannot be read ({error}).") from error
    about = {"id": id, "module": module, "title": _title(id, source), "questions": questions}
    entry = _environment().get_template("entry.toml.jinja").render(about)
    text = before + ("" if before.endswith("\n") or not before else "\n") + entry
    for name in _names(before):
        if name == id:
            raise NewError(f"{file} has an assignment {id} already.")
    try:
        Course.model_validate(tomllib.loads(text), context=folder)
    except tomllib.TOMLDecodeError as error:
        raise NewError(f"{file} is not valid TOML once the assignment stands at its end: {error}.") from error
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise NewError(f"{file} would not be right with the assignment {id} at its end: {said}.") from error
    return text, has_course


def _names(course_text: str) -> Iterator[str]:
    try:
        yield from (str(each.get("id")) for each in tomllib.loads(course_text).get("assignments", []))
    except (tomllib.TOMLDecodeError, AttributeError):
        return  # said in another place


def _new_course(folder: CourseFolder) -> str:
    title = folder.root.name.replace("_", " ").replace("-", " ").strip().capitalize() or "A course"
    return _environment().get_template("course.toml.jinja").render(title=title)
