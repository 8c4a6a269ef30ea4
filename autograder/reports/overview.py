"""report/: the class as a page, a page for each assignment, and one for each student."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from autograder.lateness import Policy
from autograder.reports.class_statistics import AssignmentSummary, Entry
from autograder.reports.pages import template
from autograder.reports.paths import assignment_page, feedback_link, link_of, student_page
from autograder.reports.plain import one_line, with_texts
from autograder.results import CheckResult, CheckStatus, Result, Status

_NOT_MISSED = (CheckStatus.PASSED, CheckStatus.SKIPPED)  # what is skipped says nothing that another check does not say


@dataclass(frozen=True)
class Work:
    """A student's entry for an assignment, if there is one."""

    assignment: AssignmentSummary
    entry: Entry | None

    @cached_property
    def missed(self) -> list[CheckResult]:
        """The checks that ran and did not pass."""
        if self.entry is None:
            return []
        questions = self.entry.result.questions
        return [check for question in questions for check in question.checks if check.status not in _NOT_MISSED]


@dataclass(frozen=True)
class Student:
    """A student's work, in the order of the assignments; `link` is to the student's own page."""

    name: str
    work: tuple[Work, ...]
    link: str

    @cached_property
    def entries(self) -> list[Entry]:
        """What there is of the student."""
        return [each.entry for each in self.work if each.entry is not None]

    @property
    def total(self) -> Fraction:
        """The sum of the scores."""
        return sum((entry.score for entry in self.entries), Fraction(0))

    @property
    def final(self) -> Fraction:
        """The sum of what counts of them."""
        return sum((entry.final for entry in self.entries), Fraction(0))

    @property
    def max_score(self) -> Fraction:
        """The sum of the greatest scores of what there is."""
        return sum((entry.max_score for entry in self.entries), Fraction(0))


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
        self._entries = [
            Entry(
                with_texts(result, one_line),
                feedback_link(result.student, result.assignment),
                policy.grade(result) if policy else None,
            )
            for result in ordered
        ]
        # By the names as they were: two may look alike once they are harmless.
        of_assignment: dict[str, list[Entry]] = defaultdict(list)
        of_student: dict[str, dict[str, Entry]] = defaultdict(dict)
        for result, entry in zip(ordered, self._entries, strict=True):
            of_assignment[result.assignment].append(entry)
            of_student[result.student][result.assignment] = entry
        order = [name for name in assignment_titles if name in of_assignment]
        order += [name for name in of_assignment if name not in assignment_titles]
        self._assignments = {
            name: AssignmentSummary(
                one_line(name),
                one_line(assignment_titles.get(name, name)),
                tuple(of_assignment[name]),
                link_of(assignment_page(name)),
                _deadline(policy, name),
            )
            for name in order
        }
        self._students = {
            name: Student(
                next(iter(entries.values())).result.student,
                tuple(Work(each, entries.get(assignment)) for assignment, each in self._assignments.items()),
                link_of(student_page(name)),
            )
            for name, entries in of_student.items()
        }
        self._lang = lang
        self._about = {"lang": lang, "course": one_line(course_title), "late": policy is not None}

    @cached_property
    def _student_links(self) -> dict[str, str]:
        """The link to each student's page, by the links of the feedback."""
        return {entry.link: each.link for each in self._students.values() for entry in each.entries}

    def overview(self) -> str:
        """`report/index.html`."""
        return template("overview.html", self._lang).render(
            self._about,
            assignments=list(self._assignments.values()),
            students=list(self._students.values()),
            submissions=sum(entry.result.status is not Status.MISSING for entry in self._entries),
            attention=[entry for entry in self._entries if entry.needs_attention],
        )

    def assignment(self, name: str) -> str:
        """The page of an assignment."""
        return template("assignment.html", self._lang).render(
            self._about, assignment=self._assignments[name], student_links=self._student_links
        )

    def student(self, name: str) -> str:
        """The page of a student."""
        return template("student.html", self._lang).render(self._about, student=self._students[name])


def _deadline(policy: Policy | None, assignment: str) -> str:
    general = policy.deadlines.general.get(assignment) if policy else None
    return "" if general is None else general.isoformat()
