"""All reports of a class as files in one folder."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePath

from autograder.lateness import Grade, Policy
from autograder.reports.feedback import feedback_html, feedback_json, feedback_markdown
from autograder.reports.gradebook import gradebook_csv
from autograder.reports.overview import ClassReport
from autograder.reports.paths import assignment_page, feedback_path, student_page
from autograder.reports.stamps import NAME as STAMPS
from autograder.reports.stamps import Stamps, digest_of
from autograder.results import Result
from autograder.whole_files import replacing

SUFFIXES = (".html", ".md", ".json")  # of a student's feedback


def write_if_changed(path: Path, text: str) -> bool:
    """Make `path` hold `text`, whole or not at all; True when it did not already.

    Whoever reads it meanwhile, or after a crash, finds the old file or the new one. It is not synced to disk: reports
    can always be made again from the stored results.
    """
    content = text.encode()
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as unfinished:
        unfinished.write_bytes(content)
    return True


def write_feedback(
    result: Result, out: Path, assignment_titles: Mapping[str, str], lang: str = "en", grade: Grade | None = None
) -> list[Path]:
    """Write `feedback/<student>/<assignment>` as .html, .md and .json below `out`; the paths of those that changed.

    Raises ValueError when the student's or the assignment's name cannot be a file name.
    """
    title = assignment_titles.get(result.assignment, result.assignment)
    texts = (
        feedback_html(result, title, lang, grade),
        feedback_markdown(result, title, lang, grade),
        feedback_json(result),
    )
    files = zip(_feedback_files(result, out), texts, strict=True)
    return [path for path, text in files if write_if_changed(path, text)]


def _feedback_files(result: Result, out: Path) -> tuple[Path, ...]:
    return tuple(out / feedback_path(result.student, result.assignment, suffix) for suffix in SUFFIXES)


@dataclass(frozen=True)
class _Report:
    """Files that are made together, the digest of what they are made from, and what writes them."""

    name: str
    digest: str
    files: tuple[Path, ...]
    write: Callable[[], list[Path]]  # the paths of those that changed


class Reports:
    """The reports in the folder `out`. What was made from the same is not made again."""

    def __init__(
        self,
        out: Path,
        course_title: str,
        assignment_titles: Mapping[str, str],
        lang: str = "en",
        policy: Policy | None = None,
    ) -> None:
        self._out = out
        self._course_title, self._titles, self._lang, self._policy = course_title, assignment_titles, lang, policy
        self._stamps = Stamps(out)

    def write_feedback(self, result: Result) -> list[Path]:
        """Write one student's feedback on one assignment, while others are still graded; see `write`."""
        return self._write(self._feedback(result))

    def write(self, results: Iterable[Result]) -> list[Path]:
        """Write everyone's feedback, `gradebook.csv` and `report/`; the paths of what changed.

        Files of students who are not among `results` are left alone. Raises ValueError, before anything is written, for
        a name that cannot be a file name.
        """
        reports = list(self._reports(list(results)))
        changed = [path for report in reports for path in self._write(report)]
        write_if_changed(self._out / STAMPS, self._stamps.text())
        return changed

    def _write(self, report: _Report) -> list[Path]:
        if self._stamps.fits(report.name, report.digest, report.files):
            return []
        changed = report.write()
        self._stamps.keep(report.name, report.digest, report.files)
        return changed

    def _feedback(self, result: Result) -> _Report:
        grade = self._policy.grade(result) if self._policy else None
        title = self._titles.get(result.assignment, result.assignment)
        return _Report(
            f"feedback/{result.student}/{result.assignment}",
            digest_of(result, title, self._lang, repr(grade)),
            _feedback_files(result, self._out),
            partial(write_feedback, result, self._out, self._titles, self._lang, grade),
        )

    def _reports(self, results: Sequence[Result]) -> Iterator[_Report]:
        """All reports of the class; the feedback first, for it is what others wait for."""
        course_title, titles, lang, policy = self._course_title, self._titles, self._lang, self._policy
        # Only when a page is to be made.
        whole = cache(lambda: ClassReport(results, course_title, titles, lang, policy))
        of_student: dict[str, list[str]] = defaultdict(list)
        of_assignment: dict[str, list[str]] = defaultdict(list)
        for result in sorted(results, key=lambda result: (result.student, result.assignment)):
            feedback = self._feedback(result)
            of_student[result.student].append(feedback.digest)
            of_assignment[result.assignment].append(feedback.digest)
            yield feedback
        deadlines = {each: policy.deadlines.general.get(each) for each in of_assignment} if policy else None
        frame = repr((course_title, [*titles.items()], sorted(of_assignment), deadlines))

        def page(path: PurePath, digests: Iterable[str], text: Callable[[], str]) -> _Report:
            digest = hashlib.sha256(" ".join([frame, *digests]).encode("utf-8", "surrogatepass")).hexdigest()
            place = self._out / path
            return _Report(str(path), digest, (place,), lambda: [place] if write_if_changed(place, text()) else [])

        report = PurePath("report")
        for name, digests in of_student.items():
            yield page(report / student_page(name), digests, partial(lambda name: whole().student(name), name))
        for name, digests in of_assignment.items():
            yield page(report / assignment_page(name), digests, partial(lambda name: whole().assignment(name), name))
        everything = [digest for digests in of_student.values() for digest in digests]
        yield page(report / "index.html", everything, lambda: whole().overview())
        yield page(PurePath("gradebook.csv"), everything, lambda: gradebook_csv(results, policy))
