"""course.toml, read and validated: the assignments, their questions and points, and what a submission may use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from autograder.course_folder import OWN, CourseFolder
from autograder.environment import names_of
from autograder.language import translate
from autograder.lateness import LatePolicy
from autograder.resubmissions import Counts
from autograder.sandbox.budget import Budget
from autograder.sandbox.runtime import Runtime
from autograder.submission import TAKEN
from autograder.training import Training


class CourseError(Exception):
    """course.toml is missing or wrong. The message names the key, the line and what was expected."""


def _exact(value: object) -> Fraction:
    if isinstance(value, int | str) and not isinstance(value, bool):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            pass
    raise ValueError('a whole number, or a fraction in quotes such as "1/2"')


def _positive(value: Fraction) -> Fraction:
    if value <= 0:
        raise ValueError("a number above 0")
    return value


def _share(value: Fraction) -> Fraction:
    if not 0 <= value <= 1:
        raise ValueError("a share between 0 and 1")
    return value


def _not_taken(name: str) -> str:
    if name in TAKEN:
        raise ValueError(f"a name other than `{name}`: `submission.{name}` means something else in a check")
    return name


Points = Annotated[Fraction, BeforeValidator(_exact), AfterValidator(_positive)]
Share = Annotated[Fraction, BeforeValidator(_exact), AfterValidator(_share)]
# Strict: a number in quotes, or true, is a slip of the pen and not a number.
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False, strict=True)]
Threshold = Annotated[float, Field(allow_inf_nan=False, strict=True)]
Distance = Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class _Placed(_Table):
    """A table that knows the folder of its course."""

    _folder: CourseFolder = PrivateAttr(default=OWN)

    def model_post_init(self, context: Any) -> None:
        """Take the folder that `load_course` read the file from."""
        if isinstance(context, CourseFolder):
            self._folder = context

    @property
    def folder(self) -> CourseFolder:
        """Where the course lies."""
        return self._folder


class Question(_Table):
    """One question: a function to write, and how many hidden checks judge it beside the public ones."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$"), AfterValidator(_not_taken)]
    points: Points
    hidden_checks: Annotated[int, Field(ge=0, strict=True)]


class TrainingTable(_Table):
    """What a training task may use on a kind of runner, in the place of its profile's limits, and what is asked of it.

    `bands` and `near` are described at `training.Training`; an assignment's checks say which names they need.
    """

    rows: Annotated[int, Field(ge=1, strict=True)]
    test_rows: Annotated[int, Field(ge=0, strict=True)] = 0
    epochs: Annotated[int, Field(ge=1, strict=True)]
    batch_size: Annotated[int, Field(ge=1, strict=True)]
    call_seconds: Seconds
    submission_seconds: Seconds
    memory_mb: Annotated[int, Field(ge=64, strict=True)]
    bands: dict[str, tuple[Threshold, ...]]
    near: dict[str, Distance] = {}

    @model_validator(mode="after")
    def _near_a_band(self) -> TrainingTable:
        if unknown := self.near.keys() - self.bands.keys():
            raise ValueError(f"in `near` only names of `bands` ({', '.join(self.bands)}), without {min(unknown)}")
        return self


class Assignment(_Placed):
    """One assignment: the folder `id` under assignments/ and solutions/, and the module in it."""

    id: Annotated[str, Field(pattern=r"^[0-9]{2}_[a-z][a-z0-9_]*$")]
    module: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Annotated[str, Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    deadline: Annotated[AwareDatetime, Field(strict=True)] | None = None  # strict: a number is no time
    canvas_id: Annotated[int, Field(ge=1, strict=True)] | None = None  # of the assignment, for the gradebook's heading
    library: Literal["numpy", "keras"] = "numpy"  # what submissions may import
    training: dict[str, TrainingTable] = {}  # by the profile's name
    requires: tuple[str, ...] = ()  # extras of pyproject.toml that students need for it

    @model_validator(mode="after")
    def _distinct(self) -> Assignment:
        _require_distinct("question", (question.id for question in self.questions))
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called: "02_activations", "02", "2" or "activations"."""
        return names_of(self.id, self.module)

    @property
    def max_points(self) -> Fraction:
        """The sum of the questions' points."""
        return sum((question.points for question in self.questions), Fraction(0))

    @property
    def public_file(self) -> Path:
        """The test file that ships to students."""
        return self.folder.assignments / self.id / f"test_{self.module}.py"

    @property
    def hidden_file(self) -> Path:
        """The test file that does not."""
        return self.folder.checks / f"test_{self.module}.py"

    @property
    def stub(self) -> Path:
        """The module that students fill in."""
        return self.folder.assignments / self.id / f"{self.module}.py"

    def handout(self, lang: str) -> Path:
        """What students read in a language, whether there is one in it or not."""
        return self.stub.with_name("README.md" if lang == "en" else f"README.{lang}.md")

    def heading(self, lang: str) -> str:
        """The handout's heading, "02 Activation functions"; empty where there is none. Raises OSError."""
        handout = self.handout(lang)
        first = handout.read_text(encoding="utf-8").split("\n", 1)[0] if handout.is_file() else ""
        return first.removeprefix("# ").strip()

    def handout_title(self, lang: str) -> str:
        """The handout's heading without the number; empty where there is none. Raises OSError."""
        return self.heading(lang).removeprefix(self.id[:2]).strip()

    def title_in(self, lang: str) -> str:
        """`title`, which is English; in another language that of the handout, where there is one."""
        if lang == "en":
            return self.title
        try:
            return self.handout_title(lang) or self.title
        except (OSError, UnicodeDecodeError):
            return self.title

    @property
    def reference(self) -> Path:
        """The same module, filled in."""
        return self.folder.solutions / self.id / f"{self.module}.py"

    def training_on(self, profile: str, secret: bytes) -> Training | None:
        """What the checks that train are told, or None for an assignment without any."""
        table = self.training.get(profile)
        if table is None:
            return None
        sizes = (table.rows, table.test_rows, table.epochs, table.batch_size)
        return Training(self.id, *sizes, table.bands, table.near, secret)


class Profile(_Table):
    """What one submission may use on a kind of runner. Seconds are CPU time."""

    gpu: bool = False
    threads: Annotated[int, Field(ge=1, strict=True)] = 1
    call_seconds: Seconds
    import_seconds: Seconds
    submission_seconds: Seconds
    memory_mb: Annotated[int, Field(ge=64, strict=True)]

    def budget(self) -> Budget:
        """The same as the sandbox takes it."""
        return Budget(self.call_seconds, self.import_seconds, self.submission_seconds, self.memory_mb * 2**20)


class LateTable(_Table):
    """What is taken off a late submission: see `lateness.LatePolicy`."""

    per: Literal["day", "hour"] = "day"
    penalty: Share
    grace_minutes: Annotated[int, Field(ge=0, strict=True)] = 0
    most: Share = Fraction(1)

    def policy(self) -> LatePolicy:
        """The same as `lateness` takes it."""
        unit = timedelta(days=1) if self.per == "day" else timedelta(hours=1)
        return LatePolicy(unit, self.penalty, timedelta(minutes=self.grace_minutes), self.most)


class Course(_Placed):
    """The whole of course.toml."""

    title: Annotated[str, Field(min_length=1)]
    late: LateTable | None = None
    counts: Counts = Counts.LAST  # of several submissions
    profiles: Annotated[dict[str, Profile], Field(min_length=1)]
    assignments: Annotated[tuple[Assignment, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _distinct(self) -> Course:
        _require_distinct("assignment", (assignment.id for assignment in self.assignments))
        _require_distinct("name of an assignment", (name for each in self.assignments for name in each.names))
        for each in self.assignments:
            if each.training and each.training.keys() != self.profiles.keys():
                raise ValueError(f"training of {each.id} for every profile ({', '.join(self.profiles)}) and no other")
        return self

    def budget(self, assignment: Assignment, profile: str) -> Budget:
        """What a submission to `assignment` may use on a runner; a training task has limits of its own."""
        budget, training = self.profiles[profile].budget(), assignment.training.get(profile)
        if training is None:
            return budget
        memory = training.memory_mb * 2**20
        return Budget(training.call_seconds, budget.import_seconds, training.submission_seconds, memory)

    def runtime(self, assignment: Assignment, profile: str) -> Runtime:
        """What the sandbox of a submission to `assignment` offers on a runner."""
        runner, keras = self.profiles[profile], assignment.library == "keras"
        return Runtime(assignment.library, runner.threads if keras else 1, runner.gpu and keras)

    def find(self, name: str) -> Assignment:
        """The assignment called `name`, see `Assignment.names`. Raises `CourseError` when there is none."""
        for assignment in self.assignments:
            if name in assignment.names:
                return assignment
        known = ", ".join(assignment.id for assignment in self.assignments)
        sentence = translate("There is no assignment {name}. The course has: {known}.")
        raise CourseError(sentence.format(name=repr(name), known=known))


def _require_distinct(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"every {what} once; {name!r} is there twice")
        seen.add(name)


def load_course(path: Path = OWN.course_file) -> Course:
    """Read and validate the file course.toml of a course, whose folder is that of the file.

    Raises `CourseError` with one sentence that names the key, the line and what was expected.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(f"{path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise CourseError(f"{path} is not UTF-8 text.") from error
    try:
        return Course.model_validate(tomllib.loads(text), context=CourseFolder(path.resolve().parent))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path.name} is not valid TOML: {error}.") from error
    except ValidationError as error:
        raise CourseError(_sentence(path.name, text, error)) from error


def _sentence(name: str, text: str, error: ValidationError) -> str:
    first = error.errors()[0]
    place = first["loc"]
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
    expected = first["msg"].removeprefix("Value error, ")
    got: Any = first["input"]
    wrote = "" if isinstance(got, dict | list) or first["type"] == "missing" else f", not {got!r}"
    others = error.error_count() - 1
    more = f" ({others} more problem{' follows' if others == 1 else 's follow'}.)" if others else ""
    wanted = expected[:1].lower() + expected[1:]
    return f"{name}, line {line_of(text, place)}: `{key or 'the file'}`: expected {wanted}{wrote}.{more}"


def line_of(text: str, place: tuple[str | int, ...]) -> int:
    """The line on which the value at `place` begins, or the nearest thing around it that is written there.

    `text` is valid TOML. A value begins on the first line up to which the text already holds it.
    """
    lines = text.split("\n")
    line, reached = 1, 0
    for number in range(1, len(lines) + 1):
        depth = _depth(_beginning(lines[:number]), place)
        if depth > reached:
            line, reached = number, depth
    return line


def _beginning(lines: list[str]) -> object:
    """What the first lines of a file hold; they may end within an array, where one more bracket closes it."""
    for end in ([], ["]"]):
        with suppress(tomllib.TOMLDecodeError):
            return tomllib.loads("\n".join(lines + end))
    return {}


def _depth(value: Any, place: tuple[str | int, ...]) -> int:
    """How many steps of `place` can be taken into `value`."""
    for depth, part in enumerate(place):
        try:
            value = value[part]
        except (LookupError, TypeError):
            return depth
    return len(place)
