"""Where the things of a course lie: of Descent's own, in this repository, or of one in a folder elsewhere.

Needed before anything is installed: the standard library only.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.environment import ROOT

VARIABLE = "DESCENT_COURSE"  # names a course where `--course` does not


@dataclass(frozen=True)
class CourseFolder:
    """A folder with course.toml, assignments/ and solutions/; `root` is absolute.

    What only instructors have, checks/ first of all, lies in its folder autograder/ where it has one, as Descent's own
    course does; else directly in it.
    """

    root: Path

    @property
    def course_file(self) -> Path:
        """course.toml."""
        return self.root / "course.toml"

    @property
    def assignments(self) -> Path:
        """What students get, a folder for each assignment."""
        return self.root / "assignments"

    @property
    def solutions(self) -> Path:
        """The reference modules, in folders of the same names."""
        return self.root / "solutions"

    @property
    def _instructors(self) -> Path:
        own = self.root / "autograder"
        return own if own.is_dir() else self.root

    @property
    def checks(self) -> Path:
        """The hidden checks, test_<module>.py, and the modules that they share."""
        return self._instructors / "checks"

    @property
    def strength(self) -> Path:
        """What `verify` reads (mistakes, variants, equivalent mutants) and writes."""
        return self._instructors / "strength"

    @property
    def calibration(self) -> Path:
        """What `calibrate` reads (variants) and writes."""
        return self._instructors / "calibration"

    @property
    def secret(self) -> Path:
        """The file with the secret that training tasks are drawn from."""
        return self.root / "course.secret"

    @property
    def build(self) -> Path:
        """What can be made again."""
        return self.root / "build"

    @property
    def sample_class(self) -> Path:
        """The submissions that are graded when none are named; a course need not have any."""
        return self.root / "tests" / "sample_class"

    @property
    def hidden(self) -> tuple[str, ...]:
        """Paths of which no submission may see anything."""
        paths = (self.checks, self.solutions, self.course_file, self.secret)
        return tuple(map(str, paths))

    def helpers(self) -> list[Path]:
        """The modules of a course elsewhere that its checks may import: of checks/ and shared/, but no test files.

        Those of Descent's own course belong to the engine: courses elsewhere import them as well.
        """
        if self == OWN:
            return []
        found = [*self.checks.rglob("*.py"), *(self.root / "shared").rglob("*.py")]
        return sorted(file for file in found if not file.name.startswith("test_"))

    def pytest_options(self) -> list[str]:
        """What makes pytest import this course's checks, and lets them say `from checks.x` and `from shared.y`.

        Nothing above the folder is looked at: neither a conftest.py nor, one by one, all that lies beside it.
        """
        quoted = "'" + str(self.root).replace("'", "'\"'\"'") + "'"  # pytest splits the value as a shell does
        root = ["--rootdir", str(self.root), "--confcutdir", str(self.root)]
        return ["-c", os.devnull, *root, "--import-mode=importlib", "-o", f"pythonpath={quoted}"]


OWN = CourseFolder(ROOT)


def folder_at(path: Path | str | None) -> CourseFolder:
    """The course in the folder `path`; Descent's own when it is None or empty."""
    return CourseFolder(Path(path).resolve()) if path else OWN


def folder_around(file: Path) -> CourseFolder:
    """The course that `file` belongs to: the nearest folder above it that has a course.toml; else Descent's own."""
    return next((CourseFolder(each) for each in file.resolve().parents if (each / "course.toml").is_file()), OWN)


def from_command_line(words: Sequence[str]) -> tuple[CourseFolder, list[str]]:
    """The course that the first words (`--course PATH`) or the environment name, and the words after that."""
    named, rest = os.environ.get(VARIABLE), list(words)
    if rest and rest[0].startswith("--course="):
        named = rest.pop(0).partition("=")[2]
    elif len(rest) > 1 and rest[0] == "--course":
        named, rest = rest[1], rest[2:]
    return folder_at(named), rest
