"""A command with a watch on it: how long it takes, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.properties import ROOT

_LEAST_PAUSE = 0.05
_SHARE = 50  # looking takes at most a fiftieth of one core


@dataclass(frozen=True)
class Watched:
    """What a command did. `memory` has (seconds since the start, bytes) for every look at its processes."""

    seconds: float
    status: int
    output: str
    memory: list[tuple[float, int]] = field(repr=False)

    @property
    def peak_bytes(self) -> int:
        return max((size for _, size in self.memory), default=0)

    @property
    def growth(self) -> float:
        """The peak of the last quarter of the time against that of the second."""
        early = [size for at, size in self.memory if 0.25 <= at / self.seconds < 0.5]
        late = [size for at, size in self.memory if at / self.seconds >= 0.75]
        return max(late) / max(early) if early and late else float("nan")


def environment(**more: str) -> dict[str, str]:
    """This process's environment, with bytecode written as Python does by itself, and the repository importable."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "DESCENT_LANG": "en", **more}


def watch(command: list[str], folder: Path = ROOT, timeout: float = 1800, **variables: str) -> Watched:
    """Run `command` in `folder` to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    memory: list[tuple[float, int]] = []
    ended = threading.Event()
    looking = threading.Thread(target=_look, args=(process.pid, began, memory, ended))
    looking.start()
    try:
        output, _ = process.communicate(timeout=timeout)
        seconds = time.perf_counter() - began
    except BaseException:
        process.kill()
        raise
    finally:
        ended.set()
        looking.join()
    return Watched(seconds, process.returncode, output, memory)


def _look(pid: int, began: float, memory: list[tuple[float, int]], ended: threading.Event) -> None:
    pause = _LEAST_PAUSE
    while not ended.wait(pause):
        at = time.perf_counter()
        memory.append((at - began, sum(map(_bytes, _tree(pid)))))
        pause = max(_LEAST_PAUSE, _SHARE * (time.perf_counter() - at))


def _tree(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        try:
            texts = [(task / "children").read_text() for task in Path(f"/proc/{found[-1]}/task").iterdir()]
        except OSError:
            continue
        waiting += [int(each) for text in texts for each in text.split()]
    return found


def _bytes(pid: int) -> int:
    """The process's proportional share of its memory; all that it has in memory, where the share may not be read."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return 1024 * int(rollup.partition("\nPss:")[2].split()[0])
    except (OSError, IndexError, ValueError):
        pass
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
