"""The single questions of a proof, each answered in a process that keeps its grader, and what is known already."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.classroom import Setting, kept_sandbox, process_pool
from autograder.course import Assignment, Course, load_course
from autograder.differential import Difference, Inputs, Passed, first_difference
from autograder.grading import Grader
from autograder.mutants import calls
from autograder.recorded_calls import Recorder
from autograder.recorded_calls import recorded as inputs_of_calls
from autograder.results import CheckResult, CheckStatus, Result, Status
from autograder.sandbox.budget import Budget
from autograder.strength_candidates import makers_of, reference_of
from autograder.submission import SubmissionFault
from autograder.submitted import Submitted
from autograder.time_limit import time_limit

VARIATIONS_SECONDS = 60  # for comparing a mutant on variations of calls
# A mutant may loop for ever; without training, the reference needs a few hundredths of a second for its longest call.
BUDGET = Budget(call_seconds=1.0, import_seconds=5.0, submission_seconds=30.0)
SECRET = b"a proof grades the same tasks wherever it is made"  # in the place of the course's own


@dataclass(frozen=True)
class Task:
    """Something to be found out in a process of its own, and the digest of all that the answer depends on."""

    assignment: str
    what: str  # "whole", "questions", "killer" or "difference"
    source: str
    functions: tuple[str, ...] = ()  # questions, killer: those whose checks run; difference: what to call
    examples: int = 0
    as_made: bool = False  # difference: of calls that the checks make, no variations
    key: str = ""


Answer = dict[str, Any]


class _Process:
    """What a process keeps between tasks, besides its sandbox."""

    grader: Grader | None = None
    recorded: tuple[Grader, dict[str, list[Passed]]] | None = None  # the calls that this grader's checks make


def answer(task: Task, setting: Setting) -> Answer:
    """Do the task. Raises what grading cannot go on from: SandboxUnavailable, GradingError, CourseError."""
    course = load_course(setting.course_file)
    assignment = course.find(task.assignment)
    if task.what == "difference":
        found = _difference(task, course, assignment, setting)
        return {"difference": asdict(found) if found else None}
    grader = _grader(course, assignment, setting)
    name = f"{assignment.module}.py"
    submitted = Submitted(task.what, assignment.id, assignment.module, {name: task.source.encode()})
    if task.what == "killer":
        return _killer(grader.grade_until_failure(submitted, task.functions))
    if task.what == "questions":
        return _lost({each: grader.grade_until_failure(submitted, (each,)) for each in task.functions})
    return _whole(grader.grade(submitted))


def _difference(task: Task, course: Course, assignment: Assignment, setting: Setting) -> Difference | None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow has much to say, and none of it is news
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    inputs, reference = makers_of(assignment), reference_of(assignment)
    about = (reference, task.source, task.functions, task.examples)
    if has_makers(assignment, inputs):
        return first_difference(inputs, *about)
    inputs = _with_calls(inputs, _grader(course, assignment, setting), task.as_made)
    if task.as_made:
        return first_difference(inputs, *about)
    try:
        with time_limit(VARIATIONS_SECONDS):
            return first_difference(inputs, *about)
    except SubmissionFault:  # outside its contract, either of the two may loop for ever
        return None


def has_makers(assignment: Assignment, inputs: Inputs) -> bool:
    """Whether there are inputs for every question that is a function."""
    functions = calls(reference_of(assignment))
    return all(question.id in inputs.sources for question in assignment.questions if question.id in functions)


def budget_of(course: Course, assignment: Assignment, profile: str) -> Budget:
    """What a module may use."""
    return course.budget(assignment, profile) if assignment.training else BUDGET


def _grader(course: Course, assignment: Assignment, setting: Setting) -> Grader:
    """This process's grader for `assignment`, with a sandbox that has started."""
    if _Process.grader is None or _Process.grader.assignment.id != assignment.id:
        if _Process.grader is not None:
            _Process.grader.close()
        sandbox = kept_sandbox(setting.sandbox, course.runtime(assignment, setting.profile))
        training = assignment.training_on(setting.profile, SECRET)
        budget = budget_of(course, assignment, setting.profile)
        _Process.grader = Grader(assignment, sandbox, budget, training, shrink=False)
        sandbox.start()  # TensorFlow takes seconds to start
    return _Process.grader


def _killer(result: Result) -> Answer:
    """The check that failed first, if any."""
    ended = [check for question in result.questions for check in question.checks]
    failed = [check for check in ended if check.status not in (CheckStatus.PASSED, CheckStatus.SKIPPED)]
    ours = next((check for check in failed if check.status is CheckStatus.GRADER_ERROR), None)
    if ours is not None:
        return {"killed_by": None, "error": f"{ours.id}: {ours.message}"}
    if failed:
        return {"killed_by": failed[0].id, "error": ""}
    # No error on import alone: time or memory may run out there, too, and then no check runs.
    unloaded = result.status is not Status.GRADED and all(check.status is CheckStatus.SKIPPED for check in ended)
    return {"killed_by": "import" if unloaded else None, "error": ""}


def _lost(results: dict[str, Result]) -> Answer:
    """As `_whole`, from gradings of one question each, which end at the first check that fails."""
    found = {question: _killer(result) for question, result in results.items()}
    lost = [question for question, each in found.items() if each["killed_by"] is not None]
    error = next((each["error"] for each in found.values() if each["error"]), "")
    explained = any(_explains(result) for result in results.values()) or None  # the other checks may, which did not run
    return {"lost": lost, "passed": [], "error": error, "explained": explained}


def _whole(result: Result) -> Answer:
    lost = [question.id for question in result.questions if question.points < question.max_points]
    checks = [check for question in result.questions for check in question.checks]
    passed = [named(check) for check in checks if check.status is CheckStatus.PASSED]
    faults = [f"{check.id}: {check.message}" for check in checks if check.status is CheckStatus.GRADER_ERROR]
    message = "" if result.status is Status.GRADED else result.message
    error = faults[0] if faults else message
    return {"lost": lost, "passed": passed, "error": error, "explained": _explains(result)}


def _explains(result: Result) -> bool:
    """Whether the student is told a likely cause of a failure."""
    examples = (check.counterexample for question in result.questions for check in question.checks)
    return any(example is not None and example.likely_cause for example in examples)


def named(check: CheckResult) -> str:
    """A check's name; a public and a hidden one may have the same."""
    return check.id if check.visibility == "hidden" else f"{check.id} (public)"


class Answers:
    """Answers that are known: a file of JSON lines per assignment, added to as they come."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self._file = folder / f"{assignment}.jsonl"
        self._known: dict[str, Answer] = {}
        if self._file.is_file():
            text = self._file.read_text(encoding="utf-8")
            if text and not text.endswith("\n"):  # an interrupted run: the next answer needs a line of its own
                with self._file.open("a", encoding="utf-8") as file:
                    file.write("\n")
            for line in text.splitlines():
                try:
                    entry = json.loads(line)
                    self._known[entry["key"]] = entry["answer"]
                except (ValueError, KeyError, TypeError):
                    continue  # the last line of an interrupted run

    def get(self, key: str) -> Answer | None:
        """The answer, when it is known."""
        return self._known.get(key)

    def __getitem__(self, key: str) -> Answer:
        return self._known[key]

    def put(self, key: str, found: Answer) -> None:
        """Keep an answer; in the file only without an error, which may be the machine's and is asked for again."""
        self._known[key] = found
        if found.get("error"):
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": key, "answer": found}) + "\n")


def digest(*parts: object) -> str:
    """A name for all that an answer depends on."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _with_calls(made: Inputs, grader: Grader, as_made: bool) -> Inputs:
    """Those of makers, and for other functions the calls that the checks make, with variations or only `as_made`."""
    if _Process.recorded is None or _Process.recorded[0] is not grader:
        recorder = Recorder(grader.assignment.module, reference_of(grader.assignment))
        grader.run_checks(recorder)
        _Process.recorded = (grader, recorder.passed)
    called = inputs_of_calls(_Process.recorded[1], vary=not as_made)
    return Inputs({**called.sources, **made.sources}, made.called_by, made.cost)


class LazyPool:
    """A pool of processes that starts with the first task."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._context: Any = None
        self._pool: Any = None

    def submit(self, task: Task, setting: Setting) -> Future[Answer]:
        """Have `task` answered by one of the processes."""
        if self._pool is None:
            self._context = process_pool(self._jobs)
            self._pool = self._context.__enter__()
        future: Future[Answer] = self._pool.submit(answer, task, setting)
        return future

    def __enter__(self) -> LazyPool:
        return self

    def __exit__(self, *raised: Any) -> None:
        if self._context is not None:
            self._context.__exit__(*raised)
