"""`ci`: the public checks in a forge's pipeline, with a summary, notes at the lines, and JUnit's XML."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.terminal import Chosen, app, named, the_course

if TYPE_CHECKING:
    from autograder.results import Result


@app.command()
def ci(
    assignment: Annotated[str | None, typer.Argument(help="only this one (default: all that are begun)")] = None,
) -> None:
    """Run the public checks on what was pushed: for a pipeline."""
    from autograder.ci_report import harmless_lines, notes, summary
    from autograder.reports.junit import junit_xml

    course = the_course()
    results: list[Result] = []
    status = 0
    for each in named(course, assignment):
        said, found, ended = _tested(each.id)
        # The student's code ran in another process, so nothing but these lines is printed, and they are harmless.
        print("\n".join(harmless_lines(said)), flush=True)
        results += found
        status = max(status, ended if _begun(found) else 0)
        if os.environ.get("GITHUB_ACTIONS") == "true" and _begun(found):
            file = each.stub.relative_to(course.folder.root).as_posix()
            source = each.stub.read_text(encoding="utf-8", errors="replace") if each.stub.is_file() else ""
            for line in (line for result in found for line in notes(result, file, source)):
                print(line)
    begun = [result for result in results if _begun([result])]
    text = summary(begun, {each.id: each.title for each in course.assignments})
    place = course.folder.build
    place.mkdir(exist_ok=True)
    (place / "checks.xml").write_text(junit_xml(begun), encoding="utf-8")
    (place / "summary.md").write_text(text, encoding="utf-8")
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file_of_forge:
            file_of_forge.write(text)
    raise typer.Exit(status)


def _begun(results: list[Result]) -> bool:
    """Whether anything of an assignment is written: the others are not due yet."""
    from autograder.results import CheckStatus

    checks = [check for result in results for question in result.questions for check in question.checks]
    return any(check.status is not CheckStatus.NOT_WRITTEN for check in checks)


def _tested(assignment: str) -> tuple[str, list[Result], int]:
    """What `test` printed for an assignment, its results, and its exit status."""
    from tempfile import TemporaryDirectory

    from autograder.results import from_json

    with TemporaryDirectory() as folder:
        kept = Path(folder, "results.json")
        options = ["--course", str(Chosen.course.root), "test", assignment, "--results", str(kept)]
        done = subprocess.run(
            [sys.executable, "-m", "autograder.cli", *options],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        try:
            results = [from_json(each) for each in json.loads(kept.read_text(encoding="utf-8"))]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):  # it did not get that far
            results = []
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    return said, results, done.returncode if done.returncode in (0, 1) else 2
