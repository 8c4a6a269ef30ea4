"""The processes of this machine, as /proc shows them."""

from __future__ import annotations

import contextlib
from pathlib import Path


def stat_of(pid: int | str) -> list[str]:
    """/proc/<pid>/stat after the name, which may be any bytes: state, parent, ... Raises OSError when it is gone."""
    return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].decode("ascii").split()


def processes_below(pid: int) -> list[int]:
    """All descendants of a process, parents before their children."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int(stat_of(entry.name)[1])
                parents.setdefault(parent, []).append(int(entry.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found
