"""report/: the class as a page, a page for each assignment, and one for each student."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import PurePath

from autograder.lateness import Policy
from autograder.reports.class_statistics import AssignmentSummary, Entry
from autograder.reports.pages import template
from autograder.reports.paths import assignment_page, feedback_link, link_of, student_page
from autograder.reports.plain import one_line, with_texts
from autograder.results import CheckResult, CheckStatus, Result, Status


@dataclass(frozen=True)
class Student:
    """A student's entries: one, or none, per assignment. `page` is where the student's own lies."""

    name: str
    entries: tuple[Entry | None, ...]
    page: PurePath

    @property
    def total(self) -> Fraction:
        """The sum of the scores."""
        return sum((entry.score for entry in self.entries if entry is not None), Fraction(0))

    @property
    def final(self) -> Fraction:
        """The sum of what counts of them."""
        present = (entry for entry in self.entries if entry is not None)
        return sum((entry.grade.final if entry.grade else entry.score for entry in present), Fraction(0))

    @property
    def link(self) -> str:
        """The link to the page, from `report/`."""
        return link_of(self.page)


@dataclass(frozen=True)
class Missed:
    """The checks of one assignment that a student missed."""

    title: str
    entry: Entry
    checks: tuple[CheckResult, ...]


class ClassReport:
    """Everything that the pages of `report/` show. Links in it begin at that folder."""

    def __init__(
        self,
        results: Iterable[Result],
        course_title: str,
        assignment_titles: Mapping[str, str],
        lang: str = "en",
        policy: Policy | None = None,
    ) -> None:
        """`assignment_titles` maps an assignment's id to its title, in the course's order.

        Assignments without results are left out, and ones without a title come last. Raises ValueError for a student's
        or an assignment's name that cannot be a folder's.
        """
        ordered = sorted(results, key=lambda result: (result.student, result.assignment))
        entries = [
            Entry(
                with_texts(result, one_line),
                feedback_link(result.student, result.assignment),
                policy.grade(result) if policy else None,
            )
            for result in ordered
        ]
        of_assignment: dict[str, list[Entry]] = defaultdict(list)
        self._pages: dict[str, PurePath] = {}
        for result, entry in zip(ordered, entries, strict=True):
            of_assignment[entry.result.assignment].append(entry)
            self._pages[entry.result.assignment] = assignment_page(result.assignment)
        titles = {one_line(name): one_line(title) for name, title in assignment_titles.items()}
        order = [name for name in titles if name in of_assignment]
        order += [name for name in of_assignment if name not in titles]
        self._lang, self._policy, self._title = lang, policy, one_line(course_title)
        self._entries = entries
        self.assignments = [
            AssignmentSummary(name, titles.get(name, name), tuple(of_assignment[name])) for name in order
        ]
        self.students = _students(ordered, entries, order)

    @cached_property
    def _students_of(self) -> dict[str, Student]:
        """Each student, by the links of the feedback."""
        return {entry.link: each for each in self.students for entry in each.entries if entry is not None}

    def overview(self) -> str:
        """`report/index.html`."""
        return template("overview.html", self._lang).render(
            title=self._title,
            lang=self._lang,
            assignments=self.assignments,
            students=self.students,
            submissions=sum(entry.result.status is not Status.MISSING for entry in self._entries),
            attention=[entry for entry in self._entries if entry.needs_attention],
            late=self._policy is not None,
            pages={name: link_of(page) for name, page in self._pages.items()},
        )

    def assignment(self, assignment: AssignmentSummary) -> tuple[PurePath, str]:
        """Where the page of an assignment lies below `report/`, and the page."""
        return self._pages[assignment.id], template("assignment.html", self._lang).render(
            course=self._title,
            lang=self._lang,
            assignment=assignment,
            pages={entry.link: self._students_of[entry.link].link for entry in assignment.entries},
            late=self._policy is not None,
        )

    def student(self, student: Student) -> str:
        """The page of a student."""
        missed = [
            Missed(assignment.title, entry, tuple(_missed(entry.result)))
            for assignment, entry in zip(self.assignments, student.entries, strict=True)
            if entry is not None
        ]
        return template("student.html", self._lang).render(
            course=self._title, lang=self._lang, student=student, missed=missed, late=self._policy is not None
        )


def overview_html(
    results: Iterable[Result], course_title: str, assignment_titles: Mapping[str, str], lang: str = "en"
) -> str:
    """The report on a whole class as one page, to lie at `report/index.html` beside `feedback/`: see `ClassReport`."""
    return ClassReport(results, course_title, assignment_titles, lang).overview()


def _missed(result: Result) -> Iterable[CheckResult]:
    quiet = (CheckStatus.PASSED, CheckStatus.SKIPPED)
    return (check for question in result.questions for check in question.checks if check.status not in quiet)


def _students(results: Sequence[Result], entries: Sequence[Entry], order: Sequence[str]) -> list[Student]:
    """The students in their order. Names as they were tell them apart: two may look alike once they are harmless."""
    rows: dict[str, dict[str, Entry]] = defaultdict(dict)
    for result, entry in zip(results, entries, strict=True):
        rows[result.student][entry.result.assignment] = entry
    return [
        Student(next(iter(row.values())).result.student, tuple(row.get(each) for each in order), student_page(name))
        for name, row in rows.items()
    ]
