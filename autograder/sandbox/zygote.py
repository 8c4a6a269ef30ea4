"""The process that workers are forked from: Python with NumPy imported and nothing of any student.

In the sandbox it is process 1 of its own PID namespace. It answers two requests on its control socket: a worker's
limits as JSON, with a channel and an output descriptor, start one; "reset" kills everything else, empties the writable
folder and says whether it is clean. When the grader goes away, so does this process, and with it the whole namespace.

Started as `python zygote.py ENGINE SITE SCRATCH PRELOAD CONTROL`: the folders with the package `autograder` (only what
is needed here), with the permitted libraries, and for workers to write in; the library to import for all workers; and
the control socket's descriptor.

TensorFlow may be imported here, but not used: a child forked after one operation hangs, because the threads that the
operation started are not there in the child. So the number of threads is looked at before every fork.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import shutil
import signal
import socket
import sys
from typing import Any

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_CAPABILITIES = 64  # more than any kernel has
_REQUEST_BYTES = 2**16


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _protect() -> None:
    """Die with the grader; let no worker (same user id) trace this process or read its memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with_parent()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _threads() -> int:
    """How many threads this process has; forking with more than at the start would leave locks held in the child."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


def _limit(kind: int, soft: int) -> None:
    with contextlib.suppress(ValueError):  # a lower hard limit is already there
        resource.setrlimit(kind, (soft, soft))


def _apply_limits(limits: dict[str, Any]) -> None:
    memory = int(limits["memory_bytes"])
    if sys.platform == "linux":
        with open("/proc/self/statm") as statm:
            in_use = int(statm.read().split()[0]) * resource.getpagesize()
        _limit(resource.RLIMIT_AS, in_use + memory)
        _limit(resource.RLIMIT_NPROC, int(limits["threads"]))
    _limit(resource.RLIMIT_CPU, int(limits["cpu_seconds"]))
    _limit(resource.RLIMIT_NOFILE, 128)
    _limit(resource.RLIMIT_FSIZE, int(limits["file_bytes"]))
    _limit(resource.RLIMIT_CORE, 0)


def _drop_identity(uid: int) -> None:
    """From root to an unprivileged user id, for good."""
    libc = ctypes.CDLL(None)
    for capability in range(_CAPABILITIES):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def _die_first() -> None:
    """When the sandbox runs out of memory, let the kernel end the worker and not the zygote."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")


def _contain(control: socket.socket, output: int, limits: dict[str, Any], scratch: str) -> None:
    """Tie the descriptors, and build the walls that a worker has beside those of the zygote."""
    from autograder.sandbox import landlock, seccomp

    os.setpgid(0, 0)
    if limits["uid"] is not None:
        _drop_identity(limits["uid"])
    _die_with_parent()  # in a namespace of its own it would anyway
    control.close()
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.close(output)
    os.chdir(scratch)
    _apply_limits(limits)
    _die_first()
    walls = limits["landlock"]
    if walls["required"] or (walls["readable"] and landlock.abi()):
        landlock.restrict(walls["readable"], [scratch], walls["devices"])
    if limits["seccomp"]:
        seccomp.install()


def _become_worker(control: socket.socket, channel: int, output: int, limits: dict[str, Any], scratch: str) -> None:
    """In the forked child: build the walls, tell the grader, and serve. Never returns."""
    from autograder.sandbox import wire, worker

    try:
        grader = worker.Channel(socket.socket(fileno=channel))
        try:
            _contain(control, output, limits, scratch)
        except Exception as problem:  # nothing of a student's has run: it is a fault of ours, and the grader must know
            grader.send(wire.Kind.CONTAINED, 0, f"{type(problem).__name__}: {problem}")
        else:
            grader.send(wire.Kind.CONTAINED, 0, None)
            worker.serve(grader, scratch)
    finally:
        os._exit(0)


def _kill_others(contained: bool, children: set[int]) -> None:
    """Kill every other process of the namespace, or where there is none the workers' process groups, and reap them."""
    targets = [-1] if contained else [target for pid in children for target in (-pid, pid)]
    for target in targets:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(target, signal.SIGKILL)
    while True:
        try:
            pid, _ = os.waitpid(-1, 0)
        except ChildProcessError:
            break
        children.discard(pid)
    children.clear()


def _empty(scratch: str, mode: int) -> bool:
    """Delete everything in `scratch` and give it its `mode` back; whether that succeeded."""
    with contextlib.suppress(OSError, RecursionError):
        if os.stat(scratch).st_mode != mode:
            os.chmod(scratch, mode & 0o7777)
        for entry in os.scandir(scratch):
            if entry.is_dir(follow_symlinks=False):
                os.chmod(entry.path, 0o700)
                shutil.rmtree(entry.path)
            else:
                os.unlink(entry.path)
    return not os.listdir(scratch)


def main() -> None:
    """Answer the grader's requests until it hangs up."""
    engine, site, scratch, preload = sys.argv[1:5]
    sys.path[:0] = [engine]
    sys.path.append(site)
    sys.dont_write_bytecode = True
    control_descriptor = int(sys.argv[5])
    os.closerange(3, control_descriptor)  # bubblewrap passes on whatever it inherited
    os.closerange(control_descriptor + 1, 4096)
    control = socket.socket(fileno=control_descriptor)
    _protect()
    contained = os.getpid() == 1
    import autograder.sandbox.landlock
    import autograder.sandbox.seccomp
    import autograder.sandbox.worker  # imports NumPy, once for all workers

    importlib.import_module(preload)
    if preload == "keras":
        import autograder.sandbox.models  # noqa: F401
    gc.freeze()  # the collector of a worker need not look at, and so copy, what it shares with this process
    threads = _threads()
    mode = os.stat(scratch).st_mode
    children: set[int] = set()
    control.send(b"ready")
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, _REQUEST_BYTES, 2)
        if not request:
            return
        if request == b"reset":
            _kill_others(contained, children)
            control.send(b"clean" if _empty(scratch, mode) and _threads() == threads else b"dirty")
            continue
        if _threads() != threads:
            control.send(b"dirty")
            continue
        pid = os.fork()
        if pid == 0:
            channel, output = descriptors
            _become_worker(control, channel, output, json.loads(request), scratch)
        children.add(pid)
        for descriptor in descriptors:
            os.close(descriptor)
        control.send(b"forked")


if __name__ == "__main__":
    main()
