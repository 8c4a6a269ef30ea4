"""All reports of a class as files in one folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.lateness import Policy
from autograder.reports.feedback import feedback_html, feedback_json, feedback_markdown
from autograder.reports.gradebook import gradebook_csv
from autograder.reports.overview import ClassReport
from autograder.reports.paths import feedback_path
from autograder.reports.stamps import NAME as STAMPS
from autograder.reports.stamps import Stamps, digest_of
from autograder.results import Result

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
    unfinished = path.with_name(f".{path.name}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return True


def write_feedback(result: Result, out: Path, assignment_titles: Mapping[str, str], lang: str = "en") -> list[Path]:
    """Write `feedback/<student>/<assignment>` as .html, .md and .json below `out`; the paths of those that changed.

    Raises ValueError when the student's or the assignment's name cannot be a file name.
    """
    title = assignment_titles.get(result.assignment, result.assignment)
    texts = {
        ".html": feedback_html(result, title, lang),
        ".md": feedback_markdown(result, title, lang),
        ".json": feedback_json(result),
    }
    paths = {out / feedback_path(result.student, result.assignment, suffix): text for suffix, text in texts.items()}
    return [path for path, text in paths.items() if write_if_changed(path, text)]


def write_reports(
    results: Iterable[Result],
    out: Path,
    course_title: str,
    assignment_titles: Mapping[str, str],
    lang: str = "en",
    policy: Policy | None = None,
) -> list[Path]:
    """Write everyone's feedback, `gradebook.csv` and `report/` below `out`; the paths of what changed.

    Files of students who are not among `results` are left alone. Raises ValueError, before anything is written, for a
    name that cannot be a file name.
    """
    everything = list(results)
    report = ClassReport(everything, course_title, assignment_titles, lang, policy)
    pages = dict(report.assignment(each) for each in report.assignments)
    whole_class = {
        out / "gradebook.csv": gradebook_csv(everything, policy),
        out / "report" / "index.html": report.overview(),
        **{out / "report" / path: page for path, page in pages.items()},
    }
    stamps, changed = Stamps(out), []
    for result in everything:
        title = assignment_titles.get(result.assignment, result.assignment)
        files = [out / feedback_path(result.student, result.assignment, suffix) for suffix in SUFFIXES]
        name, digest = f"{result.student}/{result.assignment}", digest_of(result, title, lang)
        if not stamps.fits(name, digest, files):
            changed += write_feedback(result, out, assignment_titles, lang)
            stamps.keep(name, digest, files)
    changed += _write_students(report, out, stamps, (course_title, lang, repr(policy)))
    changed += [path for path, text in whole_class.items() if write_if_changed(path, text)]
    write_if_changed(out / STAMPS, stamps.text())
    return changed


def _write_students(report: ClassReport, out: Path, stamps: Stamps, about: tuple[str, ...]) -> list[Path]:
    changed = []
    for student in report.students:
        place = out / "report" / student.page
        present = [entry for entry in student.entries if entry is not None]
        digest = " ".join(digest_of(entry.result, *about, repr(entry.grade)) for entry in present)
        name = f"report/{student.page}"
        if not stamps.fits(name, digest, [place]):
            changed += [place] if write_if_changed(place, report.student(student)) else []
            stamps.keep(name, digest, [place])
    return changed
