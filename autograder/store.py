"""The record of a run: results in SQLite, each stored once, whole, when it is final."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from autograder.results import Result, from_json, to_json

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    student TEXT NOT NULL,
    assignment TEXT NOT NULL,
    key TEXT NOT NULL,             -- what the result depends on: see grading.grading_key
    score TEXT NOT NULL,           -- exact, "7" or "15/2"
    max_score TEXT NOT NULL,
    status TEXT NOT NULL,
    feedback TEXT NOT NULL,        -- the whole result, as in feedback/*.json
    student_output TEXT NOT NULL,  -- what the submission printed; the student's words
    graded_at TEXT NOT NULL,
    PRIMARY KEY (student, assignment)
) STRICT
"""


class StoreError(Exception):
    """The record cannot be used. The message says why and what to do."""


class Busy(StoreError):
    """Another run is writing to the same folder."""


class Store:
    """`grades.db` in a folder, locked against a second run for as long as it is open."""

    def __init__(self, folder: Path) -> None:
        """Open or create it. Raises `Busy` when another run has it, `StoreError` when it cannot be used."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / ".lock").open("a+b")
        except OSError as error:
            raise StoreError(
                f"{folder} cannot be written to ({error.strerror}). Choose another folder with OUT=..."
            ) from error
        self._take_lock(folder)
        self._file = folder / "grades.db"
        try:
            self._connection = sqlite3.connect(self._file)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise StoreError(
                    f"{self._file} was written by another version of Descent; choose another folder with OUT=..."
                )
            with self._connection:
                self._connection.execute(_SCHEMA)
                self._connection.execute(f"PRAGMA user_version = {_VERSION}")
        except sqlite3.Error as error:
            raise self._error(error) from error

    def _take_lock(self, folder: Path) -> None:
        import fcntl

        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise Busy(
                f"Another run is grading into {folder}; wait for it to end, or choose another folder with OUT=..."
            ) from None

    def _error(self, error: sqlite3.Error) -> StoreError:
        if "full" in str(error) or "I/O" in str(error):
            return StoreError(
                f"{self._file} cannot be written ({error}): is the disk full? What was stored before is safe; "
                "make room and run the same command again."
            )
        return StoreError(f"{self._file} cannot be used ({error}). Move it away, or choose another folder with OUT=...")

    def find(self, student: str, assignment: str, key: str) -> Result | None:
        """The stored result, when it is there and depends on the same things."""
        try:
            row = self._connection.execute(
                "SELECT feedback, student_output FROM results WHERE student = ? AND assignment = ? AND key = ?",
                (student, assignment, key),
            ).fetchone()
        except sqlite3.Error as error:
            raise self._error(error) from error
        return _result(*row) if row else None

    def put(self, result: Result, key: str) -> None:
        """Store a result; durable when this returns. Raises `StoreError`, and then the former record is untouched."""
        row = (
            result.student,
            result.assignment,
            key,
            str(result.score),
            str(result.max_score),
            result.status.value,
            json.dumps(to_json(result), ensure_ascii=False).encode("utf-8", "replace").decode(),
            result.student_output,
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
        try:
            with self._connection:
                self._connection.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            raise self._error(error) from error

    def of_other_assignments(self, graded: set[str]) -> list[Result]:
        """What earlier runs stored for assignments that are not among `graded`."""
        rows = self._connection.execute("SELECT assignment, feedback, student_output FROM results").fetchall()
        return [_result(feedback, output) for assignment, feedback, output in rows if assignment not in graded]

    def close(self) -> None:
        """Release the record for the next run."""
        with suppress(sqlite3.Error):
            self._connection.close()
        self._lock.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _result(feedback: str, output: str) -> Result:
    return replace(from_json(json.loads(feedback)), student_output=output)
