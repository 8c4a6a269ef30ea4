"""`autograder watch`: a save triggers the checks of what it touched, and one failing requirement is shown at a time."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.text import Text
from watchfiles import watch as file_changes

from autograder.course import Assignment, Course
from autograder.explain import explain
from autograder.hints import LEVELS, HintError, hint, shown
from autograder.keys import pressed_keys
from autograder.language import chosen, translate
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result, from_json
from autograder.touched import touched

SECONDS, SECONDS_OF_TRAINING = 60, 900  # a run may take; checks that train take minutes
_STEP_MS = 50  # between two looks at files, keys and the run


class _Run:
    """A process that runs checks, or that waits for the job with everything imported."""

    def __init__(self, course: Course, folder: Path) -> None:
        line = [sys.executable, "-m", "autograder.watch_worker", str(course.folder.course_file)]
        self._process = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
        )
        self._kept = folder / f"{self._process.pid}.json"
        self.assignment: Assignment | None = None
        self._until = 0.0

    def begin(self, assignment: Assignment, question: str | None) -> None:
        job = {"assignment": assignment.id, "question": question, "kept": str(self._kept)}
        self.assignment = assignment
        self._until = time.monotonic() + (SECONDS_OF_TRAINING if assignment.library == "keras" else SECONDS)
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.close()
        except OSError:
            pass  # it has ended: `ended` tells

    @property
    def late(self) -> bool:
        return time.monotonic() > self._until

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def result(self) -> Result | None:
        """What it found; None when it did not get that far."""
        try:
            (found,) = json.loads(self._kept.read_text(encoding="utf-8"))
            return from_json(found)
        except (OSError, ValueError):
            return None

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._kept.unlink(missing_ok=True)


@dataclass
class Evening:
    """Where a student is: the last results of every question that ran, and what was skipped."""

    assignments: list[Assignment]
    results: dict[tuple[str, str], QuestionResult] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)  # by assignment: why nothing could be checked
    skipped: set[tuple[str, str]] = field(default_factory=set)
    hinted: dict[tuple[str, str], int] = field(default_factory=dict)  # the level of the hint that was shown last

    def take(self, result: Result) -> None:
        """Take in what a run has found."""
        self.problems.pop(result.assignment, None)
        if result.message:
            self.problems[result.assignment] = result.message
        for question in result.questions:
            self.results[result.assignment, question.id] = question
            self.skipped.discard((result.assignment, question.id))

    def passed(self, assignment: Assignment) -> int:
        """How many questions of an assignment pass."""
        mine = (self.results.get((assignment.id, question.id)) for question in assignment.questions)
        return sum(each is not None and each.points == each.max_points for each in mine)

    def failing(self, first: str = "") -> tuple[Assignment, CheckResult] | None:
        """The check to be shown: of the question `first` if one fails there, else of the first question with one.

        What fails comes before what is not written yet, and both before what was skipped.
        """
        found = [
            (
                ((each.id, question.id) in self.skipped, check.status is CheckStatus.NOT_WRITTEN, question.id != first),
                each,
                check,
            )
            for each in self.assignments
            for question in each.questions
            for check in self._missed(each, question.id)[:1]
        ]
        if not found:
            return None
        order = [key for key, _, _ in found]
        _, assignment, check = found[order.index(min(order))]
        return assignment, check

    def _missed(self, assignment: Assignment, question: str) -> list[CheckResult]:
        known = self.results.get((assignment.id, question))
        return [each for each in known.checks if each.status is not CheckStatus.PASSED] if known else []


class Screen:
    """What the student sees."""

    def __init__(self, console: Console, evening: Evening) -> None:
        self._console, self._evening = console, evening
        self.shown: tuple[Assignment, CheckResult] | None = None

    def show(self, first: str = "") -> None:
        """Everything anew: the progress, and one failing requirement."""
        if self._console.is_terminal:
            self._console.clear()
        for each in self._evening.assignments:
            done, of = self._evening.passed(each), len(each.questions)
            bar = "█" * round(20 * done / of) + "░" * (20 - round(20 * done / of))
            self._console.print(Text(f"{bar} {done:2} / {of:2}  {each.id}", style="green" if done == of else ""))
        self._console.print()
        for problem in self._evening.problems.values():
            self._console.print(Text(problem, style="red"), soft_wrap=True)
        self.shown = None if self._evening.problems else self._evening.failing(first)
        if self.shown:
            self._requirement(*self.shown)
        elif not self._evening.problems and self._all_pass():
            self._console.print(Text(translate("Every check here passes."), style="bold green"))
        keys = translate("h hint   e explain   s skip   a run all   q quit") if sys.stdin and sys.stdin.isatty() else ""
        self._console.print(Text(keys, style="dim"))

    def _all_pass(self) -> bool:
        return all(self._evening.passed(each) == len(each.questions) for each in self._evening.assignments)

    def _requirement(self, assignment: Assignment, check: CheckResult) -> None:
        self._console.print(
            Text.assemble(("✗ ", "red"), (f"{check.question}: ", "bold"), check.requirement), soft_wrap=True
        )
        if check.status is CheckStatus.NOT_WRITTEN:
            sentence = translate("Next: write {question} in {file}.")
            shown = assignment.stub.relative_to(assignment.folder.root)
            self._console.print(Text(f"    {sentence.format(question=check.question, file=shown)}"), soft_wrap=True)
            return
        for line in explain(check):
            self._console.print(Text(f"    {line}"), soft_wrap=True)

    def say(self, sentence: str | Text, style: str = "") -> None:
        """One line below."""
        self._console.print(Text(sentence, style=style) if isinstance(sentence, str) else sentence)


class Watcher:
    """Runs the checks that saves and keys ask for, one run at a time; a newer save ends a run."""

    def __init__(self, course: Course, assignments: list[Assignment], console: Console) -> None:
        self._course, self._assignments = course, assignments
        self._evening = Evening(assignments)
        self._screen = Screen(console, self._evening)
        self._sources = {each.id: _source(each) for each in assignments}
        self._waiting: list[tuple[Assignment, str | None]] = []
        self._first = ""  # the question that was touched last
        self._overtaken = False  # by a save: the run that goes on is pointless

    def run(self) -> None:
        """Until the student quits, by q or Ctrl-C."""
        with ExitStack() as opened:
            folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
            pressed = opened.enter_context(pressed_keys())
            spare, running = _Run(self._course, folder), None
            opened.callback(lambda: _stop(spare, running))
            self._run_all()
            for changed in self._changes():
                self._saved(changed)
                key = pressed()
                if key == "q":
                    return
                self._press(key)
                if running and running.ended:
                    self._finished(running)
                    running = None
                if running and (running.late or self._overtaken):
                    self._give_up(running)
                    running = None
                self._overtaken = False
                if not running and self._waiting:
                    running, spare = spare, _Run(self._course, folder)
                    running.begin(*self._waiting.pop(0))

    def _changes(self) -> Iterator[set[Path]]:
        """The files that were saved since the last look, twenty times a second."""
        folders = [each.stub.parent for each in self._assignments]
        options = {"debounce": 100, "step": _STEP_MS, "rust_timeout": _STEP_MS, "yield_on_timeout": True}
        for changed in file_changes(*folders, recursive=False, **options):  # type: ignore[arg-type]
            yield {Path(path).resolve() for _, path in changed}

    def _saved(self, changed: Iterable[Path]) -> None:
        for assignment in self._assignments:
            if assignment.stub.resolve() not in changed:
                continue
            before, now = self._sources[assignment.id], _source(assignment)
            if now == before:
                continue  # an editor that saves in several steps, or nothing that is new
            self._sources[assignment.id] = now
            questions = touched(before, now, assignment)
            if assignment.id in self._evening.problems:
                questions = [question.id for question in assignment.questions]
            if questions:
                self._first = questions[0]
                asked = questions[0] if len(questions) == 1 else None
                waiting = {question for each, question in self._waiting if each is assignment}
                question = asked if waiting <= {asked} else None  # whatever else was waiting is checked as well
                others = [each for each in self._waiting if each[0] is not assignment]
                self._waiting = [(assignment, question), *others]
                self._overtaken = True

    def _run_all(self) -> None:
        quick = [each for each in self._assignments if each.library != "keras" or len(self._assignments) == 1]
        self._waiting = [(each, None) for each in quick]
        if any(each.library == "keras" for each in quick):
            self._screen.say(translate("These checks train; that takes longer."))

    def _press(self, key: str) -> None:
        if key == "a":
            self._run_all()
        elif key == "s" and self._screen.shown:
            assignment, check = self._screen.shown
            self._evening.skipped.add((assignment.id, check.question))
            self._screen.show()
        elif key == "h" and self._screen.shown:
            self._hint(*self._screen.shown)
        elif key == "e" and self._screen.shown:
            assignment, check = self._screen.shown
            line = ["--course", str(self._course.folder.root), "explain", assignment.id, "--question", check.question]
            subprocess.run([sys.executable, "-m", "autograder.cli", *line], stdin=subprocess.DEVNULL, check=False)

    def _hint(self, assignment: Assignment, check: CheckResult) -> None:
        """The next hint for a question; after the last one the first again."""
        key = (assignment.id, check.question)
        level = self._evening.hinted.get(key, 0) % LEVELS + 1
        self._evening.hinted[key] = level
        try:
            text = hint(assignment, check.question, level, chosen())
        except HintError as error:
            self._screen.say(str(error))
            return
        self._screen.say(translate("hint {level} of {levels}").format(level=level, levels=LEVELS), "bold")
        self._screen.say(shown(text))

    def _finished(self, run: _Run) -> None:
        assert run.assignment is not None
        found = run.result()
        run.stop()
        if found is None:
            self._evening.problems[run.assignment.id] = translate("The checks could not be run; `make test` says why.")
        else:
            self._evening.take(found)
        self._screen.show(self._first)

    def _give_up(self, run: _Run) -> None:
        assert run.assignment is not None
        run.stop()
        if not run.late:  # a newer save has made it pointless; whatever else it was to check is checked again
            if all(assignment is not run.assignment for assignment, _ in self._waiting):
                self._waiting.append((run.assignment, None))
            else:
                self._waiting = [
                    (assignment, None if assignment is run.assignment else question)
                    for assignment, question in self._waiting
                ]
            return
        sentence = translate("The checks of {assignment} did not come to an end: a loop that never ends?")
        self._evening.problems[run.assignment.id] = sentence.format(assignment=run.assignment.id)
        self._screen.show()


def _stop(*runs: _Run | None) -> None:
    for each in runs:
        if each is not None:
            each.stop()


def _source(assignment: Assignment) -> str:
    try:
        return assignment.stub.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""  # between two steps of an editor
