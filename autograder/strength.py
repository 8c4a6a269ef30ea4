"""Whether the checks judge right: the reference, stubs, mutants, typical mistakes and honest variants, all graded.

Everything goes through the grading that submissions go through, sandbox included. A mutant is done with at the first
check that fails on it, among those of its function's question and of questions whose functions call it. One on which
none fails must be listed in `strength/<assignment>/equivalent.toml`, with the reason why no check can tell it from the
reference, and it is compared with the reference in this process: on inputs that makers draw, or, where nobody has
written any, on the calls that the checks themselves make.

`strength/<assignment>/` (of our own course, in `autograder/`) also holds `mistakes/*.py` and `variants/*.py`: functions
that take the place of the reference's. The docstring of a mistake has a line `Loses: sigmoid, relu` with the questions
that lose points. In a course elsewhere, `inputs.py` there may define `MAKERS` and `CALLED_BY`, see `inputs`.
"""

from __future__ import annotations

import ast
import hashlib
import json
import runpy
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.classroom import Setting, kept_sandbox, process_pool
from autograder.course import Assignment, Course, load_course
from autograder.course_folder import OWN
from autograder.differential import Difference, Inputs, Passed, drawn, first_difference
from autograder.environment import ROOT
from autograder.grading import Grader, grading_key
from autograder.inputs import CALLED_BY, MAKERS
from autograder.intake import Submitted
from autograder.mutants import Mutant, callers, calls, mutants, stubbed
from autograder.recorded_calls import Recorder
from autograder.recorded_calls import recorded as inputs_of_calls
from autograder.results import CheckStatus, Result, Status
from autograder.sandbox.remote import Budget
from autograder.sandbox.runtime import NUMPY
from autograder.submission import SubmissionFault, time_limit

VARIATIONS_SECONDS = 60  # for comparing a mutant on variations of calls
EXAMPLES = 2_000  # on which what no check kills is compared with the reference (the project's slow tests take 10,000)
# A mutant may loop for ever; the reference needs a few hundredths of a second for its longest call.
BUDGET = Budget(call_seconds=1.0, import_seconds=5.0, submission_seconds=30.0)


class StrengthError(Exception):
    """Something that the proof needs is missing or wrong. The message is a sentence for the instructor."""


class Kind(StrEnum):
    """What a graded module is."""

    REFERENCE = "reference"
    STUB = "stub"
    STUBBED = "stubbed"  # the reference with one function not written
    MISTAKE = "mistake"
    VARIANT = "variant"


@dataclass(frozen=True)
class Candidate:
    """A module to be graded whole, and the questions in which it has to lose points."""

    kind: Kind
    name: str
    description: str
    source: str
    loses: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """What grading a candidate gave: the questions that lost points and the checks that passed where none should."""

    kind: Kind
    name: str
    description: str
    loses: tuple[str, ...]  # as it should be
    lost: tuple[str, ...]  # as it is
    problem: str = ""


@dataclass(frozen=True)
class Listed:
    """An entry of equivalent.toml."""

    function: str
    diff: tuple[str, ...]
    occurrence: int
    reason: str

    @property
    def key(self) -> tuple[str, tuple[str, ...], int]:
        """The same as the mutant's."""
        return self.function, self.diff, self.occurrence


@dataclass(frozen=True)
class Equivalent:
    """A mutant that does as the reference does, and why."""

    function: str
    operator: str
    diff: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Survivor:
    """A mutant on which no check fails, with a call that tells it from the reference, where one was found."""

    function: str
    operator: str
    diff: tuple[str, ...]
    difference: Difference | None
    occurrence: int = 1


@dataclass(frozen=True)
class Tally:
    """How the mutants of a function ended."""

    function: str
    operator: str
    made: int
    killed: int
    equivalent: int
    survived: int


@dataclass(frozen=True)
class Strength:
    """All that was found out about an assignment's checks. `problems` are sentences; without any, they are strong."""

    assignment: str
    title: str
    questions: tuple[str, ...]
    tallies: tuple[Tally, ...]
    equivalents: tuple[Equivalent, ...]
    survivors: tuple[Survivor, ...]
    runs: tuple[Run, ...]
    problems: tuple[str, ...]

    def total(self, name: str) -> int:
        """The sum of "made", "killed", "equivalent" or "survived" over all functions."""
        return sum(getattr(tally, name) for tally in self.tallies)


def fairness(runs: Iterable[Run]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each function that was left unwritten alone: the questions that lose points, and those that should."""
    return {run.name: (run.lost, run.loses) for run in runs if run.kind is Kind.STUBBED}


# --- what there is to grade ---


def reference_of(assignment: Assignment) -> str:
    """The source of the assignment's solution. Raises `StrengthError` when there is none."""
    return _text(assignment.reference)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise StrengthError(f"{file} cannot be read ({error.strerror}).") from error


def provable(course: Course) -> list[Assignment]:
    """The assignments whose checks can be proved: those without training, which takes too long for each mutant."""
    return [assignment for assignment in course.assignments if assignment.library == "numpy"]


def candidates(assignment: Assignment, folder: Path | None = None) -> list[Candidate]:
    """The modules to grade whole; mistakes and variants from `folder`, by default that of the course.

    Raises `StrengthError` when one of them is not written as it should be.
    """
    source, folder = reference_of(assignment), folder or assignment.folder.strength
    questions = tuple(question.id for question in assignment.questions)
    found = [
        Candidate(Kind.REFERENCE, "reference", "The reference solution.", source, ()),
        Candidate(Kind.STUB, "stub", "The stub as it is handed out.", _text(assignment.stub), questions),
    ]
    for function in calls(source):
        affected = tuple(name for name in questions if name in callers(source, function))
        about = f"The reference without `{function}`."
        found.append(Candidate(Kind.STUBBED, function, about, stubbed(source, function), affected))
    for kind, name in ((Kind.MISTAKE, "mistakes"), (Kind.VARIANT, "variants")):
        for file in sorted((folder / assignment.id / name).glob("*.py")):
            found.append(_written(kind, file, source, questions))
    return found


def _written(kind: Kind, file: Path, reference: str, questions: tuple[str, ...]) -> Candidate:
    """A mistake or variant: its functions after the reference's, so that they take their place."""
    own = file.read_text(encoding="utf-8")
    where = f"{file.parent.parent.name}/{file.parent.name}/{file.name}"
    try:
        doc = ast.get_docstring(ast.parse(own)) or ""
    except SyntaxError as error:
        raise StrengthError(f"{where} is not valid Python (line {error.lineno}).") from error
    if not doc:
        raise StrengthError(f"{where} has no docstring that says what it does.")
    named = [line.removeprefix("Loses:") for line in doc.splitlines() if line.startswith("Loses:")]
    loses = {name.strip() for line in named for name in line.split(",")} - {""}
    if (kind is Kind.MISTAKE) != bool(loses):
        needed = "needs a line `Loses: ` with questions" if kind is Kind.MISTAKE else "is a variant and loses nothing"
        raise StrengthError(f"{where} {needed}.")
    if unknown := sorted(loses - set(questions)):
        raise StrengthError(f"{where} loses {unknown[0]!r}, which is no question of its assignment.")
    description = doc.splitlines()[0]
    source = f"{reference}\n\n{own}"
    return Candidate(kind, file.stem, description, source, tuple(name for name in questions if name in loses))


def listed(assignment: Assignment, folder: Path | None = None) -> list[Listed]:
    """The entries of equivalent.toml. Raises `StrengthError` when it is not written as it should be."""
    file = (folder or assignment.folder.strength) / assignment.id / "equivalent.toml"
    if not file.is_file():
        return []
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["equivalent"]
        found = [
            Listed(entry["function"], *_lines(mutant), " ".join(entry["reason"].split()))
            for entry in entries
            for mutant in entry["mutants"]
        ]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise StrengthError(
            f"{file} needs tables [[equivalent]] with function, reason and mutants: {error}."
        ) from error
    for key, count in Counter(each.key for each in found).items():
        if count > 1:
            raise StrengthError(f"{file} lists a mutant of {key[0]} twice: {' '.join(key[1])}")
    return found


def _lines(mutant: list[str]) -> tuple[tuple[str, ...], int]:
    """The changed lines, and the occurrence that a last line "#2" names."""
    if mutant[-1].startswith("#"):
        return tuple(mutant[:-1]), int(mutant[-1][1:])
    return tuple(mutant), 1


# --- inputs for comparisons ---


def makers_of(assignment: Assignment) -> Inputs:
    """The inputs that somebody has written makers for; those of a course elsewhere stand in its strength folder.

    Raises `StrengthError` when that file cannot be run.
    """
    if assignment.folder == OWN:
        return drawn(MAKERS.get(assignment.id, {}), CALLED_BY)
    file = _makers_file(assignment)
    if not file.is_file():
        return drawn({})
    try:
        own = runpy.run_path(str(file))
    except Exception as error:
        raise StrengthError(f"{file} cannot be run: {type(error).__name__}: {error}.") from error
    return drawn(own.get("MAKERS", {}), own.get("CALLED_BY", {}))


def _makers_file(assignment: Assignment) -> Path:
    return assignment.folder.strength / assignment.id / "inputs.py"


def _with_calls(made: Inputs, assignment: Assignment, setting: Setting, as_made: bool) -> Inputs:
    """Those of makers, and for other functions the calls that the checks make, with variations or only `as_made`."""
    grader = _grader(assignment, setting)
    if _Process.recorded is None or _Process.recorded[0] is not grader:
        recorder = Recorder(assignment.module, reference_of(assignment))
        grader.run_checks(recorder)
        _Process.recorded = (grader, recorder.passed)
    calls = inputs_of_calls(_Process.recorded[1], vary=not as_made)
    return Inputs({**calls.sources, **made.sources}, made.called_by)


# --- tasks for the processes ---


@dataclass(frozen=True)
class Task:
    """Something to be found out in a process of its own, and the digest of all that the answer depends on."""

    assignment: str
    what: str  # "whole", "killer" or "difference"
    source: str
    functions: tuple[str, ...] = ()  # killer: the questions whose checks run; difference: what to call
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
    assignment = load_course(setting.course_file).find(task.assignment)
    if task.what == "difference":
        found = _difference(task, assignment, setting)
        return {"difference": asdict(found) if found else None}
    grader = _grader(assignment, setting)
    name = f"{assignment.module}.py"
    submitted = Submitted(task.what, assignment.id, assignment.module, {name: task.source.encode()})
    if task.what == "killer":
        return _killer(grader.grade_until_failure(submitted, task.functions))
    return _whole(grader.grade(submitted))


def _difference(task: Task, assignment: Assignment, setting: Setting) -> Difference | None:
    inputs, reference = makers_of(assignment), reference_of(assignment)
    about = (reference, task.source, task.functions, task.examples)
    if all(question.id in inputs.sources for question in assignment.questions):
        return first_difference(inputs, *about)
    inputs = _with_calls(inputs, assignment, setting, task.as_made)
    if task.as_made:
        return first_difference(inputs, *about)
    try:
        with time_limit(VARIATIONS_SECONDS):
            return first_difference(inputs, *about)
    except SubmissionFault:  # outside its contract, either of the two may loop for ever
        return None


def _grader(assignment: Assignment, setting: Setting) -> Grader:
    """This process's grader for `assignment`."""
    if _Process.grader is None or _Process.grader.assignment.id != assignment.id:
        if _Process.grader is not None:
            _Process.grader.close()
        _Process.grader = Grader(assignment, kept_sandbox(setting.sandbox, NUMPY), BUDGET, shrink=False)
    return _Process.grader


def _killer(result: Result) -> Answer:
    """The check that failed first, if any."""
    if result.status is Status.IMPORT_ERROR:
        return {"killed_by": "import", "error": ""}
    ended = [check for question in result.questions for check in question.checks]
    failed = [check for check in ended if check.status not in (CheckStatus.PASSED, CheckStatus.SKIPPED)]
    ours = next((check for check in failed if check.status is CheckStatus.GRADER_ERROR), None)
    if ours is not None:
        return {"killed_by": None, "error": f"{ours.id}: {ours.message}"}
    return {"killed_by": failed[0].id if failed else None, "error": ""}


def _whole(result: Result) -> Answer:
    lost = [question.id for question in result.questions if question.points < question.max_points]
    checks = [check for question in result.questions for check in question.checks]
    passed = [check.id for check in checks if check.status is CheckStatus.PASSED]
    faults = [f"{check.id}: {check.message}" for check in checks if check.status is CheckStatus.GRADER_ERROR]
    message = "" if result.status is Status.GRADED else result.message
    return {"lost": lost, "passed": passed, "error": faults[0] if faults else message}


class _Answers:
    """Answers that are known: a file of JSON lines per assignment, added to as they come."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self._file = folder / f"{assignment}.jsonl"
        self._known: dict[str, Answer] = {}
        if self._file.is_file():
            for line in self._file.read_text(encoding="utf-8").splitlines():
                try:
                    entry = json.loads(line)
                    self._known[entry["key"]] = entry["answer"]
                except (ValueError, KeyError, TypeError):
                    continue  # the last line of an interrupted run

    def get(self, key: str) -> Answer | None:
        return self._known.get(key)

    def put(self, key: str, found: Answer) -> None:
        self._known[key] = found
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": key, "answer": found}) + "\n")


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


# --- the proof ---


@dataclass(frozen=True)
class _Plan:
    """One assignment's tasks of the first round, in the order of their meaning."""

    assignment: Assignment
    source: str
    base: str  # a digest of what grading depends on
    whole: tuple[tuple[Candidate, Task], ...]
    mutants: tuple[tuple[Mutant, Task], ...]
    listed: dict[tuple[str, tuple[str, ...], int], Listed]


def prove(
    course: Course,
    assignments: Sequence[Assignment],
    setting: Setting,
    jobs: int,
    on_progress: Callable[[int, int], None],
    cache: Path | None = None,
    only: frozenset[str] | None = None,
) -> list[Strength]:
    """Grade everything that is not known yet, and judge. `on_progress(done, total)` is called as answers come.

    Answers are kept in the folder `cache`, by default among what the course can make again. With `only`, mutants of
    those functions alone. Raises `StrengthError` when a file that is needed is missing or wrong or an assignment
    trains, and the errors of grading.
    """
    cache = cache or course.folder.build / "strength"
    known = {assignment.id: _Answers(cache, assignment.id) for assignment in assignments}
    plans = [_plan(course, assignment, setting, only) for assignment in assignments]
    first = [task for plan in plans for _, task in (*plan.whole, *plan.mutants)]
    with _LazyPool(jobs) as pool:
        _find_out(first, known, setting, pool, on_progress, 0)
        compared = [_comparisons(plan, known[plan.assignment.id]) for plan in plans]
        second = [task for tasks in compared for task in tasks.values()]
        _find_out(second, known, setting, pool, on_progress, len(first))
    return [_judge(plan, known[plan.assignment.id], tasks) for plan, tasks in zip(plans, compared, strict=True)]


class _LazyPool:
    """A pool of processes that starts with the first task."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._context: Any = None
        self._pool: Any = None

    def submit(self, task: Task, setting: Setting) -> Future[Answer]:
        if self._pool is None:
            self._context = process_pool(self._jobs)
            self._pool = self._context.__enter__()
        future: Future[Answer] = self._pool.submit(answer, task, setting)
        return future

    def __enter__(self) -> _LazyPool:
        return self

    def __exit__(self, *raised: Any) -> None:
        if self._context is not None:
            self._context.__exit__(*raised)


def _plan(course: Course, assignment: Assignment, setting: Setting, only: frozenset[str] | None) -> _Plan:
    if assignment not in provable(course):
        names = ", ".join(each.id for each in provable(course))
        raise StrengthError(f"{assignment.id} trains, which takes too long for every mutant; there are {names}.")
    source = reference_of(assignment)
    base = grading_key("", assignment, setting.course_file, setting.sandbox)
    reach = {function: callers(source, function) for function in calls(source)}
    questions = {question.id for question in assignment.questions}

    def task(what: str, text: str, functions: tuple[str, ...] = ()) -> Task:
        key = _digest(base, BUDGET, what, text, functions)
        return Task(assignment.id, what, text, functions, key=key)

    made = [each for each in mutants(source) if only is None or each.function in only]
    return _Plan(
        assignment,
        source,
        base,
        tuple((each, task("whole", each.source)) for each in candidates(assignment)),
        tuple(
            (each, task("killer", each.source, tuple(name for name in reach[each.function] if name in questions)))
            for each in made
        ),
        {entry.key: entry for entry in listed(assignment) if only is None or entry.function in only},
    )


def _find_out(
    tasks: list[Task],
    known: dict[str, _Answers],
    setting: Setting,
    pool: _LazyPool,
    on_progress: Callable[[int, int], None],
    before: int,
) -> None:
    """Have every task answered that is not yet."""
    waiting = [task for task in tasks if known[task.assignment].get(task.key) is None]
    done, total = before + len(tasks) - len(waiting), before + len(tasks)
    on_progress(done, total)
    futures = {pool.submit(task, setting): task for task in waiting}
    for future in as_completed(futures):
        task = futures[future]
        known[task.assignment].put(task.key, future.result())
        done += 1
        on_progress(done, total)


def _comparisons(plan: _Plan, known: _Answers) -> dict[Mutant, Task]:
    """The tasks that compare with the reference what no check killed."""
    modules = ("differential", "inputs", "recorded_calls")
    code = [(ROOT / "autograder" / f"{name}.py").read_text(encoding="utf-8") for name in modules]
    makers = makers_of(plan.assignment).sources.keys()
    if plan.assignment.folder != OWN and _makers_file(plan.assignment).is_file():
        code.append(_text(_makers_file(plan.assignment)))
    tasks = {}
    for mutant, task in plan.mutants:
        found = known.get(task.key)
        assert found is not None
        if found["killed_by"] is None:
            functions = callers(plan.source, mutant.function)
            calls = "" if makers >= {question.id for question in plan.assignment.questions} else plan.base
            # Variations of the checks' calls may leave the contract: an entry in equivalent.toml is not held to them.
            as_made = bool(calls) and mutant.key in plan.listed
            key = _digest(code, calls, plan.source, mutant.source, functions, EXAMPLES, as_made)
            about = (plan.assignment.id, "difference", mutant.source, functions, EXAMPLES, as_made)
            tasks[mutant] = Task(*about, key)
    return tasks


def _judge(plan: _Plan, known: _Answers, compared: dict[Mutant, Task]) -> Strength:
    problems: list[str] = []
    runs = [_run(candidate, known.get(task.key) or {}) for candidate, task in plan.whole]
    problems += [run.problem for run in runs if run.problem]
    equivalents: list[Equivalent] = []
    survivors: list[Survivor] = []
    ends: dict[tuple[str, str], Counter[str]] = {}
    unseen = dict(plan.listed)
    for mutant, task in plan.mutants:
        found, entry = known.get(task.key) or {}, unseen.pop(mutant.key, None)
        end, shown = "killed", f"{mutant.function}: {' '.join(mutant.diff)}"
        if found["error"]:
            problems.append(f"A check failed for a reason that is not the mutant's. {found['error']} ({shown})")
        if found["killed_by"] is None:
            raw = (known.get(compared[mutant].key) or {})["difference"]
            difference = Difference(**raw) if raw else None
            if entry is not None and difference is None:
                end = "equivalent"
                equivalents.append(Equivalent(mutant.function, mutant.operator, mutant.diff, entry.reason))
            else:
                end = "survived"
                survivors.append(Survivor(mutant.function, mutant.operator, mutant.diff, difference, mutant.occurrence))
                lists = "is listed as equivalent and is not" if entry else "survives"
                problems.append(f"A mutant {lists}: {shown}")
        elif entry is not None:
            problems.append(f"A mutant is listed as equivalent, but {found['killed_by']} kills it: {shown}")
        ends.setdefault((mutant.function, mutant.operator), Counter())[end] += 1
    for entry in unseen.values():
        problems.append(f"equivalent.toml lists what is no mutant of {entry.function}: {' '.join(entry.diff)}")
    tallies = tuple(
        Tally(*key, count.total(), *(count[name] for name in ("killed", "equivalent", "survived")))
        for key, count in ends.items()
    )
    questions = tuple(question.id for question in plan.assignment.questions)
    about = (plan.assignment.id, plan.assignment.title, questions)
    return Strength(*about, tallies, tuple(equivalents), tuple(survivors), tuple(runs), tuple(problems))


def _run(candidate: Candidate, found: Answer) -> Run:
    """The run, with a sentence when it is not as it should be."""
    lost, shown = tuple(found["lost"]), f"{candidate.kind.value} {candidate.name}"
    problem = ""
    if found["error"]:
        problem = f"{shown}: {found['error']}"
    elif lost != candidate.loses:
        problem = f"{shown} loses points in {_names(lost)}, and should in {_names(candidate.loses)}."
    elif candidate.kind is Kind.STUB and found["passed"]:
        problem = f"{shown} passes {_names(found['passed'])}."
    return Run(candidate.kind, candidate.name, candidate.description, candidate.loses, lost, problem)


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"


# --- the record ---


def to_json(strength: Strength) -> str:
    """`strength` as JSON text."""
    return json.dumps(asdict(strength), indent=1, ensure_ascii=False) + "\n"


def from_json(text: str) -> Strength:
    """The inverse of `to_json`. Raises KeyError, TypeError or ValueError on other text."""
    raw = json.loads(text)
    return Strength(
        raw["assignment"],
        raw["title"],
        tuple(raw["questions"]),
        tuple(Tally(**each) for each in raw["tallies"]),
        tuple(Equivalent(**{**each, "diff": tuple(each["diff"])}) for each in raw["equivalents"]),
        tuple(_survivor(each) for each in raw["survivors"]),
        tuple(
            Run(Kind(each["kind"]), each["name"], each["description"], *_both(each), each["problem"])
            for each in raw["runs"]
        ),
        tuple(raw["problems"]),
    )


def _both(raw: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(raw["loses"]), tuple(raw["lost"])


def _survivor(raw: dict[str, Any]) -> Survivor:
    difference = Difference(**raw["difference"]) if raw["difference"] else None
    return Survivor(raw["function"], raw["operator"], tuple(raw["diff"]), difference, raw["occurrence"])


def recorded(folder: Path = OWN.strength) -> Iterator[Strength]:
    """What the folder has of all assignments, in their order."""
    for file in sorted(folder.glob("*.json")):
        yield from_json(file.read_text(encoding="utf-8"))


def record(found: Sequence[Strength], folder: Path) -> None:
    """Keep what was found out as JSON, and make the pages of everything that the folder has."""
    from autograder.reports.site import write_if_changed
    from autograder.reports.strength import strength_html, strength_markdown

    for each in found:
        write_if_changed(folder / f"{each.assignment}.json", to_json(each))
    everything = list(recorded(folder))
    write_if_changed(folder / "README.md", strength_markdown(everything))
    write_if_changed(folder / "index.html", strength_html(everything))
