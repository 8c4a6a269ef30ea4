"""A scheduler of Dask with workers on this machine, started as a user does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from autograder.environment import ROOT


class NotStarted(Exception):
    """The scheduler did not say its address. The message is what it said instead."""


@contextmanager
def cluster(jobs: int, **variables: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a scheduler with `jobs` workers, and its process; `variables` go into their environment."""
    with subprocess.Popen(
        [sys.executable, "-m", "autograder.cli", "cluster", "--jobs", str(jobs), "--port", "0"],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        try:
            address = re.search(r"Scheduler: (tcp://\S+),", said)
            if not address:
                raise NotStarted(f"The cluster did not start: {said.strip()}")
            yield address[1], process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
