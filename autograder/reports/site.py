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


def write_reports(
    results: Iterable[Result],
    out: Path,
    course_title: str,
    assignment_titles: Mapping[str, str],
    lang: str = "en",
    policy: Policy | None = None,
) -> list[Path]:
    """Write everyone's feedback, `gradebook.csv` and `report/` below `out`; the paths of what changed.

    What was made from the same is not made again. Files of students who are not among `results` are left alone. Raises
    ValueError, before anything is written, for a name that cannot be a file name.
    """
    reports = list(_reports(list(results), out, course_title, assignment_titles, lang, policy))
    stamps = Stamps(out)
    changed = []
    for report in reports:
        if not stamps.fits(report.name, report.digest, report.files):
            changed += report.write()
            stamps.keep(report.name, report.digest, report.files)
    write_if_changed(out / STAMPS, stamps.text())
    return changed


def _reports(
    results: Sequence[Result],
    out: Path,
    course_title: str,
    titles: Mapping[str, str],
    lang: str,
    policy: Policy | None,
) -> Iterator[_Report]:
    """All reports of the class; the feedback first, for it is what others wait for."""
    whole = cache(lambda: ClassReport(results, course_title, titles, lang, policy))  # only when a page is to be made
    of_student: dict[str, list[str]] = defaultdict(list)
    of_assignment: dict[str, list[str]] = defaultdict(list)
    for result in sorted(results, key=lambda result: (result.student, result.assignment)):
        grade = policy.grade(result) if policy else None
        digest = digest_of(result, titles.get(result.assignment, result.assignment), lang, repr(grade))
        of_student[result.student].append(digest)
        of_assignment[result.assignment].append(digest)
        name = f"feedback/{result.student}/{result.assignment}"
        write = partial(write_feedback, result, out, titles, lang, grade)
        yield _Report(name, digest, _feedback_files(result, out), write)
    deadlines = {each: policy.deadlines.general.get(each) for each in of_assignment} if policy else None
    frame = repr((course_title, [*titles.items()], sorted(of_assignment), deadlines))

    def page(path: PurePath, digests: Iterable[str], text: Callable[[], str]) -> _Report:
        digest = hashlib.sha256(" ".join([frame, *digests]).encode("utf-8", "surrogatepass")).hexdigest()
        place = out / path
        return _Report(str(path), digest, (place,), lambda: [place] if write_if_changed(place, text()) else [])

    report = PurePath("report")
    for name, digests in of_student.items():
        yield page(report / student_page(name), digests, partial(lambda name: whole().student(name), name))
    for name, digests in of_assignment.items():
        yield page(report / assignment_page(name), digests, partial(lambda name: whole().assignment(name), name))
    everything = [digest for digests in of_student.values() for digest in digests]
    yield page(report / "index.html", everything, lambda: whole().overview())
    yield page(PurePath("gradebook.csv"), everything, lambda: gradebook_csv(results, policy))
