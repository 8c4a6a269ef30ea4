"""Whether the checks judge right: the reference, stubs, mutants, typical mistakes and honest variants, all graded.

Everything goes through the grading that submissions go through, sandbox included. A mutant is done with at the first
check that fails on it, among those of its function's question and of questions whose functions call it. One on which
none fails must be listed in `strength/<assignment>/equivalent.toml`, with the reason why no check can tell it from the
reference, and it is compared with the reference in this process: on inputs that makers draw, or, where nobody has
written any, on the calls that the checks themselves make.

In an assignment that trains, mutants are left to the small checks, for no function's name is that of a question that
asks for a trained result. All other modules are graded on those, too, with tasks drawn from a secret of the proof's
own: the reference, the stub and those with a function left unwritten as a whole; these prove which questions depend on
which functions, and mistakes and variants are graded on the questions that depend on theirs.

`strength/<assignment>/` (of our own course, in `autograder/`) also holds `mistakes/*.py` and `variants/*.py`: functions
that take the place of the reference's. The docstring of a mistake has a line `Loses: sigmoid, relu` with the questions
that lose points. `inputs.py` there may define `MAKERS`, see `inputs`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path

from autograder.classroom import Setting
from autograder.conditions import conditions
from autograder.course import Assignment, Course
from autograder.differential import Difference
from autograder.environment import ROOT
from autograder.mutants import Mutant, callers, calls, mutants
from autograder.sensitivity import SIZES, noticed, off_by
from autograder.strength_candidates import (
    Candidate,
    Listed,
    candidates,
    listed,
    makers_file,
    makers_of,
    reference_of,
    text_of,
)
from autograder.strength_record import Equivalent, Kind, Run, Strength, Survivor, Tally
from autograder.strength_sample import Sample, made_with, some, some_candidates
from autograder.strength_tasks import SECRET, Answer, Answers, LazyPool, Task, budget_of, digest, has_makers

EXAMPLES = 2_000  # on which what no check kills is compared with the reference (the project's slow tests take 10,000)


@dataclass(frozen=True)
class _Plan:
    """One assignment's tasks of the first round, in the order of their meaning."""

    assignment: Assignment
    source: str
    base: str  # a digest of what grading depends on
    whole: tuple[tuple[Candidate, Task], ...]
    mutants: tuple[tuple[Mutant, Task], ...]
    off: tuple[tuple[float, Task], ...]
    listed: dict[tuple[str, tuple[str, ...], int], Listed]


def prove(
    course: Course,
    assignments: Sequence[Assignment],
    setting: Setting,
    jobs: int,
    on_progress: Callable[[int, int], None],
    cache: Path | None = None,
    only: frozenset[str] | None = None,
    sample: Sample | None = None,
) -> list[Strength]:
    """Grade everything that is not known yet, and judge. `on_progress(done, total)` is called as answers come.

    Answers are kept in the folder `cache`, by default among what the course can make again. With `only`, mutants of
    those functions alone; with `sample`, that many. Raises `StrengthError` when a file that is needed is missing or
    wrong, and the errors of grading.
    """
    cache = cache or course.folder.build / "strength"
    known = {assignment.id: Answers(cache, assignment.id) for assignment in assignments}
    plans = [_plan(course, assignment, setting, only, sample) for assignment in assignments]
    first = [task for plan in plans for _, task in (*plan.whole, *plan.mutants, *plan.off)]
    with LazyPool(jobs) as pool:
        _find_out(first, known, setting, pool, on_progress, 0)
        compared = [_comparisons(plan, known[plan.assignment.id]) for plan in plans]
        second = [task for tasks in compared for task in tasks.values()]
        _find_out(second, known, setting, pool, on_progress, len(first))
    return [_judge(plan, known[plan.assignment.id], tasks) for plan, tasks in zip(plans, compared, strict=True)]


def _plan(
    course: Course, assignment: Assignment, setting: Setting, only: frozenset[str] | None, sample: Sample | None
) -> _Plan:
    source = reference_of(assignment)
    base = conditions(assignment, setting.course_file, setting.sandbox, SECRET)
    budget = budget_of(course, assignment, setting.profile)
    reach = {function: callers(source, function) for function in calls(source)}
    questions = {question.id for question in assignment.questions}

    def task(what: str, text: str, functions: tuple[str, ...] = ()) -> Task:
        key = digest(base, budget, what, text, functions)
        return Task(assignment.id, what, text, functions, key=key)

    # Not where checks train: fourteen gradings would take as many minutes, and their thresholds are measured elsewhere.
    sizes = SIZES if only is None and sample is None and not assignment.training else ()

    def few(candidate: Candidate) -> bool:
        return bool(assignment.training) and candidate.kind in (Kind.MISTAKE, Kind.VARIANT)

    made = [each for each in mutants(source) if only is None or each.function in only]
    entries = [entry for entry in listed(assignment) if only is None or entry.function in only]
    modules = candidates(assignment)
    if sample is not None:
        salt, equivalent = made_with(assignment), {entry.key for entry in entries}
        made = some((each for each in made if each.key not in equivalent), sample.mutants, lambda each: each.key, salt)
        entries, modules = [], some_candidates(modules, sample, salt)
    return _Plan(
        assignment,
        source,
        base,
        tuple(
            (each, task("questions", each.source, each.reaches) if few(each) else task("whole", each.source))
            for each in modules
        ),
        tuple(
            (each, task("killer", each.source, tuple(name for name in reach[each.function] if name in questions)))
            for each in made
        ),
        tuple((size, task("whole", off_by(source, sorted(questions), size))) for size in sizes),
        {entry.key: entry for entry in entries},
    )


def _find_out(
    tasks: list[Task],
    known: dict[str, Answers],
    setting: Setting,
    pool: LazyPool,
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


def _comparisons(plan: _Plan, known: Answers) -> dict[Mutant, Task]:
    """The tasks that compare with the reference what no check killed."""
    modules = ("differential", "inputs", "recorded_calls")
    code = [(ROOT / "autograder" / f"{name}.py").read_text(encoding="utf-8") for name in modules]
    made = has_makers(plan.assignment, makers_of(plan.assignment))
    if makers_file(plan.assignment).is_file():
        code.append(text_of(makers_file(plan.assignment)))
    tasks = {}
    for mutant, task in plan.mutants:
        if known[task.key]["killed_by"] is None:
            functions = callers(plan.source, mutant.function)
            called = "" if made else plan.base
            # Variations of the checks' calls may leave the contract: an entry in equivalent.toml is not held to them.
            as_made = bool(called) and mutant.key in plan.listed
            key = digest(code, called, plan.source, mutant.source, functions, EXAMPLES, as_made)
            about = (plan.assignment.id, "difference", mutant.source, functions, EXAMPLES, as_made)
            tasks[mutant] = Task(*about, key)
    return tasks


def _judge(plan: _Plan, known: Answers, compared: dict[Mutant, Task]) -> Strength:
    problems: list[str] = []
    runs = [_run(candidate, known[task.key]) for candidate, task in plan.whole]
    problems += [run.problem for run in runs if run.problem]
    equivalents: list[Equivalent] = []
    survivors: list[Survivor] = []
    ends: dict[tuple[str, str], Counter[str]] = {}
    unseen = dict(plan.listed)
    for mutant, task in plan.mutants:
        found, entry = known[task.key], unseen.pop(mutant.key, None)
        end, shown = "killed", f"{mutant.function}: {' '.join(mutant.diff)}"
        if found["error"]:
            problems.append(f"A check failed for a reason that is not the mutant's. {found['error']} ({shown})")
        if found["killed_by"] is None:
            raw = known[compared[mutant].key]["difference"]
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
    passed = {size: known[task.key]["passed"] for size, task in plan.off}
    right = [known[task.key] for candidate, task in plan.whole if candidate.kind is Kind.REFERENCE]
    notices = noticed(right[0]["passed"], passed) if passed else {}
    return Strength(
        *about,
        tallies,
        tuple(equivalents),
        tuple(survivors),
        tuple(runs),
        tuple(problems),
        notices,
        made_with(plan.assignment),
    )


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
    return Run(
        candidate.kind,
        candidate.name,
        candidate.description,
        candidate.loses,
        lost,
        problem,
        found["explained"],
    )


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"
