"""Many machines: submissions graded by the workers of a Dask scheduler.

Every machine has the same commit, environment and course.secret. Before anything is graded, a worker is refused whose
conditions of grading are others, since its results would be, which has loaded what is no longer on its disk, or whose
sandbox does not start; the machine that asks needs no sandbox. Workers declare MEMORY, in bytes, and GPU as resources,
so that trainings fit. Dask does the work of a worker that is lost again, elsewhere; a submission that ends workers is
given up after four (`allowed-failures` and one), and is not the class's loss.

Addresses are trusted: whoever reaches the scheduler can run code on the workers. Keep it in a private network.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import dask
import distributed
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from autograder.classroom import Need, Setting, free_memory, grade_one, own_slot
from autograder.conditions import conditions, engine_files
from autograder.course import Assignment, Course, CourseError, load_course
from autograder.course_folder import VARIABLE, CourseFolder, folder_at
from autograder.digests import digest_of
from autograder.grading import GradingError
from autograder.language import chosen
from autograder.results import Result
from autograder.sandbox.probe import Layer, probe
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.submitted import Submitted

_ENGINE = digest_of(engine_files())  # as this process has loaded it
CONNECT_SECONDS = 15
_WATCHING = "distributed.worker.profile.enabled"  # Dask notes what a worker does, 100 times a second: off


class ClusterError(Exception):
    """The cluster cannot be used. The message says why, and what to do."""


@dataclass(frozen=True)
class Cluster:
    """A `classroom.Workforce` of many machines."""

    client: distributed.Client
    losses: tuple[type[Exception], ...] = (KilledWorker,)
    rounds: tuple[bool, ...] = (False,)  # Dask has tried it on four workers

    def layers(self, course: Course, kind: str) -> tuple[Layer, ...]:
        """See `classroom.Workforce`; each worker looks for the hidden files of its own machine."""
        found = _asked(self.client, layers_there, kind)
        if not found:
            raise SandboxUnavailable("The workers are gone before any was asked for its sandbox.")
        if unfit := _unfit(found, Exception):
            raise SandboxUnavailable(unfit)
        return min(found.values(), key=lambda layers: sum(each.in_force for each in layers))

    @contextmanager
    def executor(self, need: Need, count: int) -> Iterator[Executor]:
        """See `classroom.Workforce`. Raises `ClusterError` when no worker has what is needed."""
        wanted = {"MEMORY": need.memory_bytes, **({"GPU": 1} if need.gpu else {})}
        workers = self.client.scheduler_info(n_workers=-1)["workers"].values()
        if not any(all(each["resources"].get(name, 0) >= size for name, size in wanted.items()) for each in workers):
            gpu = " and a GPU" if need.gpu else ""
            raise ClusterError(
                f"No worker offers {need.memory_bytes // 2**20} MB of memory{gpu}. Start workers with `autograder "
                "worker ADDRESS`, with fewer --jobs where memory is short."
            )
        executor = self.client.get_executor(pure=False, resources=wanted)
        try:
            yield executor
        except CancelledError as error:
            executor.shutdown(wait=False, cancel_futures=True)
            raise ClusterError(
                "The scheduler is gone. Every finished grade is stored; start it again and run the same command."
            ) from error
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise
        executor.shutdown()

    def submit(self, executor: Executor, submitted: Submitted, setting: Setting, under: str) -> Future[Result]:
        """See `classroom.Workforce`."""
        return executor.submit(grade_there, submitted, setting, under, chosen())


def _here(setting: Setting) -> Setting:
    """The setting with the course of this machine: where it lies is each machine's own business."""
    return replace(setting, course_file=folder_at(os.environ.get(VARIABLE)).course_file)


def conditions_there(names: Iterable[str], setting: Setting, language: str) -> dict[str, str]:
    """On a worker: its conditions of grading these assignments. Raises `GradingError` when it has loaded others."""
    os.environ["DESCENT_LANG"] = language
    here = _here(setting)
    if _has_changed(here.course_file):
        raise GradingError("the engine, checks or course.toml there have changed since it started. Start it again.")
    course = load_course(here.course_file)
    return {name: conditions(course.find(name), here.course_file, here.where, here.secret) for name in names}


def layers_there(kind: str) -> tuple[Layer, ...]:
    """On a worker: the layers of its sandbox of `kind`. Raises `SandboxUnavailable`."""
    return probe(folder_at(os.environ.get(VARIABLE)).hidden, kind, own_slot())


def _has_changed(course_file: Path) -> bool:
    """Whether the engine is no more what this process has loaded, or the course what it was when first asked for."""
    folder = CourseFolder(course_file.parent)
    places = (folder.assignments, folder.checks, folder.solutions, folder.root / "shared")
    code = (file for place in places for file in place.rglob("*.py"))
    try:
        engine, course = digest_of(engine_files()), digest_of(sorted([course_file, *code]))
    except OSError:  # one is not there any more
        return True
    return (engine, course) != (_ENGINE, _Worker.courses.setdefault(course_file, course))


def grade_there(submitted: Submitted, setting: Setting, under: str, language: str) -> Result:
    """On a worker: `classroom.grade_one`. Raises `GradingError` when it would not be what the others give."""
    os.environ["DESCENT_LANG"] = language  # a run before this one may have had another
    known = _Worker.conditions.get((submitted.assignment, setting, language))
    if known is None:
        (known,) = conditions_there([submitted.assignment], setting, language).values()
        _Worker.conditions[submitted.assignment, setting, language] = known
    if known != under:
        raise GradingError(_differs([distributed.get_worker().address]))
    return grade_one(submitted, _here(setting))


class _Worker:
    """What a worker process has found out about itself."""

    conditions: ClassVar[dict[tuple[str, Setting, str], str]] = {}
    courses: ClassVar[dict[Path, str]] = {}  # by course.toml, as it was when it was first asked


def _differs(addresses: list[str]) -> str:
    named = ", ".join(addresses)
    return (
        f"{named}: other checks, engine, course.toml, secret or libraries than here. Give every machine the same "
        "commit, the same environment (`make setup`) and the same course.secret."
    )


def _asked(client: distributed.Client, function: Callable[..., object], *arguments: object) -> dict[str, Any]:
    """What each worker answers, or raises; a worker that is lost meanwhile is none."""
    try:
        found: dict[str, Any] = client.run(function, *arguments, on_error="return")
    except ValueError:  # there are no workers
        return {}
    return {worker: answer for worker, answer in found.items() if not isinstance(answer, CommClosedError)}


def _unfit(found: Mapping[str, object], *kinds: type[Exception]) -> str:
    """Which workers cannot grade, for they raised one of `kinds`, and why, each reason once; empty when all can."""
    reasons: dict[str, list[str]] = {}
    for worker, why in found.items():
        if isinstance(why, kinds):
            reasons.setdefault(str(why), []).append(worker)
    return "\n".join(f"{', '.join(workers)}: {why}" for why, workers in reasons.items())


def _client(address: str) -> distributed.Client:
    """A connection to the scheduler at `address`. Raises `ClusterError` when there is none."""
    try:
        return distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(
            f"No scheduler answers at {address} ({error}). `autograder cluster` starts one here."
        ) from error


@contextmanager
def connected(address: str, assignments: list[Assignment], setting: Setting) -> Iterator[Cluster]:
    """The workers of the scheduler at `address`.

    Raises `ClusterError` when there is none, when one cannot grade, or when its conditions of grading `assignments` are
    not the same as this machine's.
    """
    with _client(address) as client:
        wanted = {each.id: conditions(each, setting.course_file, setting.where, setting.secret) for each in assignments}
        found = _asked(client, conditions_there, list(wanted), setting, chosen())
        if not found:
            raise ClusterError(f"The scheduler at {address} has no workers. `autograder worker {address}` lends one.")
        if unfit := _unfit(found, GradingError, CourseError):
            raise ClusterError(unfit)
        if others := [worker for worker, theirs in found.items() if theirs != wanted]:
            raise ClusterError(_differs(others))
        yield Cluster(client)


def _resources(jobs: int) -> dict[str, float]:
    """What each of `jobs` workers of this machine offers."""
    gpus = len(list(Path("/dev").glob("nvidia[0-9]*")))
    return {"MEMORY": free_memory() // jobs, "GPU": min(1, gpus // jobs)}


def lend(address: str, jobs: int) -> int:
    """Lend this machine until Ctrl-C: one process per job, each grading one submission at a time; the exit status.

    Raises `ClusterError` when no scheduler answers.
    """
    _client(address).close()
    offered = " ".join(f"{name}={size}" for name, size in _resources(jobs).items())
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--resources", offered]
    command += ["--preload", __name__]  # so that it knows what was on the disk when it started
    # Submissions have limits of their own; Dask's would count only the grader's memory.
    command += ["--nworkers", str(jobs), "--nthreads", "1", "--no-dashboard", "--memory-limit", "0"]
    unwatched = {f"DASK_{_WATCHING.replace('.', '__').upper()}": "False"}
    return subprocess.run(command, env={**os.environ, **unwatched}, check=False).returncode


def serve(jobs: int, port: int, say: Callable[[str], None]) -> None:
    """Run a scheduler and `jobs` workers on this machine until Ctrl-C. Raises `ClusterError` when the port is taken."""
    dask.config.set({_WATCHING: False})
    try:
        cluster = distributed.LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            scheduler_port=port,
            dashboard_address=None,
            memory_limit=0,
            resources=_resources(jobs),
            preload=[__name__],  # as in `lend`
        )
    except (OSError, RuntimeError) as error:
        raise ClusterError(f"No scheduler can be started on port {port} ({error}).") from error
    with cluster:
        say(f"Scheduler: {cluster.scheduler_address}, {jobs} workers. Ctrl-C ends it.")
        say(f"make grade SCHEDULER={cluster.scheduler_address} SUBMISSIONS=...")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            say("Ended.")
