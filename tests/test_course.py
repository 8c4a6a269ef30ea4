"""course.toml: what is right is read exactly; what is wrong is named with key, line and what was expected."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import Course, CourseError, Question, TrainingTable, line_of, load_course
from autograder.environment import ROOT

SOUND = """\
# The course.
title = "Sound"

[profiles.cpu]
call_seconds = 4          # per call
import_seconds = 10.5
submission_seconds = 60
memory_mb = 1024

[profiles.slow]
call_seconds = 40
import_seconds = 100
submission_seconds = 600
memory_mb = 2048

[[assignments]]
id = "01_first_steps"
module = "first_steps"
title = "First steps"
questions = [
    { id = "walk", points = 2, hidden_checks = 5 },
    { id = "run", points = "1/2", hidden_checks = 0 },
]

[[assignments]]
id = "02_next"
module = "next_steps"
title = "Next"
deadline = 2030-01-31T23:59:00+09:00
questions = [
    { id = "walk", points = "15/4", hidden_checks = 1 },
    { id = "turn", points = 3, hidden_checks = 2 },
    { id = "stop", points = 3, hidden_checks = 2 },
]

[[assignments]]
id = "10_last"
module = "last"
title = "Last"

[[assignments.questions]]
id = "rest"
points = 1
hidden_checks = 0

[[assignments.questions]]
id = "sleep"
points = 2
hidden_checks = 0
"""


def load(tmp_path: Path, text: str) -> Course:
    (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    return load_course(tmp_path / "course.toml")


def line(text: str, of: str) -> int:
    """The only line of `text` that contains `of`."""
    numbers = [number for number, each in enumerate(text.splitlines(), 1) if of in each]
    assert len(numbers) == 1, numbers
    return numbers[0]


# --- what is right ---


def test_the_real_course_loads() -> None:
    course = load_course()
    first = ["00_first_learner", "01_gradient_descent", "02_activations"]
    assert [assignment.id for assignment in course.assignments][:3] == first
    for assignment in course.assignments:
        assert assignment.public_file.is_relative_to(ROOT / "assignments" / assignment.id)
        assert assignment.hidden_file == ROOT / "autograder" / "checks" / f"test_{assignment.module}.py"
        assert assignment.max_points == sum(question.points for question in assignment.questions) > 0
    budget = course.profiles["cpu"].budget()
    assert (budget.call_seconds, budget.memory_bytes) == (4.0, 2**30)


def test_a_sound_course(tmp_path: Path) -> None:
    course = load(tmp_path, SOUND)
    assert (course.title, list(course.profiles)) == ("Sound", ["cpu", "slow"])
    first, second, last = course.assignments
    assert [question.points for question in first.questions] == [Fraction(2), Fraction(1, 2)]
    assert first.max_points == Fraction(5, 2)
    assert first.deadline is None
    assert second.deadline is not None
    assert second.deadline.astimezone(UTC) == datetime(2030, 1, 31, 14, 59, tzinfo=UTC)
    assert [question.id for question in last.questions] == ["rest", "sleep"]
    assert course.profiles["cpu"].budget().import_seconds == 10.5


@given(st.fractions(min_value="1/1000000").filter(bool))
def test_points_are_exact(points: Fraction) -> None:
    written = points.numerator if points.denominator == 1 else str(points)
    assert Question.model_validate({"id": "a", "points": written, "hidden_checks": 0}).points == points


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, "01_first_steps") for name in ("01_first_steps", "01", "1", "first_steps")),
        *((name, "02_next") for name in ("02_next", "02", "2", "next", "next_steps")),
        *((name, "10_last") for name in ("10_last", "10", "last")),
    ],
)
def test_assignments_are_found_by_all_their_names(tmp_path: Path, name: str, expected: str) -> None:
    assert load(tmp_path, SOUND).find(name).id == expected


@pytest.mark.parametrize(
    "name", ["", "0", "3", "001", "steps", "02_", "_next", "NEXT", "01_first_steps/", "1.0", "../02"]
)
def test_other_names_are_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(CourseError) as error:
        load(tmp_path, SOUND).find(name)
    assert repr(name) in str(error.value)
    assert "01_first_steps, 02_next, 10_last" in str(error.value)


# --- what is wrong ---

# What is replaced, by what, the key that the sentence names, and a part of what it says was expected.
# The line to name is the last of the replacement.
WRONG: dict[str, tuple[str, str, str, str]] = {
    "points as a float": (
        "points = 2, hidden_checks = 5",
        "points = 2.0, hidden_checks = 5",
        "questions[0].points",
        "1/2",
    ),
    "points as a fraction": ("hidden_checks = 5", "hidden_checks = 0.5", "questions[0].hidden_checks", "integer"),
    "points of nothing": ('"15/4"', "0", "assignments[1].questions[0].points", "above 0"),
    "negative points": ('"15/4"', "-1", "assignments[1].questions[0].points", "above 0"),
    "points divided by nothing": ('"15/4"', '"1/0"', "assignments[1].questions[0].points", "1/2"),
    "points in words": ('"15/4"', '"many"', "assignments[1].questions[0].points", "1/2"),
    "points that are true": ('"15/4"', "true", "assignments[1].questions[0].points", "1/2"),
    "points in the last table": ("points = 1\n", "points = 1.5\n", "assignments[2].questions[0].points", "1/2"),
    "an id in capitals": ('{ id = "turn"', '{ id = "Turn"', "assignments[1].questions[1].id", "pattern"),
    "an id that is taken": ('{ id = "stop"', '{ id = "notes"', "assignments[1].questions[2].id", "a name other than"),
    "an id with a dash": ('{ id = "stop"', '{ id = "st-op"', "assignments[1].questions[2].id", "pattern"),
    "an assignment without a number": ('"02_next"', '"next"', "assignments[1].id", "pattern"),
    "an assignment that leaves its folder": ('"02_next"', '"02_../../next"', "assignments[1].id", "pattern"),
    "a module that is a path": ('"next_steps"', '"a/b"', "assignments[1].module", "pattern"),
    "a title of another type": ('title = "Next"', "title = 7", "assignments[1].title", "string"),
    "an empty title": ('title = "Last"', 'title = ""', "assignments[2].title", "at least 1"),
    "an empty course title": ('title = "Sound"', 'title = ""', "title", "at least 1"),
    "a deadline without a zone": ("+09:00", "", "assignments[1].deadline", "timezone"),
    "a deadline as a day's number": ("2030-01-31T23:59:00+09:00", "20261001", "assignments[1].deadline", "datetime"),
    "a deadline as a number in quotes": ("2030-01-31T23:59:00+09:00", '"1"', "assignments[1].deadline", "datetime"),
    "a deadline in words": ("2030-01-31T23:59:00+09:00", '"soon"', "assignments[1].deadline", "datetime"),
    "seconds in words": ("call_seconds = 4 ", 'call_seconds = "four" ', "profiles.cpu.call_seconds", "number"),
    "no seconds": ("call_seconds = 40", "call_seconds = 0", "profiles.slow.call_seconds", "greater than 0"),
    "seconds that are no number": (
        "call_seconds = 40",
        "call_seconds = nan",
        "profiles.slow.call_seconds",
        "should be",
    ),
    "seconds that never end": ("call_seconds = 40", "call_seconds = inf", "profiles.slow.call_seconds", "finite"),
    "seconds that are true": ("call_seconds = 40", "call_seconds = true", "profiles.slow.call_seconds", "number"),
    "seconds in quotes": ("call_seconds = 40", 'call_seconds = "40"', "profiles.slow.call_seconds", "number"),
    "too little memory": ("memory_mb = 2048", "memory_mb = 1", "profiles.slow.memory_mb", "64"),
    "half a megabyte": ("memory_mb = 2048", "memory_mb = 100.5", "profiles.slow.memory_mb", "integer"),
    "negative checks": (
        "hidden_checks = 1 }",
        "hidden_checks = -1 }",
        "assignments[1].questions[0].hidden_checks",
        "0",
    ),
    "checks in quotes": ("hidden_checks = 1 }", 'hidden_checks = "1" }', "questions[0].hidden_checks", "integer"),
    "checks that are true": ("hidden_checks = 1 }", "hidden_checks = true }", "questions[0].hidden_checks", "integer"),
    "an unknown key": (
        'module = "last"',
        'module = "last"\nteacher = "Kim"',
        "assignments[2].teacher",
        "not permitted",
    ),
    "an unknown key of a question": (
        "hidden_checks = 1 }",
        "hidden_checks = 1, hint = 2 }",
        "questions[0].hint",
        "not permitted",
    ),
    "an unknown key of the course": ('title = "Sound"', 'title = "Sound"\nyear = 2030', "year", "not permitted"),
    "a forbidden library": (
        'title = "Next"',
        'title = "Next"\nlibrary = "torch"',
        "assignments[1].library",
        "numpy",
    ),
}


@pytest.mark.parametrize(("old", "new", "key", "expected"), WRONG.values(), ids=WRONG)
def test_a_wrong_value_is_named(tmp_path: Path, old: str, new: str, key: str, expected: str) -> None:
    assert SOUND.count(old) == 1
    text = SOUND.replace(old, new)
    with pytest.raises(CourseError) as error:
        load(tmp_path, text)
    said = str(error.value)
    assert "\n" not in said
    assert re.search(rf"`[^`]*{re.escape(key)}`: expected ", said), said
    assert expected in said
    written = SOUND[: SOUND.index(old)].count("\n") + new.rstrip().count("\n") + 1
    assert f"course.toml, line {written}: " in said


@pytest.mark.parametrize(
    ("left_out", "key", "beside"),
    [
        ("call_seconds = 40\n", "profiles.slow.call_seconds", "[profiles.slow]"),
        ('module = "next_steps"\n', "assignments[1].module", '"02_next"'),
        ('title = "Last"\n', "assignments[2].title", '"10_last"'),
        ("points = 1\n", "assignments[2].questions[0].points", '"rest"'),
        ('points = "15/4", ', "assignments[1].questions[0].points", "hidden_checks = 1 }"),
        ('title = "Sound"\n', "title", "# The course."),
    ],
)
def test_a_missing_key_is_named_with_the_table_that_lacks_it(
    tmp_path: Path, left_out: str, key: str, beside: str
) -> None:
    """The line is that of the table: its heading, or for an inline table its only line."""
    assert SOUND.count(left_out) == 1
    text = SOUND.replace(left_out, "")
    with pytest.raises(CourseError) as error:
        load(tmp_path, text)
    said = str(error.value)
    assert f"`{key}`: expected " in said
    assert "required" in said
    number = int(re.search(r"line (\d+)", said)[1])  # type: ignore[index]
    assert number in (line(text, beside), line(text, beside) - 1)


@pytest.mark.parametrize(
    ("old", "new", "key", "expected", "at"),
    [
        (
            'id = "run"',
            'id = "walk"',
            "assignments[0]",
            "every question once; 'walk' is there twice",
            '"01_first_steps"',
        ),
        ('id = "stop"', 'id = "turn"', "assignments[1]", "every question once; 'turn' is there twice", '"02_next"'),
        ('"10_last"', '"02_next"', "", "every assignment once; '02_next' is there twice", "# The course."),
    ],
)
def test_what_is_there_twice(tmp_path: Path, old: str, new: str, key: str, expected: str, at: str) -> None:
    text = SOUND.replace(old, new)
    with pytest.raises(CourseError) as error:
        load(tmp_path, text)
    said = str(error.value)
    assert f"`{key or 'the file'}`: expected {expected}" in said
    number = int(re.search(r"line (\d+)", said)[1])  # type: ignore[index]
    assert number in (line(SOUND, at), line(SOUND, at) - 1)


@pytest.mark.parametrize(("old", "new"), [('"02_next"', '"01_next"'), ('"next_steps"', '"first_steps"')])
def test_a_name_that_would_mean_two_assignments(tmp_path: Path, old: str, new: str) -> None:
    """`make test A=01` must mean one assignment, and a file first_steps.py belong to one."""
    with pytest.raises(CourseError, match="twice"):
        load(tmp_path, SOUND.replace(old, new))


def test_no_questions_no_assignments_no_profiles(tmp_path: Path) -> None:
    profile = SOUND[SOUND.index("[profiles.cpu]") : SOUND.index("[profiles.slow]")]
    cases = {
        f'title = "T"\n{profile}': "`assignments`: expected field required",
        f'title = "T"\nassignments = []\n{profile}': "line 2: `assignments`: expected tuple should have at least 1",
        SOUND[: SOUND.index("[profiles")]
        + SOUND[SOUND.index("[[assignments]]") :]: "`profiles`: expected field required",
        f'title = "T"\n{profile}[[assignments]]\nid = "01_a"\nmodule = "a"\ntitle = "A"\nquestions = []\n': (
            "line 12: `assignments[0].questions`: expected tuple should have at least 1"
        ),
        "": "line 1: `title`: expected field required",
    }
    for text, said in cases.items():
        with pytest.raises(CourseError) as error:
            load(tmp_path, text)
        assert said in str(error.value)


def test_further_problems_are_counted(tmp_path: Path) -> None:
    text = SOUND.replace("points = 2, ", "points = 2.5, ").replace('"15/4"', "0.5")
    with pytest.raises(CourseError) as error:
        load(tmp_path, text)
    assert f"line {line(text, 'points = 2.5')}: " in str(error.value)
    assert "(1 more problem" in str(error.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [("near", {"acuracy": 0.02}), ("near", {"accuracy": -1.0}), ("bands", {"accuracy": (float("nan"),)})],
)
def test_what_training_is_asked_for_has_no_slips(key: str, value: object) -> None:
    _, training = load_course().find("05").training.popitem()
    assert TrainingTable.model_validate(training.model_dump()) == training
    with pytest.raises(ValueError, match=key):
        TrainingTable.model_validate({**training.model_dump(), key: value})


def test_files_that_are_no_course(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"nowhere.toml cannot be read \(No such file"):
        load_course(tmp_path / "nowhere.toml")
    with pytest.raises(CourseError, match="cannot be read"):
        load_course(tmp_path)
    (tmp_path / "course.toml").write_bytes(b"title = '\xff'\n")
    with pytest.raises(CourseError, match="is not UTF-8"):
        load_course(tmp_path / "course.toml")
    with pytest.raises(CourseError, match=r"course.toml is not valid TOML: .*\(at line 3, column"):
        load(tmp_path, 'title = "A"\n\n[profiles\n')
    with pytest.raises(CourseError, match="is not valid TOML"):
        load(tmp_path, 'title = "A"\ntitle = "B"\n')


@pytest.mark.parametrize("index", [0, 1])
def test_the_lines_of_the_real_course(index: int) -> None:
    """Every key of the file that ships is found where it is written."""
    text = (ROOT / "course.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    assignment = load_course().assignments[index]
    assert lines[line_of(text, ("assignments", index, "title")) - 1] == f'title = "{assignment.title}"'
    assert lines[line_of(text, ("assignments", index, "module")) - 1] == f'module = "{assignment.module}"'
    for number, question in enumerate(assignment.questions):
        for key in ("id", "points", "hidden_checks"):
            at = lines[line_of(text, ("assignments", index, "questions", number, key)) - 1]
            assert f'id = "{question.id}",' in at
            assert f"{key} = " in at
