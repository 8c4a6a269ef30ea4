"""What runs on Gradescope: one submission in, results.json out. `gradescope_zip` packs it.

Started by `run_autograder` as root, in a container of its own for each submission. Standard output, which Gradescope
keeps for instructors, has sentences of ours and nothing that a student wrote.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.classroom import LocalProcesses, Setting, grade_class
from autograder.course import Assignment, Course, CourseError, load_course
from autograder.environment import ROOT
from autograder.gradescope_metadata import Metadata, read_metadata
from autograder.gradescope_zip import SETTINGS
from autograder.intake import submission_at
from autograder.lateness import Deadlines, Policy
from autograder.reports.exports import gradescope_fault, gradescope_json
from autograder.reports.shown import Shown
from autograder.reports.site import write_if_changed
from autograder.resubmissions import Counts
from autograder.results import Result, Status
from autograder.runner import course_secret
from autograder.sandbox.files import ENGINE_FILES
from autograder.sandbox.probe import probe
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.store import Store
from autograder.submitted import Submitted

PACKED = ROOT.parent  # what the zip was unpacked to: /autograder/source
HOSTS = ("bubblewrap", "landlock")  # in this order
_PROFILE = "cpu"
_STUDENT = "submission"  # Gradescope knows whose it is


class Fault(Exception):
    """Nothing can be graded here, and it is not the submission's fault. The message is for the instructor."""


@dataclass(frozen=True)
class Packed:
    """What the zip grades: a course of which it holds one assignment, and when students see the hidden checks."""

    course: Course
    assignment: Assignment
    hidden: Shown

    @classmethod
    def load(cls, folder: Path) -> Packed:
        """Read the settings that `gradescope_zip` wrote, and speak the language that they name. Raises `Fault`."""
        try:
            settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            os.environ["DESCENT_LANG"] = settings["language"]
            course = load_course(folder / settings["course"] / "course.toml")
            return cls(course, course.find(settings["assignment"]), Shown(settings["hidden"]))
        except (OSError, ValueError, KeyError, CourseError) as error:
            raise Fault(f"{folder / SETTINGS} cannot be used; make the zip anew.") from error

    def setting(self, sandbox: str) -> Setting:
        """How submissions are graded. Raises `Fault` when a training task lacks the course's secret."""
        secret_file = self.course.folder.secret
        if not self.assignment.training:
            return Setting(self.course.folder.course_file, _PROFILE, sandbox)
        if not secret_file.is_file():  # another one would be another task
            raise Fault(f"{secret_file.name}, which the training task is drawn from, is not there; make the zip anew.")
        return Setting(self.course.folder.course_file, _PROFILE, sandbox, course_secret(secret_file))


def close_to_others(folder: Path) -> None:
    """Let nobody but the owner read what is in `folder`, except for what runs inside a sandbox.

    That is the environment `.venv`, and of the engine the files of a worker; folders on the way there can be entered,
    and not listed.
    """
    inside = {ROOT / "autograder" / name for name in ENGINE_FILES}
    for place, folders, files in os.walk(folder):
        if ".venv" in folders:
            folders.remove(".venv")
        Path(place).chmod(0o711)
        for name in files:
            file = Path(place, name)
            if not file.is_symlink():
                file.chmod(0o644 if file in inside else 0o600)


def sandbox_in_force(hidden: tuple[str, ...], hosts: Sequence[str] = HOSTS) -> str:
    """The first of `hosts` that works here, by trying it from inside. Raises `Fault` when none does."""
    problems = []
    for host in hosts:
        try:
            layers = probe(hidden, host)
        except SandboxUnavailable as error:
            problems.append(f"{host}: {error}")
            print(f"Not in force here: {problems[-1]}", flush=True)
        else:
            in_force = sum(layer.in_force for layer in layers)
            print(f"Sandbox: {host}, {in_force} of {len(layers)} layers in force.", flush=True)
            return host
    raise Fault(
        "No sandbox is in force in this container, so nothing was graded. Grade Gradescope's bulk download with "
        "`make grade` on a machine of your own."
    )


def policy_of(packed: Packed, metadata: Metadata) -> Policy | None:
    """What being late costs by course.toml; of its deadline and Gradescope's, the later one counts."""
    course, assignment = packed.course, packed.assignment
    if course.late is None:
        return None
    known = [each for each in (assignment.deadline, metadata.due) if each is not None]
    return Policy(Deadlines({assignment.id: max(known, default=None)}), course.late.policy())


def grade(packed: Packed, submitted: Submitted, sandbox: str) -> Result:
    """Grade the submission as `make grade` grades a class of one."""
    with TemporaryDirectory(prefix="descent-record-") as folder, Store(Path(folder)) as store:
        workforce = LocalProcesses(1)
        (result,) = grade_class([submitted], packed.course, packed.setting(sandbox), store, workforce, lambda *_: None)
    return result


def grade_submission(root: Path, hosts: Sequence[str] = HOSTS) -> bool:
    """Grade `root`/submission into `root`/results/results.json; whether there is a grade.

    Where there is none through a fault of ours, results.json says so, without a score: Gradescope then shows that the
    autograder failed, and not a zero.
    """
    results = root / "results" / "results.json"
    results.unlink(missing_ok=True)
    try:
        packed = Packed.load(PACKED)  # first: elsewhere than in an unpacked zip there is nothing to close
        close_to_others(PACKED)
        text, is_final = _results(packed, root, hosts)
    except Exception as error:
        text, is_final = gradescope_fault(), False
        _tell(error)
    write_if_changed(results, text)
    return is_final


def _results(packed: Packed, root: Path, hosts: Sequence[str]) -> tuple[str, bool]:
    metadata = read_metadata(root / "submission_metadata.json")
    if metadata.problem:
        print(metadata.problem, flush=True)
    submitted = metadata.dated(submission_at(root / "submission", _STUDENT, packed.assignment))
    result = grade(packed, submitted, sandbox_in_force(packed.course.folder.hidden, hosts))
    policy = policy_of(packed, metadata)
    print(f"{result.assignment}: {result.status.value}." if result.is_final else "The grader failed on it.", flush=True)
    earlier = metadata.best_of(result.max_score) if packed.course.counts is Counts.BEST else None
    return gradescope_json(result, policy, packed.hidden, earlier), result.is_final


def _tell(error: Exception) -> None:
    """Say what went wrong; of an error nobody foresaw only where, for its message may quote a submission."""
    if isinstance(error, Fault):
        print(error, flush=True)
        return
    print(f"The autograder failed: {type(error).__name__}, raised at", flush=True)
    for frame in traceback.extract_tb(error.__traceback__):
        print(f"  {frame.filename}, line {frame.lineno}, in {frame.name}", flush=True)


def rehearse() -> bool:
    """Grade the stub, which is ours, without a sandbox; whether all went as it should.

    It shows, while the image is built, that all is there, and leaves recorded examples that every submission needs.
    """
    packed = Packed.load(PACKED)
    stub = packed.assignment.stub
    submitted = Submitted(_STUDENT, packed.assignment.id, packed.assignment.module, {stub.name: stub.read_bytes()})
    result = grade(packed, submitted, "none")
    went_well = result.status is Status.GRADED and result.score == Fraction(0)
    print(f"The stub: {result.status.value}, {result.score} of {result.max_score} points. {result.message}")
    return went_well


def main() -> int:
    """Grade a submission, or rehearse; the exit status."""
    parser = argparse.ArgumentParser(prog="run_autograder", description="Grade one submission on Gradescope.")
    parser.add_argument("--root", type=Path, default=Path("/autograder"), help="where submission and results lie")
    parser.add_argument("--sandbox", choices=HOSTS, help="only this one (default: the first that works)")
    parser.add_argument("--rehearse", action="store_true", help="grade the stub instead, while the image is built")
    chosen = parser.parse_args()
    os.environ["DESCENT_CACHE"] = str(PACKED / "cache")
    if chosen.rehearse:
        return 0 if rehearse() else 1
    return 0 if grade_submission(chosen.root, [chosen.sandbox] if chosen.sandbox else HOSTS) else 1


if __name__ == "__main__":
    sys.exit(main())
