"""One core for a grader and its sandbox, which take turns: they never compute at the same time.

On two cores, each wakes the other from sleep thousands of times for one submission, which takes far longer than the
calls: 0.5 s instead of 0.3 s for assignment 02 on a virtual machine. On one, the kernel only switches between them.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from typing import IO

from autograder.examples import cache_folder


class _Process:
    """What this process may use, and the lock on the core that it keeps to."""

    usable: set[int] | None = None
    lock: IO[bytes] | None = None


def keep_to_one_core() -> None:
    """Keep this process, and whatever it starts from now on, to a core that no other grader keeps to.

    Nothing changes where every core is taken, or where that cannot be done: it is about speed alone.
    """
    if _Process.lock is not None or not hasattr(os, "sched_setaffinity"):
        return
    with suppress(OSError):
        usable = sorted(os.sched_getaffinity(0))
        first = os.getpid() % len(usable)
        cache_folder().mkdir(parents=True, exist_ok=True, mode=0o700)  # it will hold what hidden checks try
        folder = cache_folder() / "cores"
        folder.mkdir(exist_ok=True)
        for core in usable[first:] + usable[:first]:
            lock = (folder / str(core)).open("ab")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:  # another grader's
                lock.close()
                continue
            _Process.usable, _Process.lock = set(usable), lock
            os.sched_setaffinity(0, {core})
            return


def use_all_cores() -> None:
    """Let this process, and whatever it starts from now on, use every core again."""
    if _Process.lock is None or _Process.usable is None:
        return
    with suppress(OSError):
        os.sched_setaffinity(0, _Process.usable)
    _Process.lock.close()
    _Process.usable = _Process.lock = None
