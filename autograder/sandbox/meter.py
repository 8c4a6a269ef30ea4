"""What a submission's processes use, watched from outside while a call runs."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from autograder.language import translate
from autograder.results import CheckStatus

_CLOCK_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True)
class Usage:
    """What the processes of a submission use: CPU seconds so far, and resident bytes now."""

    cpu_seconds: float
    resident_bytes: int


def _read(path: str) -> bytes:
    """What a file of /proc says; by system calls alone, for this is done many times a second."""
    file = os.open(path, os.O_RDONLY)
    try:
        parts = []
        while part := os.read(file, 65536):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(file)


def _children(pid: int) -> list[int]:
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
        return [int(each) for task in tasks for each in _read(f"/proc/{pid}/task/{task}/children").split()]
    except OSError:
        return []


def usage_below(pid: int) -> Usage:
    """The usage of all descendants of `pid` (not of `pid` itself). Zero where there is no /proc."""
    cpu, resident, queue = 0, 0, _children(pid)
    while queue:
        each = queue.pop()
        queue += _children(each)
        try:
            # Bytes: a process may give itself any name, and it stands between the parentheses.
            fields = _read(f"/proc/{each}/stat").rpartition(b")")[2].split()
        except OSError:
            continue
        cpu += int(fields[11]) + int(fields[12])  # utime and stime, fields 14 and 15 of proc_pid_stat(5)
        resident += int(fields[21])
    return Usage(cpu / _CLOCK_TICKS, resident * _PAGE)


class Exceeded(Exception):
    """A limit was reached. `status` says which; `sentence` is to be formatted with `values` and `what` reached it."""

    def __init__(self, status: CheckStatus, sentence: str, **values: float) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.values = values


class Meter:
    """Watches one call: CPU time, silence, wall time and memory.

    `check` is called at every tick and raises `Exceeded`.
    """

    def __init__(self, root_pid: int, seconds: float, remaining: float, memory_bytes: int) -> None:
        self._root_pid = root_pid
        self._seconds = seconds
        self._remaining = remaining  # of the submission's whole budget, for this worker
        self._memory_bytes = memory_bytes
        self._began = self._progressed = time.monotonic()
        self._first: float | None = None
        self._last = 0.0

    def forgive(self, seconds: float) -> None:
        """Leave out wall time that the grader itself took."""
        self._began += seconds
        self._progressed += seconds

    def check(self) -> None:
        """Raise `Exceeded` when a limit has been reached."""
        now, usage = time.monotonic(), usage_below(self._root_pid)
        if self._first is None:
            self._first = self._last = usage.cpu_seconds
        if usage.cpu_seconds > self._last:
            self._last, self._progressed = usage.cpu_seconds, now
        spent = usage.cpu_seconds - self._first
        if usage.resident_bytes > self._memory_bytes:
            sentence = translate("{what} used more than {megabytes} MB of memory.")
            raise Exceeded(CheckStatus.MEMORY, sentence, megabytes=self._memory_bytes // 2**20)
        if spent >= self._seconds:
            sentence = translate("{what} did not come back within {seconds:g} s of computing.")
            raise Exceeded(CheckStatus.TIMEOUT, sentence, seconds=self._seconds)
        if usage.cpu_seconds >= self._remaining:  # since the worker began, so that short calls add up
            sentence = translate("{what} used up the time that a whole submission may take.")
            raise Exceeded(CheckStatus.TIMEOUT, sentence)
        # Asleep or waiting for something that never comes: little CPU time passes, so the clock on the wall decides.
        if now - self._progressed >= 2 * self._seconds:
            sentence = translate("{what} did nothing for {seconds:.0f} s and did not come back.")
            raise Exceeded(CheckStatus.TIMEOUT, sentence, seconds=now - self._progressed)
        if now - self._began >= 20 * self._seconds:
            sentence = translate("{what} did not come back within {seconds:.0f} s, most of which it waited.")
            raise Exceeded(CheckStatus.TIMEOUT, sentence, seconds=now - self._began)
