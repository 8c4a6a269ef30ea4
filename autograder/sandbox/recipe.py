"""How a zygote is started, and which walls its workers put around themselves: what differs between the hosts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox.files import interpreter

_FIRST_FREE_UID = 61000  # above the ids that distributions hand out; each sandbox of a root grader has its own


def environment(home: str, libraries: dict[str, str]) -> dict[str, str]:
    """The whole environment of a zygote; `libraries` are the settings of `Runtime`."""
    # One seed for hashes: the same order of sets on every run.
    return {"PATH": "/usr/bin", "HOME": home, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", **libraries}


def python() -> list[str]:
    """The interpreter with nothing that a user or a folder adds to it."""
    return [str(interpreter()), "-s", "-S", "-P", "-B"]


def unprivileged_uid(slot: int) -> int | None:
    """The user id for a sandbox of a root grader; None for an ordinary user, who keeps their own."""
    return _FIRST_FREE_UID + slot if os.geteuid() == 0 else None


@dataclass(frozen=True)
class Walls:
    """What a worker does to itself before it sees student code.

    `uid` is the user id to change to. Of `readable` and `devices` it sees what Landlock lets it, where there is
    Landlock; `landlock_required` says that it must not run without.
    """

    uid: int | None = None
    system_calls_filtered: bool = True
    readable: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    landlock_required: bool = False

    def as_limits(self) -> dict[str, object]:
        """In the form in which the zygote reads them."""
        landlock = {"readable": self.readable, "devices": self.devices, "required": self.landlock_required}
        return {"uid": self.uid, "seccomp": self.system_calls_filtered, "landlock": landlock}


@dataclass(frozen=True)
class Recipe:
    """The command of a zygote, without the control descriptor at its end; `folder` is to be removed afterwards.

    `tells_pid` says that the command writes the zygote's process id to the descriptor made for that.
    """

    command: list[str]
    environment: dict[str, str]
    walls: Walls = field(default_factory=Walls)
    folder: Path | None = None
    tells_pid: bool = False
