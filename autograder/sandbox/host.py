"""A running zygote: started, asked for workers, renewed and stopped by the grader."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from autograder.sandbox import bubblewrap, unwalled
from autograder.sandbox.cgroup import ControlGroup
from autograder.sandbox.recipe import Recipe, Walls
from autograder.sandbox.runtime import NUMPY, Runtime, SandboxUnavailable
from autograder.sandbox.values import ProtocolError

START_SECONDS = 240.0  # importing TensorFlow from a cold disk on a busy machine; a healthy start takes 3 s, NumPy's 0.2
RESET_SECONDS = 10.0
WORKERS_PER_ZYGOTE = 500  # then a new one: nothing that slowly goes wrong goes on for a whole class
GROWTH = 64 * 2**20  # bytes of memory that a zygote may have come to use
MEMORY_BESIDE_THE_WORKER = bubblewrap.SCRATCH_BYTES + 64 * 2**20  # its files, and what the zygote comes to use


def _resident(pid: int) -> int:
    """The bytes of memory that a process has in use; 0 where there is no /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


class Sandbox:
    """A running zygote, with the walls of its kind around it.

    "bubblewrap" builds namespaces, "landlock" does without them where they are forbidden, and "none" is a plain child
    process with no walls at all.
    """

    def __init__(
        self, kind: str = "bubblewrap", slot: int = 0, runtime: Runtime = NUMPY, *, started: bool = True
    ) -> None:
        """Start it, unless `started` is false. `slot` tells sandboxes that run at the same time apart.

        Raises `SandboxUnavailable` with a sentence when that cannot be done.
        """
        self.kind = kind
        self._slot = slot
        self.runtime = runtime
        self._folder: Path | None = None
        self._walls = Walls()
        self._group: ControlGroup | None = None
        self._kills = 0  # by the kernel, for memory, before the worker that runs now
        self._process: subprocess.Popen[bytes] | None = None  # None while there is no zygote
        self._root: int | None = None  # a descriptor of process 1 of the namespace, whose number may be another's later
        self._workers = 0  # that this zygote has started
        self._size = 0  # bytes of memory that it took when it was ready
        if started:
            self._start()

    def start(self) -> None:
        """Start it, if it is not running. Raises `SandboxUnavailable`."""
        if self._process is None:
            self._start()

    def _start(self) -> None:
        family = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM
        control, inside = socket.socketpair(socket.AF_UNIX, family)
        info_read, info_write = os.pipe()
        try:
            recipe = self._recipe(info_write)
            self._folder, self._walls = recipe.folder, recipe.walls
            self._process = subprocess.Popen(
                [*recipe.command, str(inside.fileno())],
                env=recipe.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=(inside.fileno(), info_write),
            )
        except BaseException as problem:
            control.close()
            os.close(info_read)
            self._remove_folder()
            if isinstance(problem, OSError):
                raise SandboxUnavailable(f"The sandbox does not start: {problem}.") from problem
            raise
        finally:
            inside.close()
            os.close(info_write)
        self._control = control
        self.root_pid = self._process.pid
        try:
            self._await(b"ready", START_SECONDS)
            if recipe.tells_pid:
                self.root_pid = int(json.loads(os.read(info_read, 4096))["child-pid"])
                with suppress(OSError, AttributeError):  # not in every Python; process 1 dies with its parent as well
                    self._root = os.pidfd_open(self.root_pid)
        except (OSError, ProtocolError, ValueError) as problem:
            sentence = self._start_failure()
            self.close()
            raise SandboxUnavailable(sentence) from problem
        finally:
            os.close(info_read)
        self._workers, self._size = 0, _resident(self.root_pid)
        if self.kind != "none":
            self._group = ControlGroup(str(self._slot))
            self._group.take(self.root_pid)

    def _recipe(self, info_descriptor: int) -> Recipe:
        if self.kind == "bubblewrap":
            return bubblewrap.recipe(self._slot, self.runtime, info_descriptor)
        return unwalled.recipe(self._slot, self.runtime, walls=self.kind == "landlock")

    def _remove_folder(self) -> None:
        if self._folder is not None:
            # Not shutil.rmtree: it recurses, and a submission may leave a tree deeper than Python's stack.
            for line in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]):
                subprocess.run([*line, str(self._folder)], capture_output=True, check=False)
            self._folder = None

    def _start_failure(self) -> str:
        self._kill()
        errors = self._process.stderr if self._process else None
        said = errors.read().decode(errors="replace").strip() if errors else ""
        hint = ""
        if "Operation not permitted" in said or "Permission denied" in said:
            hint = (
                " The kernel refuses unprivileged namespaces: on Ubuntu 24.04 and newer run "
                "`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`; in a container, allow namespaces."
            )
        return f"The sandbox does not start: {said.splitlines()[-1] if said else 'no answer'}.{hint}"

    def _await(self, answer: bytes, seconds: float) -> None:
        self._control.settimeout(seconds)
        got = self._control.recv(64)
        if got != answer:
            raise ProtocolError(f"the zygote answered {got!r} instead of {answer!r}")

    def fork(self, limits: dict[str, int]) -> tuple[socket.socket, int]:
        """A new worker: the grader's end of its channel, and a descriptor from which its output can be read.

        A zygote that does not answer is replaced once. Raises OSError or `ProtocolError` when its successor does not
        either, `SandboxUnavailable` when none can be started.
        """
        self.start()
        try:
            return self._fork(limits)
        except (OSError, ProtocolError):
            self._renew()
            return self._fork(limits)

    def _fork(self, limits: dict[str, int]) -> tuple[socket.socket, int]:
        channel, inside = socket.socketpair()
        output_read, output_write = os.pipe()
        try:
            request = json.dumps({**limits, **self._walls.as_limits()}).encode()
            if self._group:
                self._group.limit_memory(int(limits["memory_bytes"]) + MEMORY_BESIDE_THE_WORKER)
                self._kills = self._group.kills()
            socket.send_fds(self._control, [request], [inside.fileno(), output_write])
            self._await(b"forked", RESET_SECONDS)
        except BaseException:
            channel.close()
            os.close(output_read)
            raise
        finally:
            inside.close()
            os.close(output_write)
        self._workers += 1
        return channel, output_read

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel has killed for memory since the last worker was started."""
        return self._group is not None and self._group.kills() > self._kills

    @property
    def limits_memory_as_a_whole(self) -> bool:
        """Whether the kernel limits the memory of all processes and files in the sandbox together."""
        return self._group is not None and self._group.limits_memory

    def renew_if_dirty(self) -> bool:
        """Kill every process of the submission and empty its folder; where that fails, start a new zygote.

        The same after many workers, or when the zygote grew. False when the zygote was gone, which no submission can
        bring about. Raises `SandboxUnavailable` when the new one does not start; `fork` tries again.
        """
        try:
            self._control.settimeout(RESET_SECONDS)
            self._control.send(b"reset")
            answer = self._control.recv(64)
        except ConnectionError:
            answer = b""
        except OSError:
            answer = b"late"
        worn = self._workers >= WORKERS_PER_ZYGOTE or _resident(self.root_pid) > self._size + GROWTH
        if answer != b"clean" or worn:
            self._renew()
        return answer != b""

    def _renew(self) -> None:
        self.close()
        self._start()

    def _kill(self) -> None:
        assert self._process is not None
        self._control.close()  # the zygote leaves when its grader hangs up, and its namespace goes with it
        if self._root is not None:
            with suppress(ProcessLookupError, PermissionError):
                signal.pidfd_send_signal(self._root, signal.SIGKILL)
            os.close(self._root)
            self._root = None
        with suppress(PermissionError):
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Kill the zygote, and with it everything inside, and release what it held."""
        if self._process is None:
            return
        self._kill()
        if self._process.stderr:
            self._process.stderr.close()
        self._process = None
        if self._group:
            self._group.close()
            self._group = None
        self._remove_folder()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
