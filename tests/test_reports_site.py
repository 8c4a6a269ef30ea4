"""The reports as files: only what changed is written, each file whole or not at all, and nobody's output in any."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.file_names import MAX_BYTES
from autograder.reports.site import Reports, write_feedback, write_if_changed
from autograder.reports.stamps import NAME as STAMPS
from autograder.results import Result, Status
from tests.results_by_hand import COURSE, PRINTED, TITLES, activations, half_right, sigmoid, small_class


def write(results: list[Result], out: Path) -> set[str]:
    return {str(path.relative_to(out)) for path in Reports(out, COURSE, TITLES).write(results)}


def contents(out: Path) -> dict[str, bytes]:
    files = (file for file in out.rglob("*") if file.is_file() and file.name != STAMPS)
    return {str(file.relative_to(out)): file.read_bytes() for file in files}


def pages_of(results: list[Result]) -> set[str]:
    """What `report/` has of these results."""
    students = {f"report/students/{result.student}.html" for result in results}
    return students | {f"report/assignments/{result.assignment}.html" for result in results} | {"report/index.html"}


def feedback_of(student: str, assignment: str = "02_activations") -> set[str]:
    return {f"feedback/{student}/{assignment}.{kind}" for kind in ("html", "md", "json")}


def test_the_files_of_a_class(tmp_path: Path) -> None:
    results = small_class()
    written = write(results, tmp_path)
    expected = {"gradebook.csv"}.union(pages_of(results), *(feedback_of(r.student, r.assignment) for r in results))
    assert written == set(contents(tmp_path)) == expected


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    results = small_class()
    write(results, tmp_path)
    before = contents(tmp_path)
    times = {file: (tmp_path / file).stat().st_mtime_ns for file in before}
    assert write(results[::-1], tmp_path) == set()
    assert times == {file: (tmp_path / file).stat().st_mtime_ns for file in before}
    results[2] = activations(results[2].student, sigmoid(naive=True))
    changed = write(results, tmp_path)
    assert changed == {"gradebook.csv"} | pages_of([results[2]]) | feedback_of(results[2].student)
    after = contents(tmp_path)
    assert {file for file in after if after[file] != before[file]} == changed


def test_feedback_that_was_written_early_is_made_again_only_if_its_result_changed(tmp_path: Path) -> None:
    results = small_class()
    reports = Reports(tmp_path, COURSE, TITLES)
    for result in results:
        early = {str(path.relative_to(tmp_path)) for path in reports.write_feedback(result)}
        assert early == feedback_of(result.student, result.assignment)
    results[2] = activations(results[2].student, sigmoid(naive=True))
    changed = {str(path.relative_to(tmp_path)) for path in reports.write(results)}
    assert changed == {"gradebook.csv"} | pages_of(results) | feedback_of(results[2].student)
    assert write(results, tmp_path) == set()


def test_a_page_that_somebody_changed_or_deleted_is_made_again(tmp_path: Path) -> None:
    results = small_class()
    write(results, tmp_path)
    before = contents(tmp_path)
    pages = sorted(tmp_path.glob("feedback/*/02_activations.html"))
    pages[0].unlink()
    pages[1].write_text("10 / 10", encoding="utf-8")
    assert write(results, tmp_path) == {str(page.relative_to(tmp_path)) for page in pages[:2]}
    assert contents(tmp_path) == before
    for text in ("", "{", "[]", '{"a": 1}'):  # what it knew is lost: everything is looked at again
        (tmp_path / STAMPS).write_text(text, encoding="utf-8")
        assert write(results, tmp_path) == set()
        assert contents(tmp_path) == before


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    write([half_right("ada"), half_right("ben")], tmp_path)
    write([half_right("ada")], tmp_path)
    assert feedback_of("ben") <= set(contents(tmp_path))
    assert "ben" not in (tmp_path / "gradebook.csv").read_text(encoding="utf-8")


def test_nothing_that_was_printed_is_in_any_file(tmp_path: Path) -> None:
    results = small_class()
    assert all(result.student_output == PRINTED for result in results)
    write(results, tmp_path)
    assert not [file for file, content in contents(tmp_path).items() if PRINTED.encode() in content]


def test_the_graders_inside_is_for_the_report_alone(tmp_path: Path) -> None:
    write(small_class(), tmp_path)
    telling = {file for file, content in contents(tmp_path).items() if b"BrokenPipeError" in content}
    assert telling == {"report/index.html", "report/students/최지우.html"}


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc", "../x", "a\0b", "x" * (MAX_BYTES + 1), "한" * 81])
@pytest.mark.parametrize("field", ["student", "assignment"])
def test_a_name_that_is_none_is_refused_before_anything_is_written(tmp_path: Path, name: str, field: str) -> None:
    odd = replace(half_right("zoe"), **{field: name})  # type: ignore[arg-type]
    out = tmp_path / "out"
    for results in ([odd], [half_right("ada"), odd], [odd, half_right("ada")]):
        with pytest.raises(ValueError, match="name of a file or folder"):
            Reports(out, COURSE, TITLES).write(results)
        with pytest.raises(ValueError, match="name of a file or folder"):
            write_feedback(odd, out, TITLES)
        assert not out.exists()


class Crash(BaseException):
    """What no `except Exception` catches: Ctrl-C, or the end of the process."""


@pytest.mark.parametrize("operation", ["write_bytes", "replace"])
def test_a_crash_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    old, new = [half_right("ada"), activations("ben")], [activations("ada"), half_right("ben")]
    write(old, tmp_path / "old")
    write(new, tmp_path / "new")
    before, after = contents(tmp_path / "old"), contents(tmp_path / "new")
    real = getattr(Path, operation)
    for crash_at in range(len(after)):
        out = tmp_path / f"{operation}{crash_at}"
        write(old, out)
        left = [crash_at]

        def crashing(self: Path, value: object, left: list[int] = left) -> object:
            left[0] -= 1
            if left[0] < 0:
                if operation == "write_bytes":
                    real(self, value[:10])  # type: ignore[index]
                raise Crash
            return real(self, value)

        with monkeypatch.context() as patch:
            patch.setattr(Path, operation, crashing)
            with pytest.raises(Crash):
                write(new, out)
        found = contents(out)
        assert set(found) == set(after)
        assert all(found[file] in (before[file], after[file]) for file in found)
        write(new, out)
        assert contents(out) == after


def test_a_killed_writer_is_no_obstacle(tmp_path: Path) -> None:
    """A half-written file that SIGKILL left is overwritten by the next run, and never read as a report."""
    file = tmp_path / "feedback" / "ada" / "02_activations.html"
    write([half_right("ada")], tmp_path)
    file.with_name(f".{file.name}.tmp").write_text("half of")
    write([activations("ada")], tmp_path)
    assert not list(tmp_path.rglob("*.tmp"))
    assert "21 of 21 checks passed" in file.read_text(encoding="utf-8")


def test_the_file_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    """Whoever has the old file open goes on reading the old file; a link's target stays as it is."""
    file, elsewhere = tmp_path / "file", tmp_path / "elsewhere"
    elsewhere.write_text("theirs")
    file.symlink_to(elsewhere)
    assert write_if_changed(file, "ours")
    assert (elsewhere.read_text(), file.read_text(), file.is_symlink()) == ("theirs", "ours", False)
    with file.open() as reader:
        write_if_changed(file, "new")
        assert reader.read() == "ours"
    assert not write_if_changed(file, "new")


def test_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="report"):
        write([half_right("ada")], tmp_path)


def test_the_folder_may_lie_anywhere(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "er" / "한글 #1"
    write([half_right("ada")], out)
    assert (out / "report" / "index.html").is_file()


def test_names_of_the_greatest_length(tmp_path: Path) -> None:
    name = "x" * MAX_BYTES
    write([Result(name, name, Status.MISSING, ())], tmp_path)
    assert (tmp_path / "feedback" / name / f"{name}.json").is_file()
    assert len(os.fsencode(f".{name}.html.tmp")) <= 255
