"""A control group around a sandbox: the kernel's own limit on the memory and processes of all that runs in it.

It catches what limits on single processes miss: files in a memory-backed /tmp, and several processes together. Only
where the grader may write to its control groups (root does, and a user to whom systemd delegates them); elsewhere the
watchdog in `remote` stands alone.

Layout: Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst of the Linux kernel.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MAX_PROCESSES = 256  # tasks, threads included, of a sandbox: 64 threads of a worker, and those of the zygote
CLOSE_SECONDS = 2.0  # how long killed processes may take to leave the group
_PREFIX = "descent-"  # then the process id of the grader
_ROOT = Path("/sys/fs/cgroup")
_MEMORY_LIMITS = ("memory.max", "memory.limit_in_bytes")  # of version 2, of version 1
_EVENTS = ("memory.events", "memory.oom_control")


def _own_groups(root: Path) -> Iterator[Path]:
    """The folders of the control groups that this process is in, for memory and for the number of processes."""
    try:
        lines = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, path = line.split(":", 2)
        for controller in controllers.split(","):
            if controller in ("memory", "pids"):
                yield root / controller / path.lstrip("/")
        if not controllers:  # version 2, alone or beside version 1
            for mounted in (root, root / "unified"):
                if (mounted / "cgroup.procs").is_file():
                    yield mounted / path.lstrip("/")


class ControlGroup:
    """The groups made for one sandbox; none where they cannot be made. Close it when its processes are gone."""

    def __init__(self, name: str, root: Path = _ROOT) -> None:
        """Make a group beneath the grader's own ones, or beside them, where version 2 asks for that.

        `name` tells the sandboxes of one grader apart. Groups of graders that were killed are removed on the way.
        """
        self._folders: list[Path] = []
        for own in _own_groups(root):
            for above in (own, own.parent):
                _remove_orphans(above)
                folder = above / f"{_PREFIX}{os.getpid()}-{name}"
                with suppress(OSError):
                    folder.mkdir()
                    if any((folder / file).exists() for file in (*_MEMORY_LIMITS, "pids.max")):
                        self._folders.append(folder)
                        break
                    folder.rmdir()  # no controller reaches down here
        self._write("pids.max", MAX_PROCESSES)

    @property
    def limits_memory(self) -> bool:
        """Whether the kernel keeps the memory limit."""
        return any((folder / file).exists() for folder in self._folders for file in _MEMORY_LIMITS)

    def _write(self, file: str, value: int) -> None:
        for folder in self._folders:
            if (folder / file).exists():
                with suppress(OSError):
                    (folder / file).write_text(str(value))

    def take(self, pid: int) -> None:
        """Move a process into the group; its children will be born in it."""
        self._write("cgroup.procs", pid)

    def limit_memory(self, size: int) -> None:
        """Let the group use `size` bytes, and no swap."""
        for file in _MEMORY_LIMITS:
            self._write(file, size)
        self._write("memory.swap.max", 0)
        self._write("memory.memsw.limit_in_bytes", size)

    def kills(self) -> int:
        """How many processes of the group the kernel killed because it was out of memory."""
        for folder in self._folders:
            for file in _EVENTS:
                with suppress(OSError):
                    for line in (folder / file).read_text().splitlines():
                        if line.startswith("oom_kill "):
                            return int(line.split()[1])
        return 0

    def close(self) -> None:
        """Remove the group, once its killed processes have left it; with others still in it, it stays."""
        deadline = time.monotonic() + CLOSE_SECONDS
        while self._folders and time.monotonic() < deadline:
            self._folders = [folder for folder in self._folders if not _remove(folder)]
            if self._folders:
                time.sleep(0.005)
        self._folders = []


def _remove(folder: Path) -> bool:
    """Whether the group is gone."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _remove_orphans(above: Path) -> None:
    for folder in above.glob(f"{_PREFIX}*-*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if not Path(f"/proc/{pid}").exists():
            _remove(folder)
