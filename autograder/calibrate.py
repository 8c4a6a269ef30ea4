"""Thresholds with a measured failure rate: the reference, honest variants and known-bad ones, trained over many seeds.

Every attempt is the checks' own, in the same sandbox as a submission. What was measured is kept in
`calibration/<assignment>.<profile>.json` after each attempt, so that an interrupted run goes on;
`reports.calibration` turns it into a page and a picture.

A variant is a small module that imports the reference as `reference` and replaces what it does differently.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import runpy
import tomllib
from collections.abc import Callable
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.assertions import CheckFailure
from autograder.checks import attempts
from autograder.classroom import kept_sandbox, process_pool
from autograder.code_text import what_it_does
from autograder.course import Assignment, Course, CourseError, load_course
from autograder.course_folder import OWN, CourseFolder
from autograder.sandbox.remote import RemoteSubmission
from autograder.submission import StudentError, SubmissionFault

REFERENCE = "reference"


@dataclass(frozen=True)
class Variant:
    """A solution whose results are known to be good or bad.

    `stays_below` says for each measure which band (from 0) a bad variant must not reach; a measure that is not in it
    does not tell the variant apart, and `told_apart_by` says what does.
    """

    name: str
    description: str
    honest: bool
    stays_below: dict[str, int]
    told_apart_by: str = ""

    def files(self, assignment: Assignment) -> dict[str, bytes]:
        """The submission: the variant under the module's name, with the reference beside it."""
        reference = assignment.reference.read_bytes()
        if self.name == REFERENCE:
            return {f"{assignment.module}.py": reference}
        mine = (assignment.folder.calibration / assignment.id / f"{self.name}.py").read_bytes()
        return {f"{assignment.module}.py": mine, f"{REFERENCE}.py": reference}


@dataclass(frozen=True)
class Calibration:
    """What was measured: `values[variant][measure][seed]`. None: the attempt ended without a value."""

    assignment: str
    profile: str
    settings: dict[str, int]
    variants: tuple[Variant, ...]
    bands: dict[str, tuple[float, ...]]
    near: dict[str, float]
    values: dict[str, dict[str, dict[int, float | None]]]


def variants_of(assignment: Assignment) -> tuple[Variant, ...]:
    """The reference, then those in `variants.toml`. Raises `CourseError` when the assignment has none."""
    file = assignment.folder.calibration / assignment.id / "variants.toml"
    if not assignment.training or not file.is_file():
        raise CourseError(f"{assignment.id} trains nothing that could be calibrated (there is no {file}).")
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    others = (
        Variant(
            name,
            each["description"],
            each.get("honest", False),
            each.get("stays_below", {}),
            each.get("told_apart_by", ""),
        )
        for name, each in listed.items()
    )
    return (Variant(REFERENCE, "The reference solution.", True, {}), *others)


Attempts = dict[str, Callable[..., float]]  # by the measure's name


def _attempts_file(folder: CourseFolder) -> Path:
    return folder.checks / "attempts.py"


def _all_measures(folder: CourseFolder) -> dict[str, Attempts]:
    """`MEASURES` of attempts.py beside the course's hidden checks, by assignment; nothing where there is no such."""
    if folder == OWN:
        return dict(attempts.MEASURES)
    file = _attempts_file(folder)
    return dict(runpy.run_path(str(file)).get("MEASURES", {})) if file.is_file() else {}


def measures_of(assignment: Assignment) -> Attempts:
    """What can be measured of an assignment. Raises `CourseError` when there is nothing."""
    measures = _all_measures(assignment.folder)
    if assignment.id not in measures:
        file = _attempts_file(assignment.folder)
        raise CourseError(f"{file} has no MEASURES[{assignment.id!r}], the attempts of its checks by name.")
    return measures[assignment.id]


def measure_one(
    assignment_id: str,
    profile: str,
    variant: Variant,
    measure: str,
    seed: int,
    course_file: Path = OWN.course_file,
) -> float | None:
    """One attempt of one variant in a fresh worker. None when it ended without a value, as a failed check would."""
    course = load_course(course_file)
    assignment = course.find(assignment_id)
    training = assignment.training_on(profile, f"calibration {seed}".encode())
    assert training is not None
    sandbox = kept_sandbox("bubblewrap", course.runtime(assignment, profile))
    files, budget = variant.files(assignment), course.budget(assignment, profile)
    submission = RemoteSubmission(sandbox, assignment.module, files, budget)
    try:
        submission.load()
        value = float(measures_of(assignment)[measure](submission, training, 0, training.task(0)))
    except (CheckFailure, SubmissionFault, StudentError):
        return None
    finally:
        submission.close()
    return value if math.isfinite(value) else None


def calibrate(
    course: Course,
    assignment: Assignment,
    profile: str,
    seeds: int,
    jobs: int,
    on_progress: Callable[[int, int], None],
) -> Calibration:
    """Measure what is not yet measured, up to `seeds` attempts per variant and measure; keep and return everything."""
    variants, measures = variants_of(assignment), measures_of(assignment)
    kept = _Kept(
        course.folder.calibration / f"{assignment.id}.{profile}.json", _fingerprints(assignment, profile, variants)
    )
    wanted = [
        (variant, measure, seed)
        for seed in range(seeds + seeds // 4)
        for variant in variants
        for measure in measures
        if seed < _seeds(seeds, variant, measure)
    ]
    waiting = [each for each in wanted if each[2] not in kept.of(each[0].name, each[1])]
    done = len(wanted) - len(waiting)
    on_progress(done, done + len(waiting))
    if waiting:
        with process_pool(min(jobs, len(waiting))) as pool:
            futures: dict[Future[float | None], tuple[Variant, str, int]] = {
                pool.submit(measure_one, assignment.id, profile, *each, course.folder.course_file): each
                for each in waiting
            }
            for count, future in enumerate(as_completed(futures), 1):
                variant, measure, seed = futures[future]
                kept.of(variant.name, measure)[seed] = future.result()
                kept.save()
                on_progress(done + count, done + len(waiting))
    table = assignment.training[profile]
    settings = {name: getattr(table, name) for name in ("rows", "test_rows", "epochs", "batch_size")}
    return Calibration(assignment.id, profile, settings, variants, table.bands, table.near, kept.values())


def _seeds(seeds: int, variant: Variant, measure: str) -> int:
    """How many attempts of the first `seeds` a variant gets.

    A bad one gets a quarter more: that none of 50 passes bounds its rate, as graded, below 1 in 100. One that the
    measure does not tell apart is only to be seen in the picture.
    """
    if variant.honest:
        return seeds
    return seeds + seeds // 4 if measure in variant.stays_below else min(seeds, 10)


def _fingerprints(assignment: Assignment, profile: str, variants: tuple[Variant, ...]) -> dict[str, dict[str, str]]:
    """A digest per variant and measure of the attempts and the variant, not of data, engine and libraries."""
    table = assignment.training[profile]
    sizes = (table.rows, table.test_rows, table.epochs, table.batch_size)
    source = _attempts_file(assignment.folder).read_bytes()
    everything = {
        attempt.__name__ for measures in _all_measures(assignment.folder).values() for attempt in measures.values()
    }
    digests: dict[str, dict[str, str]] = {}
    for each in variants:
        files = [(name, what_it_does(content)) for name, content in sorted(each.files(assignment).items())]
        for measure, attempt in measures_of(assignment).items():
            code = what_it_does(source, without=everything - {attempt.__name__})
            digest = hashlib.sha256(repr((sizes, files, code)).encode()).hexdigest()[:16]
            digests.setdefault(each.name, {})[measure] = digest
    return digests


class _Kept:
    """The file with the measured values. Those whose fingerprint changed are measured afresh."""

    def __init__(self, file: Path, fingerprints: dict[str, dict[str, str]]) -> None:
        self._file = file
        self._fingerprints = fingerprints
        old: dict[str, Any] = {}
        with contextlib.suppress(FileNotFoundError):
            old = json.loads(file.read_text(encoding="utf-8"))
        self._values: dict[str, dict[str, dict[int, float | None]]] = {
            name: {
                measure: {int(seed): value for seed, value in values.items()}
                for measure, values in measures.items()
                if old["fingerprints"][name][measure] == fingerprints.get(name, {}).get(measure)
            }
            for name, measures in old.get("values", {}).items()
            if name in fingerprints
        }

    def of(self, variant: str, measure: str) -> dict[int, float | None]:
        return self._values.setdefault(variant, {}).setdefault(measure, {})

    def values(self) -> dict[str, dict[str, dict[int, float | None]]]:
        return self._values

    def save(self) -> None:
        ordered = {
            name: {measure: dict(sorted(values.items())) for measure, values in sorted(measures.items())}
            for name, measures in self._values.items()
        }
        self._file.parent.mkdir(exist_ok=True)
        temporary = self._file.with_suffix(".tmp")
        content = json.dumps({"fingerprints": self._fingerprints, "values": ordered}, indent=1)
        temporary.write_text(content + "\n", encoding="utf-8")
        temporary.replace(self._file)


def largest_rate(failures: int, attempts: int, confidence: float = 0.95) -> float:
    """The greatest failure probability that `failures` of `attempts` do not rule out (Clopper-Pearson, one-sided).

    The p at which so few failures, or fewer, have probability 1 - confidence; 1 when every attempt failed.
    """
    if failures >= attempts:
        return 1.0
    low, high = failures / attempts, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        likely = sum(math.comb(attempts, k) * middle**k * (1 - middle) ** (attempts - k) for k in range(failures + 1))
        low, high = (middle, high) if likely > 1 - confidence else (low, middle)
    return high


def after_repeats(rate: float) -> float:
    """The probability that the median of three independent attempts fails, when each fails with `rate`."""
    return 3 * rate**2 - 2 * rate**3
