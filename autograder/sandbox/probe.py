"""Is the sandbox what it should be? Tries, from inside, what a submission must not be able to do."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.sandbox.bubblewrap import Sandbox
from autograder.sandbox.remote import Budget, RemoteSubmission
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.submission import ImportFailure, SubmissionFault

_INSIDE = b"""
import os


def _fails(action):
    try:
        action()
    except OSError:
        return True
    return False


def _status(field):
    with open("/proc/self/status") as status:
        return next(line.split()[1] for line in status if line.startswith(field + ":"))


def _network_is_empty():
    with open("/proc/net/dev") as devices:
        names = {line.split(":")[0].strip() for line in devices if ":" in line}
    return names <= {"lo"}


def layers(hidden):
    import socket

    return {
        "an unprivileged user": os.getuid() != 0 and int(_status("CapEff"), 16) == 0,
        "no new privileges": _status("NoNewPrivs") == "1",
        "its own processes": os.getppid() == 1,
        "its own, empty network": _network_is_empty(),
        "a read-only file system": _fails(lambda: open("/probe", "w")) and _fails(lambda: open("/dev/probe", "w")),
        "no file of the course": all(_fails(lambda: os.stat(path)) for path in hidden),
        "an empty environment": set(os.environ) <= {
            "PATH", "HOME", "LANG", "PWD", "LC_CTYPE", "PYTHONHASHSEED", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"
        },
        "a private zygote": _fails(lambda: open("/proc/1/environ")) and _fails(lambda: open("/proc/1/mem", "rb")),
        "system-call filter": _status("Seccomp") == "2" and _fails(socket.socket) and _fails(os.fork),
    }
"""


@dataclass(frozen=True)
class Layer:
    """One layer of the sandbox, and whether it is in force."""

    name: str
    in_force: bool


def probe(hidden: tuple[str, ...]) -> tuple[Layer, ...]:
    """The sandbox's layers as seen from inside. `hidden` are absolute paths that must not exist there.

    Raises `SandboxUnavailable` when the sandbox does not start, or a layer is missing: grading must not go on then.
    """
    with Sandbox("bubblewrap", slot=4001) as sandbox:
        submission = RemoteSubmission(sandbox, "probe", {"probe.py": _INSIDE}, Budget())
        try:
            submission.load()
            answer = submission.call("layers", (list(hidden),), {})
        except (ImportFailure, SubmissionFault, Exception) as problem:
            raise SandboxUnavailable(f"The sandbox does not work: {problem}") from problem
        finally:
            submission.close()
    if not isinstance(answer, dict) or not answer:
        raise SandboxUnavailable("The sandbox does not work: its probe gave no answer.")
    layers = tuple(Layer(name, state is True) for name, state in answer.items())
    missing = [layer.name for layer in layers if not layer.in_force]
    if missing:
        raise SandboxUnavailable(f"The sandbox lacks {', '.join(missing)}; nothing was graded.")
    return layers
