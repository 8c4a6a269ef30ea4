"""Is the sandbox what it should be? Tries, from inside, what a submission must not be able to do."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.sandbox.budget import Budget
from autograder.sandbox.host import Sandbox
from autograder.sandbox.remote import RemoteSubmission
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.submission import SubmissionFault

_SLOT = 4001  # beyond those of graders
_INSIDE = b"""
import os
import socket


def _fails(action):
    try:
        action()
    except OSError:
        return True
    return False


def _unreadable(path):
    return _fails(lambda: os.listdir(path)) and _fails(lambda: open(path))


def _status(field):
    with open("/proc/self/status") as status:
        return next(line.split()[1] for line in status if line.startswith(field + ":"))


def _interfaces():
    with open("/proc/self/net/dev") as devices:
        return {line.split(":")[0].strip() for line in devices if ":" in line}



def layers(hidden):
    return {
        "an unprivileged user": os.getuid() != 0 and int(_status("CapEff"), 16) == int(_status("CapBnd"), 16) == 0,
        "no new privileges": _status("NoNewPrivs") == "1",
        "its own processes": os.getppid() == 1,
        "its own, empty network": _interfaces() <= {"lo"},
        "a read-only file system": _fails(lambda: open("/probe", "w")) and _fails(lambda: open("/dev/probe", "w")),
        "no file of the course": all(map(_unreadable, hidden)),
        "an empty environment": set(os.environ) <= {
            "PATH", "HOME", "LANG", "PWD", "LC_CTYPE", "PYTHONHASHSEED", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"
        },
        "a private zygote": _fails(lambda: open(f"/proc/{os.getppid()}/environ"))
            and _fails(lambda: open(f"/proc/{os.getppid()}/mem", "rb")),
        "system-call filter": _status("Seccomp") == "2" and _fails(socket.socket) and _fails(os.fork),
        "Landlock": _unreadable("/proc") and _fails(lambda: open(f"/proc/{os.getppid()}/status")),
    }
"""
# What only namespaces give: there are none in a sandbox of this kind.
_OF_NAMESPACES = frozenset({"its own processes", "its own, empty network"})
# Second walls: grading goes on without them, and says so.
_EXTRA = frozenset({"Landlock", "memory limit of the kernel"})


@dataclass(frozen=True)
class Layer:
    """One layer of the sandbox, and whether it is in force. An extra one may be missing where the kernel lacks it."""

    name: str
    in_force: bool
    extra: bool = False


def probe(hidden: tuple[str, ...], kind: str = "bubblewrap", slot: int = _SLOT) -> tuple[Layer, ...]:
    """The layers of a sandbox of `kind` as seen from inside. `hidden` are absolute paths that must not be readable.

    `slot` tells probes that run at the same time apart, as with `Sandbox`.

    Raises `SandboxUnavailable` when the sandbox does not start, or an essential layer is missing: grading must not go
    on then.
    """
    with Sandbox(kind, slot=slot) as sandbox:
        submission = RemoteSubmission(sandbox, "probe", {"probe.py": _INSIDE}, Budget())
        try:
            submission.load()
            answer = submission.call("layers", (list(hidden),), {})
        except (Exception, SubmissionFault) as problem:
            raise SandboxUnavailable(f"The sandbox does not work: {problem}") from problem
        finally:
            submission.close()
        limited = sandbox.limits_memory_as_a_whole
    if not isinstance(answer, dict) or not answer:
        raise SandboxUnavailable("The sandbox does not work: its probe gave no answer.")
    seen = {**answer, "memory limit of the kernel": limited}
    without = _OF_NAMESPACES if kind == "landlock" else frozenset()
    extra = _EXTRA - {"Landlock"} if kind == "landlock" else _EXTRA
    layers = tuple(Layer(name, state is True, name in extra) for name, state in seen.items() if name not in without)
    missing = [layer.name for layer in layers if not layer.in_force and not layer.extra]
    if missing:
        raise SandboxUnavailable(f"The sandbox lacks {', '.join(missing)}; nothing was graded.")
    return layers
