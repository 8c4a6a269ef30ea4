"""The record of a run: results in SQLite, each stored once, whole, when it is final."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from types import TracebackType

from autograder.lateness import Policy
from autograder.publication import Counted
from autograder.resubmissions import Counts, counting
from autograder.results import Result, from_json, to_json

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    student TEXT NOT NULL,
    assignment TEXT NOT NULL,
    key TEXT NOT NULL,             -- what the result depends on: see conditions.grading_key
    score TEXT NOT NULL,           -- exact, "7" or "15/2"
    max_score TEXT NOT NULL,
    status TEXT NOT NULL,
    feedback TEXT NOT NULL,        -- the whole result, as in feedback/*.json
    student_output TEXT NOT NULL,  -- what the submission printed; the student's words
    graded_at TEXT NOT NULL,
    PRIMARY KEY (student, assignment)
) STRICT
"""

_PUBLISHED = """
CREATE TABLE IF NOT EXISTS published (
    version INTEGER NOT NULL,      -- 1, 2, ...: what students have been shown stays here
    published_at TEXT NOT NULL,
    student TEXT NOT NULL,
    assignment TEXT NOT NULL,
    final TEXT NOT NULL,           -- exact, after lateness
    feedback TEXT NOT NULL,
    PRIMARY KEY (version, student, assignment)
) STRICT
"""

_EARLIER = """
CREATE TABLE IF NOT EXISTS earlier (
    student TEXT NOT NULL,
    assignment TEXT NOT NULL,
    digest TEXT NOT NULL,          -- of the files that were handed in
    feedback TEXT NOT NULL,        -- as they were graded last
    PRIMARY KEY (student, assignment, digest)
) STRICT
"""
# A submission that something else takes the place of is kept, when it has a grade.
_KEEP = """
INSERT OR REPLACE INTO earlier SELECT student, assignment, json_extract(feedback, '$.digest'), feedback FROM results
WHERE student = ? AND assignment = ? AND status NOT IN ('missing', 'grader_error')
"""


class StoreError(Exception):
    """The record cannot be used. The message says why and what to do."""


class Busy(StoreError):
    """Another run is writing to the same folder."""


class Store:
    """`grades.db` in a folder, locked against a second run for as long as it is open."""

    def __init__(self, folder: Path) -> None:
        """Open or create it. Raises `Busy` when another run has it, `StoreError` when it cannot be used."""
        self._file = folder / "grades.db"
        with ExitStack() as opened:  # what was opened is closed again when a later step fails
            opened.enter_context(_locked(folder))
            with self._explained():
                self._connection = opened.enter_context(closing(sqlite3.connect(self._file)))
                self._prepare()
            self._opened = opened.pop_all()

    def _prepare(self) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, _VERSION):
            raise StoreError(
                f"{self._file} was written by another version of Descent; choose another folder with OUT=..."
            )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        with self._connection:
            self._connection.execute(_SCHEMA)
            self._connection.execute(_PUBLISHED)
            self._connection.execute(_EARLIER)
            self._connection.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite raises into a `StoreError`."""
        try:
            yield
        except sqlite3.Error as error:
            if "full" in str(error) or "I/O" in str(error):
                raise StoreError(
                    f"{self._file} cannot be written ({error}): is the disk full? What was stored before is safe; "
                    "make room and run the same command again."
                ) from error
            raise self._unusable(error) from error

    def _unusable(self, why: object) -> StoreError:
        return StoreError(f"{self._file} cannot be used ({why}). Move it away, or choose another folder with OUT=...")

    def find(self, student: str, assignment: str, key: str) -> Result | None:
        """The stored result, when it is there and depends on the same things. Raises `StoreError`."""
        with self._explained():
            row = self._connection.execute(
                "SELECT feedback, student_output FROM results WHERE student = ? AND assignment = ? AND key = ?",
                (_storable(student), assignment, key),
            ).fetchone()
        return self._result(*row) if row else None

    def put(self, result: Result, key: str) -> None:
        """Store a result; durable when this returns. Raises `StoreError`, and then the former record is untouched."""
        row = (
            result.student,
            result.assignment,
            key,
            str(result.score),
            str(result.max_score),
            result.status.value,
            json.dumps(to_json(result), ensure_ascii=False),
            result.student_output,
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
        about = [_storable(each) for each in (result.student, result.assignment)]
        with self._explained(), self._connection:
            self._connection.execute(_KEEP, about)
            if result.is_final:
                self._connection.execute(
                    "DELETE FROM earlier WHERE student = ? AND assignment = ? AND digest = ?",
                    (*about, _storable(result.digest)),
                )
            self._connection.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [_storable(each) for each in row]
            )

    def earlier(self) -> list[Result]:
        """Submissions that were graded once, and are not the last of their student. Raises `StoreError`."""
        with self._explained():
            rows = self._connection.execute(
                "SELECT feedback FROM earlier ORDER BY student, assignment, digest"
            ).fetchall()
        return [self._result(feedback, "") for (feedback,) in rows]

    def everything(self) -> list[Result]:
        """All that is stored. Raises `StoreError`."""
        return self.of_other_assignments(set())

    def of_other_assignments(self, these: set[str]) -> list[Result]:
        """What earlier runs stored for assignments that are not among `these`. Raises `StoreError`."""
        with self._explained():
            rows = self._connection.execute("SELECT assignment, feedback, student_output FROM results").fetchall()
        return [self._result(feedback, output) for assignment, feedback, output in rows if assignment not in these]

    def counting(self, current: Iterable[Result], counts: Counts, policy: Policy | None) -> list[Result]:
        """What counts for each of `current`: see `resubmissions.counting`. Raises `StoreError`."""
        return counting(current, self.earlier() if counts is Counts.BEST else (), counts, policy)

    def publish(self, grades: Iterable[Counted]) -> int:
        """Keep `grades` as the next version, whole or not at all; its number. Raises `StoreError`."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._explained(), self._connection:
            version = int(self._connection.execute("SELECT COALESCE(MAX(version), 0) + 1 FROM published").fetchone()[0])
            for each in grades:
                feedback = json.dumps(to_json(each.result), ensure_ascii=False)
                row = (each.result.student, each.result.assignment, str(each.final), feedback)
                self._connection.execute(
                    "INSERT INTO published VALUES (?, ?, ?, ?, ?, ?)", (version, now, *map(_storable, row))
                )
        return version

    def published(self) -> tuple[int, str, list[Counted]]:
        """The last version, when it was published, and its grades; version 0 before the first. Raises `StoreError`."""
        with self._explained():
            rows = self._connection.execute(
                "SELECT version, published_at, final, feedback FROM published "
                "WHERE version = (SELECT MAX(version) FROM published) ORDER BY student, assignment"
            ).fetchall()
        if not rows:
            return 0, "", []
        return rows[0][0], rows[0][1], [Counted(self._result(row[3], ""), Fraction(row[2])) for row in rows]

    def _result(self, feedback: str, output: str) -> Result:
        try:
            return replace(from_json(json.loads(feedback)), student_output=output)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:  # changed by hand
            raise self._unusable(f"it holds a result that cannot be read: {error}") from error

    def close(self) -> None:
        """Release the record for the next run."""
        with suppress(sqlite3.Error):
            self._opened.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """`folder`, made when it is not there, with its lock held."""
    import fcntl

    with ExitStack() as opened:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = opened.enter_context((folder / ".lock").open("a+b"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(
                f"Another run is grading into {folder}; wait for it to end, or choose another folder with OUT=..."
            ) from None
        except OSError as error:
            raise StoreError(
                f"{folder} cannot be written to ({error.strerror}). Choose another folder with OUT=..."
            ) from error
        yield


def _storable(text: str) -> str:
    """`text` without what UTF-8 cannot hold: halves of surrogate pairs become question marks."""
    return text.encode("utf-8", "replace").decode()
