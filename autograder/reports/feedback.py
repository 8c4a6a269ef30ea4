"""What one student reads about one assignment: as a page, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from autograder.explain import explain
from autograder.lateness import Grade
from autograder.reports.markdown import Markdown, code_block
from autograder.reports.pages import template
from autograder.reports.plain import harmless, one_line, with_texts
from autograder.results import CheckResult, CheckStatus, Counterexample, QuestionResult, Result, Status, to_json

MOST_LISTED = 6  # checks that fail for one reason and are listed openly; more are folded away

# The checks of a function that is not there yet all fail in the same way, and no input says more than any other.
_SAYS_ALL_IN_ITS_MESSAGE = frozenset(
    {CheckStatus.NOT_WRITTEN, CheckStatus.MISSING_FUNCTION, CheckStatus.SKIPPED, CheckStatus.GRADER_ERROR}
)


@dataclass(frozen=True)
class Finding:
    """Checks of one question that did not pass, all for the same reason; only one check when an input shows it."""

    status: CheckStatus
    message: str
    counterexample: Counterexample | None
    checks: tuple[CheckResult, ...]

    @property
    def as_markdown(self) -> Markdown | None:
        """Message, calls, expectation and likely cause as a block of text; None when there is nothing to say."""
        alone = CheckResult("", "", "", "", self.status, self.checks[0].max_points, self.message, self.counterexample)
        lines = explain(alone)
        return code_block(lines) if lines else None


@dataclass(frozen=True)
class Section:
    """One question of the page."""

    question: QuestionResult
    failed: tuple[Finding, ...]
    skipped: tuple[Finding, ...]
    passed: tuple[CheckResult, ...]


@dataclass(frozen=True)
class Page:
    """One result in the order in which it is read."""

    result: Result
    grade: Grade | None = None

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The questions in the course's order, in each the failed checks first."""
        return tuple(self._section(question) for question in self.result.questions)

    def _section(self, question: QuestionResult) -> Section:
        findings = _findings(question.checks, self._message)
        return Section(
            question,
            tuple(finding for finding in findings if finding.status is not CheckStatus.SKIPPED),
            tuple(finding for finding in findings if finding.status is CheckStatus.SKIPPED),
            tuple(check for check in question.checks if check.status is CheckStatus.PASSED),
        )

    def _message(self, check: CheckResult) -> str:
        """The check's message, unless the page says it already."""
        return "" if check.message == self.result.message else check.message

    @cached_property
    def checks(self) -> tuple[CheckResult, ...]:
        """All checks of all questions."""
        return tuple(check for question in self.result.questions for check in question.checks)

    @cached_property
    def passed(self) -> int:
        """How many checks passed."""
        return sum(check.status is CheckStatus.PASSED for check in self.checks)

    @cached_property
    def has_skipped(self) -> bool:
        """Whether the page has to say what skipped means."""
        return any(check.status is CheckStatus.SKIPPED for check in self.checks)

    @property
    def is_penalised(self) -> bool:
        """Whether lateness takes something off the score."""
        return self.grade is not None and self.grade.penalty > 0

    @cached_property
    def is_provisional(self) -> bool:
        """Whether a fault of ours keeps the score from being final."""
        return not self.result.is_final


def for_student(result: Result) -> Result:
    """`result` less what only the instructor reads: what went wrong inside the grader, and what the student printed."""
    if result.is_final:
        return replace(result, student_output="")
    failed = result.status is Status.GRADER_ERROR

    def told(check: CheckResult) -> CheckResult:
        if check.status is CheckStatus.GRADER_ERROR:
            return replace(check, message="", counterexample=None)
        return replace(check, message="") if failed and check.message == result.message else check

    return replace(
        result,
        message="" if failed else result.message,
        student_output="",
        questions=tuple(
            QuestionResult(question.id, tuple(map(told, question.checks))) for question in result.questions
        ),
    )


def _findings(checks: Iterable[CheckResult], message_of: Callable[[CheckResult], str]) -> list[Finding]:
    """The checks that did not pass, those that say the same put together, in the order of the first of each."""
    grouped: dict[object, list[CheckResult]] = {}
    for check in checks:
        if check.status is not CheckStatus.PASSED:
            alone = check.counterexample is not None and check.status not in _SAYS_ALL_IN_ITS_MESSAGE
            grouped.setdefault(id(check) if alone else (check.status, message_of(check)), []).append(check)
    return [
        Finding(
            group[0].status,
            message_of(group[0]),
            None if group[0].status in _SAYS_ALL_IN_ITS_MESSAGE else group[0].counterexample,
            tuple(group),
        )
        for group in grouped.values()
    ]


def feedback_html(result: Result, title: str, lang: str = "en", grade: Grade | None = None) -> str:
    """The feedback on `result` as one self-contained page: no script, nothing fetched. `title` is the assignment's.

    When lateness takes something off in `grade`, the page says so.
    """
    page = Page(with_texts(for_student(result), one_line), grade)
    return template("feedback.html", lang).render(page=page, title=one_line(title), lang=lang, most_listed=MOST_LISTED)


def feedback_markdown(result: Result, title: str, lang: str = "en", grade: Grade | None = None) -> str:
    """The same as CommonMark, with everything a student could have written escaped."""
    page = Page(with_texts(for_student(result), one_line), grade)
    return template("feedback.md", lang).render(page=page, title=one_line(title))


def feedback_json(result: Result) -> str:
    """The feedback on `result` for programs; `results.from_json` reads it back."""
    return json.dumps(to_json(with_texts(for_student(result), harmless)), ensure_ascii=False) + "\n"
