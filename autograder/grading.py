"""One submission in, one `Result` out.

A `Grader` keeps a pytest session alive in a thread: pytest, Hypothesis and the checks are imported and collected once,
and every submission runs through the same items. The student's code runs elsewhere, in the grader's sandbox.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from hypothesis import is_hypothesis_test

from autograder.course import Assignment
from autograder.examples import ExampleCache, examples_of
from autograder.language import translate
from autograder.plugin import HOST, RESULTS, SPEC, CheckSpec, passed, result_key, unmet_need
from autograder.replay import replay
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, Status
from autograder.sandbox.budget import Budget
from autograder.sandbox.host import Sandbox
from autograder.sandbox.remote import RemoteSubmission, status_of
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.sandbox.transcripts import KnownCheck
from autograder.showing import clean
from autograder.shrinking import Room, Shrinks
from autograder.submission import ImportFailure, Submission, SubmissionFault
from autograder.submitted import Submitted
from autograder.training import Training

_PYTEST_OPTIONS = (
    *("--capture=no", "--assert=plain"),
    # The grader's session depends on nothing that happens to be installed, configured or set in the environment.
    *("--disable-plugin-autoload", "-p", "autograder.plugin"),
    *(
        option
        for plugin in (
            "cacheprovider",
            "terminal",
            "logging",
            "warnings",
            "faulthandler",
            "threadexception",
            "unraisableexception",
        )
        for option in ("-p", f"no:{plugin}")
    ),
)


class GradingError(Exception):
    """The checks themselves are wrong, or disagree with course.toml. The message is a sentence for the instructor."""


def _forget_other_courses(root: Path) -> None:
    """Let this process import the checks below `root` anew.

    pytest names a module after its place in its course, and would take one that an earlier session found in another
    course at the same place.
    """
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name.partition(".")[0] in ("assignments", "checks") and file and not Path(file).is_relative_to(root):
            del sys.modules[name]


def _unread(*_: object) -> str:
    """What pytest would show of a failure: nobody reads it, and it is a third of the work on a failing check."""
    return ""


class _Session:
    """The plugin that turns a pytest session into a loop over submissions. Also the session's `Host`."""

    def __init__(self, examples: ExampleCache, training: Training | None, shrink: bool) -> None:
        self.only: tuple[str, ...] | None = None  # questions whose checks run, until one fails; None: all run
        self._shrink = shrink
        self.jobs: queue.Queue[Submission | None] = queue.Queue()
        self.finished: queue.Queue[dict[str, CheckResult] | BaseException] = queue.Queue()
        self.specs: list[CheckSpec] = []
        self.problem = ""
        self._examples = examples
        self._training = training
        self._current: Submission | None = None
        self._known: dict[pytest.Item, KnownCheck] = {}  # one for each example; a plain test is one example
        self._shrinks: dict[pytest.Item, Shrinks] = {}
        self._room = Room()
        self._satisfied = 0  # examples of the test that runs next

    def open(self, test_file: Path) -> Submission:
        assert self._current is not None
        return self._current

    def training(self, test_file: Path) -> Training:
        if self._training is None:
            raise pytest.UsageError(f"course.toml has no training for {test_file.name}.")
        return self._training

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[HOST] = self
        config.option.tbstyle = "native"  # where something is shown at all: others parse every module in the traceback

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = f"The checks cannot be collected: {clean(report.longreprtext.strip().splitlines()[-1], 500)}"

    @pytest.hookimpl(wrapper=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> Iterator[None]:
        try:
            yield
        except pytest.UsageError as error:
            self.problem = str(error)
            raise
        for item in items:
            spec = item.stash.get(SPEC, None)
            if spec is None:
                self.problem = f"{item.nodeid} has no @question."
                raise pytest.UsageError(self.problem)
            self.specs.append(spec)
            item.repr_failure = _unread  # type: ignore[assignment,method-assign]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return True
        self.finished.put({})  # collected: ready
        while (submission := self.jobs.get()) is not None:
            self._current = submission
            results = session.config.stash[RESULTS]
            results.clear()
            try:
                self._run(session.items, results)
                self.finished.put(dict(results))
            except BaseException as error:
                self.finished.put(error)
        return True

    def _run(self, items: list[pytest.Item], results: dict[str, CheckResult]) -> None:
        if self.only is None:
            for item in items:
                self._run_one(item, results)
            return
        order = {question: place for place, question in enumerate(self.only)}
        chosen = [item for item in items if item.stash[SPEC].question in order]
        for item in sorted(chosen, key=lambda item: order[item.stash[SPEC].question]):
            self._run_one(item, results)
            if any(result.status is not CheckStatus.PASSED for result in results.values()):
                return

    def _run_one(self, item: pytest.Item, results: dict[str, CheckResult]) -> None:
        """Run a check, unless all its examples are answered as they were when it passed."""
        assert self._current is not None
        test: Any = item.obj  # type: ignore[attr-defined]
        examples = self._examples.get(test) if is_hypothesis_test(test) else []
        if item not in self._known:
            self._known[item] = KnownCheck(len(examples or [{}]))
        self._satisfied = 0
        if not unmet_need(item):
            self._satisfied = self._current.follow_transcripts(self._known[item])
        if self._satisfied == len(self._known[item].examples):
            results[result_key(item)] = passed(item.stash[SPEC])
        else:
            # Nothing is kept for the next item: it may not need to run.
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if not examples and results[result_key(item)].status is CheckStatus.PASSED:
                self._current.keep_transcript(self._known[item].examples[0])

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        test: Any = pyfuncitem.obj
        if not is_hypothesis_test(test):
            return None
        fixtures = {"submission": pyfuncitem.funcargs["submission"]}
        known = self._known[pyfuncitem].examples
        shrinks = self._shrinks.setdefault(pyfuncitem, Shrinks(self._room)) if self._shrink else None
        replay(test, self._examples.get(test), fixtures, known, self._satisfied, shrinks=shrinks)
        return True


class Grader:
    """Grades submissions to one assignment, one at a time.

    Close it to end its pytest session; the sandbox stays the caller's.
    """

    def __init__(
        self,
        assignment: Assignment,
        sandbox: Sandbox,
        budget: Budget,
        training: Training | None = None,
        *,
        shrink: bool = True,
    ) -> None:
        """Collect the assignment's checks. Raises `GradingError` when they are wrong or disagree with course.toml.

        Without `shrink`, a counterexample is the first that was met and not the smallest: the same verdict, sooner.
        """
        for file in (assignment.public_file, assignment.hidden_file):
            if not file.is_file():
                raise GradingError(
                    f"The checks {file} are missing; restore them, or take {assignment.id} out of course.toml."
                )
        self.assignment = assignment
        self._sandbox = sandbox
        self._budget = budget
        self._session = _Session(examples_of(assignment.folder), training, shrink)
        self._thread = threading.Thread(target=self._run_pytest, name=f"checks of {assignment.id}", daemon=True)
        self._thread.start()
        ready = self._session.finished.get()
        if isinstance(ready, BaseException):
            raise GradingError(self._session.problem or f"The checks of {assignment.id} cannot be run: {ready}")
        try:
            self._validate()
        except GradingError:
            self.close()
            raise

    def _run_pytest(self) -> None:
        os.environ.pop("PYTEST_ADDOPTS", None)
        _forget_other_courses(self.assignment.folder.root)
        sys.dont_write_bytecode = False  # else pytest would rewrite every test module again in every process
        files = [str(self.assignment.public_file), str(self.assignment.hidden_file)]
        try:
            options = [*self.assignment.folder.pytest_options(), *_PYTEST_OPTIONS]
            status = pytest.main([*options, *files], plugins=[self._session])
            self._session.finished.put(GradingError(f"pytest ended with status {int(status)}"))
        except BaseException as error:
            self._session.finished.put(error)

    def _validate(self) -> None:
        """Require that the checks' points and the number of hidden checks are what course.toml tells students."""
        specs, name = self._session.specs, self.assignment.id
        known = {question.id for question in self.assignment.questions}
        for spec in specs:
            if spec.question not in known:
                raise GradingError(
                    f"{spec.id} belongs to question {spec.question!r}, which course.toml does not list in {name}."
                )
        for question in self.assignment.questions:
            mine = [spec for spec in specs if spec.question == question.id]
            points = sum(spec.points for spec in mine)
            hidden = sum(spec.visibility == "hidden" for spec in mine)
            if points != question.points:
                raise GradingError(
                    f"{name}, {question.id}: its checks are worth {points} points, course.toml says {question.points}."
                )
            if hidden != question.hidden_checks:
                raise GradingError(
                    f"{name}, {question.id}: it has {hidden} hidden checks, course.toml says {question.hidden_checks}."
                )

    def grade(self, submitted: Submitted) -> Result:
        """Grade one submission.

        Never raises for anything that the submission does; a fault of ours is a GRADER_ERROR result.
        """
        if submitted.problem:
            return self._result(submitted, Status.REJECTED if submitted.rejected else Status.MISSING, submitted.problem)
        result, is_doubtful = self._attempt(submitted)
        return self._attempt(submitted)[0] if is_doubtful else result

    def grade_until_failure(self, submitted: Submitted, questions: tuple[str, ...]) -> Result:
        """The same with the checks of `questions` alone, in this order, up to the first that fails.

        All others are SKIPPED.
        """
        self._session.only = questions
        try:
            return self.grade(submitted)
        finally:
            self._session.only = None

    def _attempt(self, submitted: Submitted) -> tuple[Result, bool]:
        """The result, and whether the machine may have brought it about, so that another attempt may end otherwise."""
        submission = RemoteSubmission(self._sandbox, submitted.module, submitted.files, self._budget)
        status, message, results = Status.GRADED, "", {}
        try:
            submission.load()
            results = self.run_checks(submission)
        except ImportFailure as failure:
            status, message = Status.IMPORT_ERROR, str(failure)
        except SubmissionFault as fault:
            status, message = status_of(fault), fault.sentence
        except (SandboxUnavailable, GradingError) as failure:
            status, message = Status.GRADER_ERROR, str(failure)
        except Exception as failure:  # whatever it is, it is ours, and the rest of the class is graded
            status, message = Status.GRADER_ERROR, f"{type(failure).__name__}: {failure}"
        finally:
            submission.close()
        if any(check.status is CheckStatus.GRADER_ERROR for check in results.values()):
            status, message = (
                Status.GRADER_ERROR,
                translate("A check failed for a reason that is not the submission's; grade it again."),
            )
        elif submission.exhausted:
            status, message = (
                Status.TIMEOUT,
                translate("The submission used all the time it may take; checks after that point did not run."),
            )
        output = clean(submission.printed.decode(errors="replace"), len(submission.printed))
        result = self._result(submitted, status, message, results, output)
        # A module that ends its process does so again; what a machine out of memory has killed does not.
        return result, submission.was_killed or status is Status.GRADER_ERROR

    def run_checks(self, submission: Submission) -> dict[str, CheckResult]:
        """Run the checks on a submission, wherever it lives, and return their results by the checks' ids in pytest.

        Raises `GradingError` when the checks do not come to an end.
        """
        self._session.jobs.put(submission)
        outcome = self._session.finished.get()
        if isinstance(outcome, BaseException):
            raise GradingError(f"{type(outcome).__name__}: {outcome}") from outcome
        return outcome

    def _result(
        self,
        submitted: Submitted,
        status: Status,
        message: str,
        results: dict[str, CheckResult] | None = None,
        output: str = "",
    ) -> Result:
        by_spec = {(check.visibility, check.id): check for check in (results or {}).values()}
        unrun = CheckStatus.GRADER_ERROR if status is Status.GRADER_ERROR else CheckStatus.SKIPPED

        def result_of(spec: CheckSpec) -> CheckResult:
            ran = by_spec.get((spec.visibility, spec.id))
            about = (spec.id, spec.question, spec.requirement, spec.visibility)
            return ran or CheckResult(*about, unrun, spec.points, message)

        questions = tuple(
            QuestionResult(
                question.id, tuple(result_of(spec) for spec in self._session.specs if spec.question == question.id)
            )
            for question in self.assignment.questions
        )
        return Result(
            submitted.student,
            submitted.assignment,
            status,
            questions,
            message,
            submitted.submitted_at,
            submitted.digest,
            output,
        )

    def close(self) -> None:
        """End the pytest session."""
        self._session.jobs.put(None)
        self._thread.join()

    def __enter__(self) -> Grader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
