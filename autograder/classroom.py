"""Many submissions: what is already graded is taken from the record, the rest goes to an executor.

The seam is `concurrent.futures.Executor`, in a `Workforce`: processes of this machine here, many machines in
`cluster`. A submission travels as bytes and a result comes back as data.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Protocol

from autograder.conditions import conditions, grading_key
from autograder.cores import keep_to_one_core, use_all_cores
from autograder.course import Assignment, Course, load_course
from autograder.grading import Grader
from autograder.language import chosen
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, Status
from autograder.sandbox.host import Sandbox
from autograder.sandbox.probe import Layer, probe
from autograder.sandbox.runtime import Runtime
from autograder.store import Store
from autograder.submitted import Submitted

_PR_SET_PDEATHSIG = 1
_SLOTS = 4000  # user ids that sandboxes of a root grader spread over


def own_slot() -> int:
    """What tells the sandboxes of this process from those of others: see `Sandbox`."""
    return os.getpid() % _SLOTS


@dataclass(frozen=True)
class Setting:
    """How a run grades; the same for every submission."""

    course_file: Path
    profile: str = "cpu"
    sandbox: str = "bubblewrap"
    secret: bytes = field(default=b"", repr=False)  # of the course: decides what training tasks look like

    @property
    def where(self) -> str:
        """What of the machine is among the `conditions` of a result."""
        return f"{self.sandbox} {self.profile}"


def _close_grader() -> None:
    if _Process.grader is not None:
        _Process.grader.close()
        _Process.grader = None


class _Process:
    """What a grading process keeps between submissions."""

    course: Course | None = None
    made_for: tuple[Setting, str] | None = None  # and the language: what `course` and `grader` belong to
    sandbox: Sandbox | None = None
    grader: Grader | None = None


def prepare_process() -> None:
    """Make this process end with its parent, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():  # ended before the kernel was asked: nobody would end this one
        os._exit(1)
    sys.stdin.close()


def grade_one(submitted: Submitted, setting: Setting) -> Result:
    """Grade a submission in this process, with the grader and the sandbox that it keeps.

    Raises `SandboxUnavailable`, `GradingError` or `CourseError` when this process cannot grade at all.
    """
    if _Process.course is None or _Process.made_for != (setting, chosen()):  # a worker of a cluster outlives a run
        _close_grader()
        _Process.course, _Process.made_for = load_course(setting.course_file), (setting, chosen())
    if _Process.grader is None or _Process.grader.assignment.id != submitted.assignment:
        _close_grader()
        assignment = _Process.course.find(submitted.assignment)
        sandbox = kept_sandbox(setting.sandbox, _Process.course.runtime(assignment, setting.profile))
        budget = _Process.course.budget(assignment, setting.profile)
        training = assignment.training_on(setting.profile, setting.secret)
        _Process.grader = Grader(assignment, sandbox, budget, training)
    if _Process.sandbox is not None and not submitted.problem:
        _Process.sandbox.start()  # not for what is missing: TensorFlow takes seconds to start
    return _Process.grader.grade(submitted)


def kept_sandbox(kind: str, runtime: Runtime) -> Sandbox:
    """This process's sandbox of `kind`, with what `runtime` says: kept until the process ends, started when needed.

    One at a time, for TensorFlow alone takes 400 MB.
    """
    kept = _Process.sandbox
    if kept is not None and (kept.kind, kept.runtime) == (kind, runtime):
        return kept
    if kept is None:
        Finalize(None, close_kept_sandbox, exitpriority=10)
    close_kept_sandbox()
    if runtime.library == "numpy":
        keep_to_one_core()
    else:
        use_all_cores()
    _Process.sandbox = Sandbox(kind, slot=own_slot(), runtime=runtime, started=False)
    return _Process.sandbox


def close_kept_sandbox() -> None:
    """Close the sandbox that this process keeps, if it keeps one."""
    if _Process.sandbox is not None:
        _Process.sandbox.close()
        _Process.sandbox = None


@contextmanager
def process_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of grading processes, stopped at once when the block is left by an exception."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=prepare_process)
    try:
        yield pool
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        pool.shutdown(cancel_futures=True)  # waits: left to the interpreter's end, it may find its pipes closed
        raise
    pool.shutdown()


@dataclass(frozen=True)
class Need:
    """What one submission may need of the machine that grades it."""

    memory_bytes: int
    gpu: bool = False


class Workforce(Protocol):
    """Whoever grades. `losses` are what a future raises when the process that worked on it is gone."""

    @property
    def losses(self) -> tuple[type[Exception], ...]:
        """The exceptions that mean a loss."""

    @property
    def rounds(self) -> tuple[bool, ...]:
        """How often what was lost is tried again; for each time, whether every submission gets its own executor.

        That tells one that ends graders from its neighbours.
        """

    def layers(self, course: Course, kind: str) -> tuple[Layer, ...]:
        """The layers of a sandbox of `kind` where it grades, the weakest there is. Raises `SandboxUnavailable`."""

    def executor(self, need: Need, count: int) -> AbstractContextManager[Executor]:
        """An executor for `count` submissions, stopped at once when the block is left by an exception."""

    def submit(self, executor: Executor, submitted: Submitted, setting: Setting, under: str) -> Future[Result]:
        """Have one submission graded, under these `conditions`."""


@dataclass(frozen=True)
class LocalProcesses:
    """Grading processes of this machine: `jobs` at a time, or as many as cores and memory allow."""

    jobs: int | None = None
    losses: tuple[type[Exception], ...] = (BrokenProcessPool,)
    rounds: tuple[bool, ...] = (False, False, True)

    def layers(self, course: Course, kind: str) -> tuple[Layer, ...]:
        """See `Workforce`."""
        return probe(course.folder.hidden, kind)

    @contextmanager
    def executor(self, need: Need, count: int) -> Iterator[Executor]:
        """See `Workforce`."""
        with process_pool(min(self.jobs or fitting_jobs(need.memory_bytes), count)) as pool:
            yield pool

    def submit(self, executor: Executor, submitted: Submitted, setting: Setting, under: str) -> Future[Result]:
        """See `Workforce`."""
        return executor.submit(grade_one, submitted, setting)


@dataclass(frozen=True)
class _Waiting:
    """A submission to be graded, the conditions, and the key of its result."""

    submitted: Submitted
    under: str
    key: str
    need: Need


def grade_class(
    submissions: Iterable[Submitted],
    course: Course,
    setting: Setting,
    store: Store,
    workforce: Workforce,
    on_result: Callable[[Result, bool], None],
) -> list[Result]:
    """Grade every submission that the record does not have yet, and return all results in the order of `submissions`.

    `on_result(result, fresh)` is called once for each, as they come. A result is in the record before it is reported;
    those that failed through a fault of ours are kept there too, but the next run grades them again.
    """
    submissions = list(submissions)
    results: dict[tuple[str, str], Result] = {}
    waiting: list[_Waiting] = []
    under = {name: _conditions(course, name, setting) for name in {each.assignment for each in submissions}}
    for submitted in submissions:
        conditions_of_it, need = under[submitted.assignment]
        key = grading_key(_identity(submitted), conditions_of_it)
        known = store.find(submitted.student, submitted.assignment, key)
        if known is None or not known.is_final:
            waiting.append(_Waiting(submitted, conditions_of_it, key, need))
        else:
            results[submitted.student, submitted.assignment] = known
            on_result(known, False)
    # One assignment after another: a grading process keeps the checks of one assignment at a time.
    waiting.sort(key=lambda each: each.submitted.assignment)
    for need in dict.fromkeys(each.need for each in waiting):
        for each, result in _grade_all([every for every in waiting if every.need == need], course, setting, workforce):
            store.put(result, each.key)
            results[each.submitted.student, each.submitted.assignment] = result
            on_result(result, True)
    return [results[each.student, each.assignment] for each in submissions]


def _conditions(course: Course, name: str, setting: Setting) -> tuple[str, Need]:
    assignment = course.find(name)
    under = conditions(assignment, setting.course_file, setting.where, setting.secret)
    memory = course.budget(assignment, setting.profile).memory_bytes
    return under, Need(memory, course.runtime(assignment, setting.profile).gpu)


def _identity(submitted: Submitted) -> str:
    """What of a submission its result shows: contents, time and what was wrong with it."""
    return "\0".join((submitted.digest, submitted.submitted_at, submitted.problem))


def _grade_all(
    waiting: list[_Waiting], course: Course, setting: Setting, workforce: Workforce
) -> Iterator[tuple[_Waiting, Result]]:
    """Grade what has the same needs, in as many rounds as the workforce wants."""
    for alone in workforce.rounds:
        if not waiting:
            return
        lost: list[_Waiting] = []
        for group in [[each] for each in waiting] if alone else [waiting]:
            with workforce.executor(group[0].need, len(group)) as executor:
                futures: dict[Future[Result], _Waiting] = {
                    workforce.submit(executor, each.submitted, setting, each.under): each for each in group
                }
                for future in as_completed(futures):
                    try:
                        yield futures[future], future.result()
                    except workforce.losses:
                        lost.append(futures[future])
        waiting = lost
    for each in waiting:
        yield each, _killed_its_grader(each.submitted, course.find(each.submitted.assignment))


def _killed_its_grader(submitted: Submitted, assignment: Assignment) -> Result:
    message = "The grading process ended each time it graded this submission; look at it before you run it again."
    questions = tuple(
        QuestionResult(
            question.id,
            (CheckResult("not_run", question.id, "", "hidden", CheckStatus.GRADER_ERROR, question.points, message),),
        )
        for question in assignment.questions
    )
    about = (submitted.student, submitted.assignment, Status.GRADER_ERROR, questions, message)
    return Result(*about, submitted.submitted_at, submitted.digest)


def fitting_jobs(memory_bytes: int) -> int:
    """How many submissions that may take so much memory can be graded at a time, by the usable cores and free memory.

    At least one: a limit is seldom reached.
    """
    return max(1, min(usable_cores(), free_memory() // memory_bytes))


def free_memory() -> int:
    """The bytes of memory that are available to this process; without limit where that cannot be told."""
    found = [sys.maxsize]
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        found.append(next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")) * 1024)
    for folder, limit, used in (
        ("/sys/fs/cgroup", "memory.max", "memory.current"),
        ("/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes"),
    ):
        with suppress(OSError, ValueError):  # no such control group, or "max"
            found.append(int(Path(folder, limit).read_text()) - int(Path(folder, used).read_text()))
    return max(0, min(found))


def usable_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
