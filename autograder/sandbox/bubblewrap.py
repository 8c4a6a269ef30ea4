"""The walls: a zygote inside bubblewrap, started and stopped by the grader.

What is visible inside: the Python standard library, the permitted libraries (NumPy, or Keras and what it needs), the
six files that the worker needs, an empty private /tmp. No network, no other process, nothing of the course. Two
recipes, because root and an ordinary user can do different things:

- an ordinary user gets a user namespace, and further ones are disabled;
- root starts bubblewrap without one (the interpreter may lie where only root can read) and drops to an unprivileged
  user id inside, with no capability left.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import numpy as np

from autograder.environment import installation_hint
from autograder.sandbox.runtime import NUMPY, Runtime, SandboxUnavailable
from autograder.sandbox.wire import ProtocolError

ENGINE = "/descent/engine"
SITE = "/descent/site"
SCRATCH = "/tmp"  # the sandbox's own, a sized tmpfs
SCRATCH_BYTES = 64 * 2**20
START_SECONDS = 240.0  # importing TensorFlow from a cold disk on a busy machine; a healthy start takes 3 s, NumPy's 0.2
RESET_SECONDS = 10.0
_FIRST_FREE_UID = 61000  # above the ids that distributions hand out; each sandbox of a root grader has its own
_PACKAGE = Path(__file__).resolve().parent.parent
_INSIDE = (
    "__init__.py",
    *(f"sandbox/{name}.py" for name in ("__init__", "models", "observe", "seccomp", "wire", "worker", "zygote")),
)
_PLAIN_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
_ENVIRONMENT = {
    "PATH": "/usr/bin",
    "HOME": SCRATCH,
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",  # the same order of sets on every run
}


def _require_bubblewrap() -> str:
    if sys.platform != "linux":
        raise SandboxUnavailable(
            "Submissions are graded in a Linux sandbox, and this is not Linux. Grade on a Linux machine, or pass "
            "`--sandbox none` if you trust every submission with everything this account can do."
        )
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxUnavailable(f"bubblewrap, which isolates submissions, is not installed: {installation_hint()}")
    text = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", text)[:2])
    if version < (0, 8):
        raise SandboxUnavailable(
            f"bubblewrap 0.8 or newer is needed and this is {text.strip() or 'unknown'}: upgrade it."
        )
    return program


def _directories(path: Path) -> list[str]:
    """Options that create the parents of `path` readable by everyone; bubblewrap itself would make them 0700."""
    return [option for parent in reversed(path.parents[:-1]) for option in ("--perms", "0755", "--dir", str(parent))]


def _bind(source: Path, target: Path | str | None = None) -> list[str]:
    target = Path(target or source)
    return [*_directories(target), "--ro-bind", str(source), str(target)]


def _hidden(folder: Path) -> list[str]:
    """An empty read-only folder in the place of `folder`."""
    return ["--size", "4096", "--perms", "0755", "--tmpfs", str(folder), "--remount-ro", str(folder)]


def _interpreter() -> Path:
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


_PYTHON = [str(_interpreter()), "-s", "-S", "-P", "-B"]


def _python_binds() -> list[str]:
    """The interpreter, its shared library and the standard library without any site-packages."""
    stdlib = Path(sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix, "base": sys.base_prefix}))
    options = [*_bind(_interpreter()), *_bind(stdlib)]
    for library in stdlib.parent.glob("libpython*.so*"):
        options += _bind(library)
    for packages in ("site-packages", "dist-packages"):
        if (stdlib / packages).is_dir():
            options += _hidden(stdlib / packages)
    return options


def _system_binds() -> list[str]:
    """The shared libraries of the system, and nothing else of /usr."""
    options = ["--perms", "0755", "--dir", "/usr"]
    for folder in ("/usr/lib", "/usr/lib64", "/usr/lib32"):
        if Path(folder).is_dir():
            options += ["--ro-bind", folder, folder]
    for packages in Path("/usr/lib").glob("python3*/dist-packages"):
        options += _hidden(packages)
    for name in ("lib", "lib64", "lib32"):
        place = Path("/") / name
        if place.is_symlink():
            options += ["--symlink", str(place.readlink()), str(place)]
        elif place.is_dir():
            options += ["--ro-bind", str(place), str(place)]
    if Path("/etc/ld.so.cache").is_file():
        options += _bind(Path("/etc/ld.so.cache"))
    return options


def command(program: str, uid: int | None, runtime: Runtime, info_descriptor: int) -> list[str]:
    """The bubblewrap command line.

    `uid` is the unprivileged user id to drop to, or None when the grader is not root.
    """
    if uid is None:
        isolation = ["--unshare-all", "--unshare-user", "--disable-userns"]
        drop: list[str] = []
    else:
        isolation = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            raise SandboxUnavailable("`setpriv` (package util-linux), which drops root's rights, is not installed.")
        drop = [setpriv, f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "--no-new-privs"]
        drop += ["--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"]
    engine = [option for name in _INSIDE for option in _bind(_PACKAGE / name, f"{ENGINE}/autograder/{name}")]
    return [
        *(program, *isolation, "--as-pid-1", "--die-with-parent", "--new-session", "--hostname", "sandbox"),
        *("--info-fd", str(info_descriptor)),
        *("--size", str(2**20), "--perms", "0755", "--tmpfs", "/"),
        *_system_binds(),
        *_python_binds(),
        *(_bind(Path(drop[0])) if drop else []),
        *(option for entry in runtime.files() for option in _bind(entry, f"{SITE}/{entry.name}")),
        *engine,
        *("--proc", "/proc", "--size", str(2**16), "--perms", "0755", "--tmpfs", "/dev"),
        *(
            option
            for device in (*_PLAIN_DEVICES, *runtime.devices())
            for option in ("--dev-bind", str(device), str(device))
        ),
        *("--remount-ro", "/dev", "--size", str(SCRATCH_BYTES), "--perms", "1777", "--tmpfs", SCRATCH),
        *("--remount-ro", "/", "--chdir", SCRATCH),
        *drop,
        *(*_PYTHON, f"{ENGINE}/autograder/sandbox/zygote.py", ENGINE, SITE, SCRATCH, runtime.library),
    ]


class Sandbox:
    """A running zygote. `kind` is "bubblewrap", or "none" for a plain child process with no walls at all."""

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
        self._process: subprocess.Popen[bytes] | None = None  # None while there is no zygote
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
            line, environment = self._command(info_write)
            self._process = subprocess.Popen(
                [*line, str(inside.fileno())],
                env=environment,
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
            if self.kind == "bubblewrap":
                self.root_pid = int(json.loads(os.read(info_read, 4096))["child-pid"])
        except (OSError, ProtocolError, ValueError) as problem:
            sentence = self._start_failure()
            self.close()
            raise SandboxUnavailable(sentence) from problem
        finally:
            os.close(info_read)

    def _command(self, info_descriptor: int) -> tuple[list[str], dict[str, str]]:
        if self.kind == "bubblewrap":
            uid = _FIRST_FREE_UID + self._slot if os.geteuid() == 0 else None
            return command(_require_bubblewrap(), uid, self.runtime, info_descriptor), {
                **_ENVIRONMENT,
                **self.runtime.environment(),
            }
        self._folder = Path(tempfile.mkdtemp(prefix="descent-"))
        scratch = self._folder / "tmp"
        scratch.mkdir()
        site = Path(np.__file__).resolve().parent.parent
        zygote = _PACKAGE / "sandbox" / "zygote.py"
        return [*_PYTHON, str(zygote), str(_PACKAGE.parent), str(site), str(scratch), self.runtime.library], {
            **_ENVIRONMENT,
            **self.runtime.environment(),
            "HOME": str(scratch),
        }

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

    def fork(self, limits: dict[str, object]) -> tuple[socket.socket, int]:
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

    def _fork(self, limits: dict[str, object]) -> tuple[socket.socket, int]:
        channel, inside = socket.socketpair()
        output_read, output_write = os.pipe()
        try:
            request = json.dumps({**limits, "seccomp": self.kind == "bubblewrap"}).encode()
            socket.send_fds(self._control, [request], [inside.fileno(), output_write])
            self._await(b"forked", RESET_SECONDS)
        except BaseException:
            channel.close()
            os.close(output_read)
            raise
        finally:
            inside.close()
            os.close(output_write)
        return channel, output_read

    def renew_if_dirty(self) -> None:
        """Kill every process of the submission and empty its folder; where that fails, start a new zygote.

        Raises `SandboxUnavailable` when that does not start; `fork` tries again.
        """
        try:
            self._control.settimeout(RESET_SECONDS)
            self._control.send(b"reset")
            clean = self._control.recv(64) == b"clean"
        except OSError:
            clean = False
        if not clean:
            self._renew()

    def _renew(self) -> None:
        self.close()
        self._start()

    def _kill(self) -> None:
        assert self._process is not None
        self._control.close()  # the zygote leaves when its grader hangs up, and its namespace goes with it
        for pid in {self.root_pid, self._process.pid}:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Kill the zygote, and with it everything inside, and release what it held."""
        if self._process is None:
            return
        self._kill()
        if self._process.stderr:
            self._process.stderr.close()
        self._process = None
        self._remove_folder()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
