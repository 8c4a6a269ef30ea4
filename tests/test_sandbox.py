"""The sandbox, attacked: nothing gets out, every call ends, and the next submission is graded as if nothing had been.

Everything here is real: bubblewrap, processes, signals. "none" is the sandbox without walls, tested for what it keeps.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import load_course
from autograder.course_folder import OWN
from autograder.environment import ROOT
from autograder.grading import Grader
from autograder.results import CheckResult, CheckStatus
from autograder.sandbox import host, seccomp
from autograder.sandbox.bubblewrap import SCRATCH_BYTES
from autograder.sandbox.budget import Budget
from autograder.sandbox.connection import MAX_OUTPUT
from autograder.sandbox.host import Sandbox
from autograder.sandbox.probe import probe
from autograder.sandbox.recipe import Recipe
from autograder.sandbox.remote import RemoteSubmission
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.sandbox.values import Handle
from autograder.submission import ImportFailure, LocalSubmission, StudentError, Submission, SubmissionFault
from autograder.submitted import Submitted
from autograder.verdict import judge
from tests.processes import processes_below, stat_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")

QUICK = Budget(call_seconds=0.5, import_seconds=2.0, submission_seconds=20.0, memory_bytes=256 * 2**20)
SLOT = 4002 + os.getpid() % 1000  # beyond those of `make grade`, and another for each run of these tests
GONE_SECONDS = 10.0
PREAMBLE = "import ctypes, gc, os, resource, signal, socket, struct, sys, threading, time\nimport numpy as np\n"


class FirstWall(Sandbox):
    """bubblewrap and the filter, as on a kernel without Landlock: this wall has to hold alone."""

    def _recipe(self, info_descriptor: int) -> Recipe:
        recipe = super()._recipe(info_descriptor)
        return dataclasses.replace(recipe, walls=dataclasses.replace(recipe.walls, readable=()))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with FirstWall("bubblewrap", slot=SLOT) as opened:
        yield opened


@pytest.fixture(scope="module", params=["bubblewrap", "none"])
def either(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(request.param, slot=SLOT + 1000) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """A grader that hangs is a failure, not a wait."""

    def stop(number: int, frame: object) -> None:
        raise TimeoutError("the grader hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def submitted(
    sandbox: Sandbox, source: str, budget: Budget = QUICK, files: dict[str, bytes] | None = None
) -> Iterator[RemoteSubmission]:
    """A module `student.py` with this source, imported in the sandbox."""
    module = {"student.py": (PREAMBLE + textwrap.dedent(source)).encode(), **(files or {})}
    submission = RemoteSubmission(sandbox, "student", module, budget)
    try:
        submission.load()
        yield submission
    finally:
        submission.close()


def function(body: str) -> str:
    """A module whose function `f` has this body."""
    return "def f(*args):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n"


def result_of(sandbox: Sandbox, body: str, *args: object) -> Any:
    with submitted(sandbox, function(body)) as submission:
        return submission.f(*args)


def fault_of(sandbox: Sandbox, source: str, *args: object, budget: Budget = QUICK) -> SubmissionFault:
    with submitted(sandbox, source, budget) as submission, pytest.raises(SubmissionFault) as fault:
        submission.f(*args)
    return fault.value


def require_normal(sandbox: Sandbox) -> None:
    """The next submission finds an empty folder and a sound interpreter, and is answered."""
    source = """
        FOUND = sorted(os.listdir())

        def double(x):
            return 2 * x

        def found():
            return FOUND
        """
    with submitted(sandbox, source) as submission:
        assert submission.double(np.arange(3.0)).tolist() == [0.0, 2.0, 4.0]
        assert submission.found() == ["submission"]
        assert submission.printed == b""


# --- what is there ---


def test_the_probe_reports_every_layer() -> None:
    layers = probe(OWN.hidden)
    assert len(layers) >= 9
    assert all(layer.in_force for layer in layers)


def test_the_probe_refuses_a_sandbox_in_which_a_hidden_file_can_be_seen() -> None:
    with pytest.raises(SandboxUnavailable, match="no file of the course"):
        probe(("/usr/lib",))


def test_without_bubblewrap_there_is_a_sentence_and_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    before = descriptors()
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxUnavailable, match="bubblewrap, which isolates submissions, is not installed"):
        Sandbox("bubblewrap", slot=SLOT + 2000)
    assert descriptors() == before


class Unbuildable(Sandbox):
    """Its workers are to become a user that cannot be."""

    def _recipe(self, info_descriptor: int) -> Recipe:
        recipe = super()._recipe(info_descriptor)
        return dataclasses.replace(recipe, walls=dataclasses.replace(recipe.walls, uid=2**32))


def test_a_wall_that_cannot_be_built_is_the_graders_fault() -> None:
    """Nothing of the submission has run then: it is no import error, and costs no points."""
    with Unbuildable("none", slot=SLOT + 2000) as opened:
        submission = RemoteSubmission(opened, "student", {"student.py": b"def f():\n    return 1\n"}, QUICK)
        with pytest.raises(SandboxUnavailable, match="could not build its walls"):
            submission.load()
        with pytest.raises(SubmissionFault) as fault:
            submission.f()
        assert fault.value.status is CheckStatus.GRADER_ERROR
        submission.close()


def test_nothing_is_left_after_a_sandbox(tmp_path: Path) -> None:
    before = descriptors()
    others = living(processes_below(os.getpid()))  # a sandbox that tests before this one share
    for kind in ("bubblewrap", "none"):
        with Sandbox(kind, slot=SLOT + 2000) as opened:
            with submitted(opened, function("while True: pass")) as submission, pytest.raises(SubmissionFault):
                submission.f()
            running = dict(living(processes_below(os.getpid())).items() - others.items())
            assert running
        require_gone(running)
    assert descriptors() == before


def descriptors() -> set[str]:
    """What the descriptors of this process are open on."""
    found = set()
    for entry in list(Path("/proc/self/fd").iterdir()):
        with contextlib.suppress(OSError):  # the descriptor of the listing itself is gone by now
            found.add(f"{entry.name} {entry.readlink()}")
    return found


def started(pid: int) -> str | None:
    """When a process began, which with its number names it; None when it is gone or only waits to be reaped."""
    try:
        fields = stat_of(pid)
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields[19]


def living(pids: Iterable[int]) -> dict[int, str]:
    return {pid: start for pid in pids if (start := started(pid))}


def require_gone(processes: dict[int, str]) -> None:
    deadline = time.monotonic() + GONE_SECONDS
    while left := {pid for pid, start in processes.items() if started(pid) == start}:
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.02)


GRADER = """
import sys
from autograder.sandbox.host import Sandbox
from autograder.sandbox.budget import Budget
from autograder.sandbox.remote import RemoteSubmission

kind, slot, body = sys.argv[1:]
with Sandbox(kind, int(slot)) as sandbox:
    source = "import time\\ndef f():\\n    print('running', flush=True)\\n    while True: " + body
    submission = RemoteSubmission(sandbox, "student", {"student.py": source.encode()}, Budget(60.0))
    submission.load()
    print("loaded", flush=True)
    submission.f()
"""


@pytest.mark.parametrize("body", ["pass", "time.sleep(1)"])
@pytest.mark.parametrize("kind", ["bubblewrap", "none"])
def test_a_killed_grader_takes_its_sandbox_along(kind: str, body: str) -> None:
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER, kind, str(SLOT + 2500), body], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert grader.stdout is not None
        assert grader.stdout.readline() == "loaded\n"
        inside = living(processes_below(grader.pid))
        assert len(inside) >= 2  # the zygote and its worker, at least
        time.sleep(0.1)  # into the call
    finally:
        grader.kill()
        grader.communicate()
    try:
        require_gone(inside)
    finally:
        for pid, start in inside.items():
            if started(pid) == start:
                os.kill(pid, signal.SIGKILL)


# --- what cannot be reached ---

HIDDEN = [
    str(path)
    for path in (
        ROOT,
        ROOT / "course.toml",
        ROOT / "autograder" / "checks",
        ROOT / "autograder" / "checks" / "oracles.py",
        ROOT / "solutions",
        ROOT / "tests",
        Path("/etc/passwd"),
        Path("/home"),
        Path("/sys"),
        Path("/run"),
        Path("/var"),
        Path("/bin"),
        Path("/proc/1/environ"),
        Path("/proc/1/mem"),
        Path("/proc/1/maps"),
        Path("/proc/1/fd"),
        Path("/proc/1/root/tmp"),
        Path("/proc/1/cwd/submission"),
        Path("/proc/1/task/1/mem"),
        Path("/proc/kmsg"),
        Path("/dev/mem"),
        Path("/dev/tty"),
        Path("/dev/shm"),
        Path("/descent/engine/autograder/checks"),
        Path("/descent/engine/autograder/sandbox/remote.py"),
        Path("/descent/engine/autograder/grading.py"),
    )
]


@pytest.mark.parametrize("path", HIDDEN)
def test_what_cannot_be_read(sandbox: Sandbox, path: str) -> None:
    body = """
        try:
            if os.path.isdir(args[0]):
                return os.listdir(args[0])
            with open(args[0], "rb") as file:
                return file.read(100).decode("latin-1")
        except OSError:
            return None
        """
    assert result_of(sandbox, body, path) is None


def test_of_home_folders_nothing_but_the_interpreter_is_there(sandbox: Sandbox) -> None:
    on_the_way = set(Path(sys.base_prefix).resolve().parts)
    for folder in (Path.home(), Path("/root"), Path("/home")):
        body = "return os.listdir(args[0]) if os.path.isdir(args[0]) else []"
        assert set(result_of(sandbox, body, str(folder))) <= on_the_way


def test_a_file_of_the_grader_cannot_be_read(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("42", encoding="utf-8")
    assert result_of(sandbox, "return os.path.exists(args[0])", str(tmp_path / "answers")) is False


PLACES = [
    "/",
    "/dev",
    "/proc",
    "/usr/lib",
    "/etc",
    "/descent",
    "/descent/engine/autograder",
    "/descent/site/numpy",
    "/..",
]


@pytest.mark.parametrize("folder", [*PLACES, "/var/tmp", "/dev/shm", "/run", "/home"])
def test_what_cannot_be_written(sandbox: Sandbox, folder: str) -> None:
    body = """
        made = []
        for action in (
            lambda: open(args[0] + "/left_behind", "w"),
            lambda: os.mkdir(args[0] + "/left_behind"),
            lambda: os.symlink("/tmp", args[0] + "/left_behind"),
            lambda: os.mkfifo(args[0] + "/left_behind"),
        ):
            try:
                action()
                made.append(True)
            except OSError:
                pass
        return made
        """
    assert result_of(sandbox, body, folder) == []


@pytest.mark.parametrize(
    "file",
    [
        "/descent/engine/autograder/sandbox/worker.py",
        "/proc/sys/kernel/core_pattern",
        "/proc/sys/kernel/hostname",
        "/proc/sysrq-trigger",
        "/proc/1/oom_score_adj",
        "/proc/1/comm",
    ],
)
def test_files_that_cannot_be_changed(sandbox: Sandbox, file: str) -> None:
    body = """
        try:
            os.close(os.open(args[0], os.O_WRONLY))
            return "opened"
        except OSError:
            return "refused"
        """
    assert result_of(sandbox, body, file) == "refused"


# Each returns what it got when it succeeds; `libc` raises OSError like the functions of `os`.
ATTEMPTS = {
    "fork": "return os.fork()",
    "a pty and a fork": "return os.forkpty()",
    "exec": "os.execv(sys.executable, ['python'])",
    "spawn": "return os.posix_spawn(sys.executable, ['python'], {})",
    "a subprocess": "import subprocess; return subprocess.run([sys.executable, '-c', '']).returncode",
    "multiprocessing": "import multiprocessing; multiprocessing.get_context('fork').Process(target=int).start()",
    "the shell": "return None if os.system('true') else 0",
    "a pair of sockets": "socket.socketpair()",
    "a server": "socket.create_server(('127.0.0.1', 0))",
    "a new user namespace": "libc('unshare', 0x10000000)",
    "a new mount namespace": "libc('unshare', 0x00020000)",
    "another's namespace": "libc('setns', os.open('/proc/self/ns/net', os.O_RDONLY), 0)",
    "tracing process 1": "libc('ptrace', 16, 1, 0, 0)",
    "being traced": "libc('ptrace', 0, 0, 0, 0)",
    "a mount": "libc('mount', b'none', b'/tmp', b'tmpfs', 0, None)",
    "an unmount": "libc('umount2', b'/proc', 2)",
    "chroot": "os.chroot('/tmp')",
    "priority of process 1": "os.setpriority(os.PRIO_PROCESS, 1, 19)",
    "priority of itself": "os.setpriority(os.PRIO_PROCESS, 0, 19)",
    "scheduling of process 1": "os.sched_setaffinity(1, {0})",
    "limits of process 1": "resource.prlimit(1, resource.RLIMIT_NOFILE, (3, 3))",
    "higher limits": "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "root": "os.setuid(0)",
    "the host's name": "socket.sethostname('mine')",
    "a file in memory": "return os.memfd_create('code')",
    "a handle on process 1": "return os.pidfd_open(1)",
    "a process of the host": f"os.kill({os.getpid()}, 0)",
    "io_uring": "libc('syscall', 425, 8, None)",
    "the keyring": f"libc('syscall', {250 if platform.machine() == 'x86_64' else 219}, 0, -3, 0)",
    "another personality": "libc('personality', 0x0040000)",
    "a new process by clone": f"libc('syscall', {56 if platform.machine() == 'x86_64' else 220}, 17, 0, 0, 0, 0)",
    "a new process by clone3": "libc('syscall', 435, (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17), 88)",
}
LIBC = """
def libc(name, *args):
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*args) == -1:
        raise OSError(ctypes.get_errno(), name)
"""


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_what_is_refused(sandbox: Sandbox, attempt: str) -> None:
    body = f"try:\n    {attempt}\n    return 'done'\nexcept (OSError, ValueError) as error:\n    return None"
    with submitted(sandbox, LIBC + function(body)) as submission:
        assert submission.f() is None
        assert submission.calls[-1].raised is None
    require_normal(sandbox)


def test_no_socket_of_any_family(sandbox: Sandbox) -> None:
    families = sorted({int(value) for name, value in vars(socket).items() if name.startswith("AF_")})
    assert len(families) > 10
    body = """
        made = []
        for family in args[0]:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
                try:
                    socket.socket(family, kind)
                    made.append([family, kind])
                except PermissionError:
                    pass
        return made
        """
    assert result_of(sandbox, body, families) == []


def test_no_other_process_can_be_seen(sandbox: Sandbox) -> None:
    body = "return [sorted(int(name) for name in os.listdir('/proc') if name.isdigit()), os.getpid()]"
    seen, own = result_of(sandbox, body)
    assert seen == [1, own]


def test_the_environment_and_the_descriptors_hold_nothing(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "hunter2")
    with (
        Path(__file__).open(encoding="utf-8") as inherited,  # an open file that a careless grader would pass on
        Sandbox("bubblewrap", slot=SLOT + 3000) as opened,
    ):
        os.set_inheritable(inherited.fileno(), True)
        body = """
            open_files = {}
            for number in range(256):
                try:
                    open_files[str(number)] = os.readlink(f"/proc/self/fd/{number}")
                except OSError:
                    pass
            return [dict(os.environ), open_files]
            """
        environment, open_files = result_of(opened, body)
    assert not any("TOKEN" in name or "hunter2" in value for name, value in environment.items())
    assert len(environment) <= 8
    kinds = {name: target.split(":")[0] for name, target in open_files.items()}
    assert kinds.pop("0") == "/dev/null"
    assert sorted(kinds.values()) == ["pipe", "pipe", "socket"]  # its output, and the channel


def test_another_sandbox_is_out_of_reach(sandbox: Sandbox) -> None:
    writes = function("open('/tmp/secret', 'w').write('the answer'); return os.getuid()")
    looks = function(
        """
        found = [os.path.join(base, name) for base, _, names in os.walk("/tmp") for name in names]
        return [found, os.getuid()]
        """
    )
    with Sandbox("bubblewrap", slot=SLOT + 3000) as other, submitted(sandbox, writes) as mine:
        owner = mine.f()
        found, seeker = result_of(other, looks.removeprefix("def f(*args):\n"))
    assert found == ["/tmp/submission/student.py"]
    if os.geteuid() == 0:
        assert owner != seeker


def test_only_numpy_and_the_standard_library_can_be_imported(sandbox: Sandbox) -> None:
    body = """
        import importlib
        importable = []
        for name in ("pytest", "hypothesis", "pydantic", "scipy", "sklearn", "pip", "setuptools", "tests", "solutions",
                     "autograder.grading", "autograder.checks", "autograder.checks.oracles", "autograder.course"):
            try:
                importlib.import_module(name)
                importable.append(name)
            except ImportError:
                pass
        import json, math, statistics, numpy.linalg, numpy.random
        return importable
        """
    assert result_of(sandbox, body) == []


def test_threads_are_allowed_but_few(sandbox: Sandbox) -> None:
    body = """
        begun = []
        gate = threading.Event()
        try:
            for _ in range(args[0]):
                thread = threading.Thread(target=gate.wait)
                thread.start()
                begun.append(thread)
        except RuntimeError:
            pass
        gate.set()
        for thread in begun:
            thread.join()
        return len(begun)
        """
    with submitted(sandbox, function(body), Budget()) as submission:
        assert submission.f(8) == 8
        assert submission.f(500) < 100
    require_normal(sandbox)


# --- seccomp, also for the machine that this is not ---

ALLOW, EPERM, ENOSYS, KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000


def verdict_of(program: bytes, arch: int, number: int, first_argument: int = 0) -> int:
    """Run a filter as the kernel does (the five instructions that it uses)."""
    data = struct.pack("<IIQQ", number, arch, 0, first_argument)
    accumulator = counter = 0
    while True:
        code, if_true, if_false, value = struct.unpack_from("<HBBI", program, 8 * counter)
        counter += 1
        match code:
            case 0x20:
                accumulator = struct.unpack_from("<I", data, value)[0]
            case 0x06:
                return value
            case 0x15:
                counter += if_true if accumulator == value else if_false
            case 0x35:
                counter += if_true if accumulator >= value else if_false
            case 0x45:
                counter += if_true if accumulator & value else if_false
            case _:
                pytest.fail(f"instruction {code:#x}")


MACHINES = {
    # machine: (audit architecture, {call: number}), from asm/unistd_64.h and asm-generic/unistd.h
    "x86_64": (
        0xC000003E,
        {"read": 0, "mmap": 9, "futex": 202, "kill": 62, "execve": 59, "fork": 57, "socket": 41, "ptrace": 101}
        | {"unshare": 272, "mount": 165, "setpriority": 141, "bpf": 321, "clone": 56, "clone3": 435, "prlimit64": 302},
    ),
    "aarch64": (
        0xC00000B7,
        {"read": 63, "mmap": 222, "futex": 98, "kill": 129, "execve": 221, "socket": 198, "ptrace": 117}
        | {"unshare": 97, "mount": 40, "setpriority": 140, "bpf": 280, "clone": 220, "clone3": 435, "prlimit64": 261},
    ),
}


@pytest.mark.parametrize("machine", MACHINES)
def test_the_filter_on_each_machine(machine: str) -> None:
    arch, numbers = MACHINES[machine]
    program = seccomp.filter_program(machine)
    for call in ("read", "mmap", "futex", "kill"):
        assert verdict_of(program, arch, numbers[call]) == ALLOW
    for call in {"execve", "fork", "socket", "ptrace", "unshare", "mount", "setpriority", "bpf"} & set(numbers):
        assert verdict_of(program, arch, numbers[call]) == EPERM
    assert verdict_of(program, arch, numbers["clone3"]) == ENOSYS
    thread, process = 0x003D0F00, 17  # as pthread_create and fork of the C library pass them
    assert verdict_of(program, arch, numbers["clone"], thread) == ALLOW
    assert verdict_of(program, arch, numbers["clone"], process) == EPERM
    assert verdict_of(program, arch, numbers["prlimit64"], 0) == ALLOW
    assert verdict_of(program, arch, numbers["prlimit64"], 1) == EPERM
    assert verdict_of(program, 0x40000003, numbers["read"]) == KILL  # 32-bit x86
    if machine == "x86_64":
        assert verdict_of(program, arch, 0x40000000 + numbers["execve"]) == KILL  # x32


def test_there_is_no_filter_for_an_unknown_machine() -> None:
    with pytest.raises(NotImplementedError, match="riscv64"):
        seccomp.filter_program("riscv64")


# --- what kills, hangs or fills ---


@pytest.mark.parametrize(
    "number", ["SIGKILL", "SIGTERM", "SIGINT", "SIGSTOP", "SIGHUP", "SIGSEGV", "SIGABRT", "SIGUSR1"]
)
def test_signals_do_not_reach_the_zygote(sandbox: Sandbox, number: str) -> None:
    zygote = sandbox.root_pid
    assert result_of(sandbox, f"os.kill(1, signal.{number}); time.sleep(0.02); return 'sent'") == "sent"
    require_normal(sandbox)
    assert sandbox.root_pid == zygote


def test_signals_to_everyone_end_the_sender_only(sandbox: Sandbox) -> None:
    zygote = sandbox.root_pid
    assert (
        result_of(sandbox, "try:\n    os.kill(-1, signal.SIGKILL)\nexcept ProcessLookupError:\n    return 'nobody'")
        == "nobody"
    )
    assert fault_of(sandbox, function("os.kill(0, signal.SIGKILL)")).status is CheckStatus.CRASHED
    require_normal(sandbox)
    assert sandbox.root_pid == zygote


def test_a_stopped_worker_is_a_timeout(either: Sandbox) -> None:
    assert fault_of(either, function("os.kill(os.getpid(), signal.SIGSTOP)")).status is CheckStatus.TIMEOUT
    require_normal(either)


def test_a_zygote_is_replaced_after_many_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "WORKERS_PER_ZYGOTE", 3)
    with Sandbox("bubblewrap", slot=SLOT + 2000) as opened:
        zygotes = []
        for _ in range(7):
            with submitted(opened, "def f():\n    return 1\n") as submission:
                zygotes.append(opened.root_pid)
                assert submission.f() == 1
    assert [zygotes.index(each) for each in zygotes] == [0, 0, 0, 3, 3, 3, 6]


def test_a_zygote_that_grew_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox("bubblewrap", slot=SLOT + 2000) as opened:
        first = opened.root_pid
        for growth, is_new in ((host.GROWTH, False), (-1, True)):
            monkeypatch.setattr(host, "GROWTH", growth)
            with submitted(opened, "def f():\n    return 1\n") as submission:
                assert submission.f() == 1
            assert (opened.root_pid != first) == is_new


def test_a_zygote_that_is_gone_is_replaced(either: Sandbox) -> None:
    with submitted(either, function("return 1")) as submission:
        assert submission.f() == 1
        os.kill(either.root_pid, signal.SIGKILL)
    require_normal(either)
    os.kill(either.root_pid, signal.SIGKILL)
    require_normal(either)


def test_nobody_signals_a_process_that_is_gone(either: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its number may be another's by then, and the grader may be root."""
    os.kill(either.root_pid, signal.SIGKILL)
    assert either._process is not None
    either._process.wait()
    signalled: list[tuple[int, int]] = []
    with monkeypatch.context() as patched:
        patched.setattr(os, "kill", lambda *signal: signalled.append(signal))
        assert not either.renew_if_dirty()
    assert not signalled
    require_normal(either)


def test_a_sandbox_that_cannot_be_replaced_is_the_graders_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox("bubblewrap", slot=SLOT + 3000) as opened, submitted(opened, function("return 1")) as submission:
        zygote = living({opened.root_pid})
        os.kill(opened.root_pid, signal.SIGKILL)
        require_gone(zygote)
        monkeypatch.setenv("PATH", "/nowhere")
        try:
            with pytest.raises(SubmissionFault) as fault:
                submission.f()
        finally:
            monkeypatch.undo()
        assert fault.value.status is CheckStatus.GRADER_ERROR


LEFTOVERS = {
    "files": "for number in range(1000): open(f'file{number}', 'w').close()",
    "hidden files": "open('.hidden', 'w').close(); os.mkdir('.folder'); open('.folder/.file', 'w').close()",
    "a folder without rights": "os.makedirs('a/b'); open('a/b/c', 'w').close(); os.chmod('a/b', 0); os.chmod('a', 0)",
    "the whole folder without rights": "os.chmod('submission', 0)",
    "the place of the folder without rights": "try: os.chmod('.', 0)\nexcept OSError: pass",
    "links": "os.symlink('/', 'root'); os.symlink('.', 'loop'); os.link('submission/student.py', 'again')",
    "a pipe": "os.mkfifo('pipe')",
    "odd names": "[open(name, 'w').close() for name in (b'\\xff\\xfe', b'new\\nline', b' ', b'-rf')]",
    "an open file": "keep = open('open', 'w'); keep.write('x'); os.unlink('open'); args[0].append(keep)",
}


@pytest.mark.parametrize("body", LEFTOVERS.values(), ids=LEFTOVERS)
def test_the_next_submission_finds_an_empty_folder(either: Sandbox, body: str) -> None:
    assert result_of(either, f"{textwrap.dedent(body)}\nreturn 'left'", []) == "left"
    require_normal(either)


@pytest.mark.parametrize("kind", ["bubblewrap", "none"])
def test_the_next_submission_does_not_find_a_deep_tree(kind: str) -> None:
    """Deeper than Python's own recursion; the grader itself must not stumble over it either."""
    with Sandbox(kind, slot=SLOT + 3000) as opened:
        body = "for _ in range(1500):\n    os.mkdir('d')\n    os.chdir('d')\nreturn 'left'"
        assert result_of(opened, body) == "left"
        require_normal(opened)


def test_the_folder_is_of_limited_size(sandbox: Sandbox) -> None:
    body = """
        written = largest = 0
        chunk = bytes(2**20)
        for number in range(100):
            size = 0
            try:
                with open(f"/tmp/big{number}", "wb", buffering=0) as file:
                    for _ in range(100):
                        size += file.write(chunk)
            except OSError:
                pass
            largest = max(largest, size)
            written += size
            if not size:
                break
        return [written, largest]
        """
    with submitted(sandbox, function(body), Budget(5.0)) as submission:
        written, largest = submission.f()
    assert 0 < largest <= 16 * 2**20
    assert largest < written <= SCRATCH_BYTES
    require_normal(sandbox)


FATAL = {
    "an endless loop": ("while True: pass", CheckStatus.TIMEOUT),
    "sleep": ("time.sleep(1000)", CheckStatus.TIMEOUT),
    "a wait that cannot end": ("threading.Event().wait()", CheckStatus.TIMEOUT),
    "a loop that catches everything": (
        """
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            try:
                time.sleep(0.1)
            except BaseException:
                pass
        """,
        CheckStatus.TIMEOUT,
    ),
    "an endless loop in C": ("return sum(iter(int, 1))", CheckStatus.TIMEOUT),
    "an endless loop in a thread": (
        """
        def spin():
            while True: pass
        for _ in range(4):
            threading.Thread(target=spin).start()
        threading.Event().wait()
        """,
        CheckStatus.TIMEOUT,
    ),
    "a regular expression": ("import re; return re.match('(a+)+$', 'a' * 64 + 'b')", CheckStatus.TIMEOUT),
    "an array too large": ("return np.ones(2**31)", CheckStatus.MEMORY),
    "a list that grows": ("kept = []\nwhile True: kept.append(bytearray(2**20))", CheckStatus.MEMORY),
    "a mapping that grows": (
        "import mmap\nkept = []\nwhile True:\n    kept.append(mmap.mmap(-1, 2**20)); kept[-1].write(bytes(2**20))",
        None,
    ),
    "_exit": ("os._exit(0)", CheckStatus.CRASHED),
    "abort": ("os.abort()", CheckStatus.CRASHED),
    "a read of address 0": ("ctypes.string_at(0)", CheckStatus.CRASHED),
    "a stack that overflows": (
        "sys.setrecursionlimit(10**9)\ndef down(x): return [*map(down, [x])]\nreturn down(1)",
        None,  # Python 3.12 and newer notice it
    ),
    "all descriptors closed": ("os.closerange(0, 1024)", CheckStatus.CRASHED),
    "all descriptors closed, and then asleep": ("os.closerange(0, 1024); time.sleep(1000)", CheckStatus.CRASHED),
    "an exception that cannot be described": (
        "class Odd(Exception):\n    def __str__(self):\n        while True: pass\nraise Odd",
        CheckStatus.TIMEOUT,
    ),
    "an exception whose type cannot be described": (
        """
        class Meta(type):
            @property
            def __name__(cls):
                raise ValueError
        class Odd(Exception, metaclass=Meta):
            pass
        raise Odd
        """,
        None,
    ),
}


@pytest.mark.parametrize(("body", "status"), FATAL.values(), ids=FATAL)
def test_every_call_ends_and_the_next_submission_is_graded(
    either: Sandbox, body: str, status: CheckStatus | None
) -> None:
    # Only what should end by its time limit gets a short one: on a busy machine the others may take a while.
    budget = QUICK if status is CheckStatus.TIMEOUT else dataclasses.replace(QUICK, call_seconds=4.0)
    with submitted(either, function(body), budget) as submission:
        with pytest.raises((SubmissionFault, StudentError)) as ended:
            submission.f()
        if status is not None:
            assert isinstance(ended.value, SubmissionFault)
            assert ended.value.status is status
        assert submission.calls[-1].function == "f"
    require_normal(either)


def test_a_function_that_hangs_costs_only_the_checks_that_call_it(either: Sandbox) -> None:
    source = """
        def f():
            while True: pass

        def g(x):
            return x + 1
        """
    with submitted(either, source) as submission:
        for _ in range(4):
            with pytest.raises(SubmissionFault) as fault:
                submission.f()
            assert fault.value.status is CheckStatus.TIMEOUT
            assert submission.g(1) == 2
        assert "is not called again" in fault.value.sentence


def test_a_function_that_raises_a_memory_error_came_back(sandbox: Sandbox) -> None:
    with submitted(sandbox, function("raise MemoryError('big')")) as submission:
        for _ in range(3):
            submission.forget_calls()
            with pytest.raises(SubmissionFault) as fault:
                submission.f()
            assert fault.value.status is CheckStatus.MEMORY
            assert "is not called again" not in fault.value.sentence
            assert len(submission.calls) == 1
        assert not submission.was_killed


def test_a_malformed_exception_of_an_import_is_the_submissions(sandbox: Sandbox) -> None:
    source = """
        from autograder.sandbox.wire import Kind
        frame = sys._getframe()
        while frame.f_code.co_name != "serve":
            frame = frame.f_back
        frame.f_locals["channel"].send(Kind.RAISED, frame.f_locals["frame"].call_id, None)
        """
    with pytest.raises(SubmissionFault) as fault, submitted(sandbox, source):
        pass
    assert fault.value.status is CheckStatus.CRASHED
    require_normal(sandbox)


def test_a_worker_that_is_killed_in_a_call_is_graded_again() -> None:
    """What a machine out of memory does to whoever is running is seen once only."""
    course = load_course()
    assignment = course.find("02")
    content = assignment.reference.read_bytes()
    submitted = Submitted("a", assignment.id, assignment.module, {f"{assignment.module}.py": content})
    with Sandbox("none", slot=SLOT) as plain, Grader(assignment, plain, course.budget(assignment, "cpu")) as grader:
        run_checks, runs = grader.run_checks, []

        def killed_once(submission: Submission) -> dict[str, CheckResult]:
            runs.append(submission)
            if len(runs) == 1:
                for pid in processes_below(plain.root_pid):
                    os.kill(pid, signal.SIGKILL)
            return run_checks(submission)

        grader.run_checks = killed_once  # type: ignore[method-assign]
        result = grader.grade(submitted)
    assert len(runs) == 2
    assert result.score == assignment.max_points


def ending(submission: RemoteSubmission, *args: object) -> CheckStatus | None:
    try:
        submission.f(*args)
    except SubmissionFault as fault:
        return fault.status
    return None


COMPUTES = """
    def f(seconds):
        began = time.process_time()
        while time.process_time() - began < seconds: pass
    """
ONE_SECOND = Budget(call_seconds=1.0, import_seconds=2.0, submission_seconds=1.0)


def test_the_time_of_a_whole_submission_is_limited(either: Sandbox) -> None:
    """Calls that are each within their limit add up."""
    with submitted(either, COMPUTES, ONE_SECOND) as submission:
        endings = [ending(submission, 0.3) for _ in range(10)]
        assert None in endings[:3]
        assert endings[4:] == [CheckStatus.TIMEOUT] * 6
        assert submission.exhausted
        with pytest.raises(SubmissionFault) as fault:
            submission.f(0.0)
        assert "all the time it may take" in fault.value.sentence


def test_a_search_has_a_budget_of_its_own(either: Sandbox) -> None:
    """The grader's calls for a smaller counterexample take nothing from what the submission may use."""
    with submitted(either, COMPUTES, ONE_SECOND) as submission:
        with submission.search_for_smaller() as has_time:
            assert has_time
            assert [ending(submission, 0.2) for _ in range(4)] == [None] * 4
        assert ending(submission, 0.3) is None
        with submission.search_for_smaller() as has_time:
            assert has_time
            assert CheckStatus.TIMEOUT in [ending(submission, 0.3) for _ in range(3)]
        with submission.search_for_smaller() as has_time:
            assert not has_time
        assert not submission.exhausted
        assert ending(submission, 0.0) is None


def test_what_does_not_come_back_in_a_search_is_still_called(either: Sandbox) -> None:
    source = "def f(ends):\n    if not ends: os._exit(1)\n    return 'answered'\n"
    with submitted(either, source) as submission:
        for has_time in (True, True, False):
            with submission.search_for_smaller() as has_any:
                assert has_any == has_time
                assert ending(submission, False) is CheckStatus.CRASHED
        assert submission.f(True) == "answered"


def test_a_call_that_mostly_waits_is_said_to_wait(sandbox: Sandbox) -> None:
    """It does a little now and then: it is not idle, and takes no time of the processor to speak of."""
    body = """
        while True:
            time.sleep(0.1)
            began = time.process_time()
            while time.process_time() - began < 0.003: pass
        """
    fault = fault_of(sandbox, function(body), budget=dataclasses.replace(QUICK, call_seconds=0.3))
    assert fault.status is CheckStatus.TIMEOUT
    assert fault.sentence == "f did not come back within 6 s, most of which it waited."


def test_time_between_callbacks_counts(either: Sandbox) -> None:
    """A call that keeps coming back with a question uses up its time like any other."""
    source = """
        def f(ask):
            for _ in range(300):
                began = time.process_time()
                while time.process_time() - began < 0.01: pass
                ask(1.0)
        """
    with submitted(either, source) as submission:
        with pytest.raises(SubmissionFault) as fault:
            submission.f(lambda value: value)
        assert fault.value.status is CheckStatus.TIMEOUT
        assert "0.5 s of computing" in fault.value.sentence


def test_time_between_callbacks_of_a_slow_grader_does_not_count(either: Sandbox) -> None:
    source = """
        def f(ask):
            return sum(ask(1.0) for _ in range(8))
        """

    def slow(value: float) -> float:
        time.sleep(0.2)
        return value

    with submitted(either, source) as submission:
        assert submission.f(slow) == 8.0


def test_a_thread_that_goes_on_after_the_call_is_killed_with_its_process(either: Sandbox) -> None:
    source = """
        def spin():
            while True:
                print("still here")

        def f():
            threading.Thread(target=spin).start()
            return 1

        def g():
            return 2
        """
    with submitted(either, source) as submission:
        assert submission.f() == 1
        assert submission.g() == 2
        assert len(submission.printed) <= MAX_OUTPUT
        running = living(processes_below(either.root_pid))
        assert running
    require_gone(running)
    require_normal(either)


def test_what_a_submission_spoils_it_spoils_for_itself(either: Sandbox) -> None:
    source = """
        np.exp = np.add = None
        for module in list(sys.modules):
            if module not in ("sys", "autograder.sandbox.worker", "autograder.sandbox.wire"):
                del sys.modules[module]
        import builtins
        builtins.isinstance = lambda *args: True
        os.chdir("/")
        os.environ["NEXT"] = "poisoned"
        resource.setrlimit(resource.RLIMIT_NOFILE, (4, 4))
        signal.signal(signal.SIGSEGV, signal.SIG_IGN)

        def f():
            return 1
        """
    with contextlib.suppress(SubmissionFault, ImportFailure), submitted(either, source) as submission:
        submission.f()
    require_normal(either)
    assert result_of(either, "return float(np.exp(0.0)), os.environ.get('NEXT')") == (1.0, None)


# --- output ---


def test_output_is_kept_up_to_its_limit_and_blocks_nothing(either: Sandbox) -> None:
    body = """
        print("begin")
        for _ in range(20):
            sys.stdout.write("o" * 2**20)
            sys.stderr.write("e" * 2**20)
        os.write(1, b"\\xff\\x1b[31m")
        return 1
        """
    with submitted(either, function(body), Budget()) as submission:
        assert submission.f() == 1
        submission.close()
        assert submission.printed.startswith(b"begin\n")
        assert len(submission.printed) == MAX_OUTPUT


@pytest.mark.parametrize("threads", [0, 1, 8])
def test_an_endless_flood_of_output_is_a_timeout(either: Sandbox, threads: int) -> None:
    body = f"""
        def flood():
            chunk = b"x" * 2**16
            while True:
                os.write(1, chunk)
        for _ in range({threads}):
            threading.Thread(target=flood).start()
        {"threading.Event().wait()" if threads else "flood()"}
        """
    with submitted(either, function(body), Budget(call_seconds=0.5)) as submission:
        with pytest.raises(SubmissionFault) as fault:
            submission.f()
        assert fault.value.status is CheckStatus.TIMEOUT
        assert len(submission.printed) <= MAX_OUTPUT
    require_normal(either)


def test_output_of_the_import_and_of_several_calls_is_in_order(either: Sandbox) -> None:
    with submitted(either, "print('import')\n" + function("print('call', args[0])")) as submission:
        submission.f(1)
        submission.f(2)
    assert submission.printed == b"import\ncall 1\ncall 2\n"


# --- forged answers ---

FORGE = """
from autograder.sandbox import wire
from autograder.sandbox.wire import Kind, Limits

NOTHING = {"mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": False}

def channel():
    for number in range(3, 128):
        try:
            if os.path.stat.S_ISSOCK(os.fstat(number).st_mode):
                return number
        except OSError:
            pass

def open_call():
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["frame"].call_id

def reply(kind, body, call_id=None, limits=None):
    data = wire.encode(kind, open_call() if call_id is None else call_id, body, None, limits)
    os.write(channel(), data)

def raw(data):
    os.write(channel(), data)

def header(kind=12, arrays=0, json_bytes=0, call_id=None, magic=b"DSC1"):
    return struct.pack("<4sBHIQ", magic, kind, arrays, json_bytes, open_call() if call_id is None else call_id)
"""
# The last thing each of these does is to end the process, so that no true answer follows.
BROKEN_ANSWERS = {
    "noise": "raw(b'HTTP/1.1 200 OK' * 10)",
    "half a header": "raw(header()[:10])",
    "a wrong magic": "raw(header(magic=b'DSC2'))",
    "a kind that the grader sends": "reply(Kind.CALL, {'value': 1.0, **NOTHING})",
    "a kind that no call has": "reply(Kind.LOADED, {})",
    "an unknown kind": "raw(header(kind=77))",
    "the number of an earlier call": "reply(Kind.RETURNED, {'value': 1.0, **NOTHING}, open_call() - 1)",
    "the number of a later call": "reply(Kind.RETURNED, {'value': 1.0, **NOTHING}, open_call() + 1)",
    "the largest number": "reply(Kind.RETURNED, {'value': 1.0, **NOTHING}, 2**64 - 1)",
    "4 GB of structure": "raw(header(json_bytes=2**32 - 1))",
    "65535 arrays": "raw(header(arrays=65535))",
    "an array of 16 EiB": "raw(header(arrays=1) + struct.pack('<BBBx8QQ', 11, 1, 0, 2**61 - 1, *[0] * 7, 2**64 - 8))",
    "an array larger than allowed": "raw(header(arrays=1) + struct.pack('<BBBx8QQ', 5, 1, 0, 2**27, *[0] * 7, 2**27))",
    "no structure": "raw(header())",
    "a structure that is no answer": "reply(Kind.RETURNED, [1, 2, 3])",
    "an answer without observations": "reply(Kind.RETURNED, {'value': 1.0})",
    "observations of another type": "reply(Kind.RETURNED, {'value': 1.0, **NOTHING, 'shares_memory': 'no'})",
    "a change of an argument that is not there": "reply(Kind.RETURNED, {**NOTHING, 'mutated': [[5, np.zeros(2)]]})",
    "a change of an argument below the first": "reply(Kind.RETURNED, {**NOTHING, 'mutated': [[-1, np.zeros(2)]]})",
    "a change to another shape": "reply(Kind.RETURNED, {**NOTHING, 'mutated': [[0, np.zeros((2, 2))]]})",
    "a change to another dtype": "reply(Kind.RETURNED, {**NOTHING, 'mutated': [[0, np.zeros(2, np.int64)]]})",
    "a change that is none": "reply(Kind.RETURNED, {**NOTHING, 'mutated': ['all']})",
    "an exception without a type": "reply(Kind.RAISED, {'message': 'no', **NOTHING})",
    "an exception with odd frames": (
        "reply(Kind.RAISED, {'type': 'E', 'bases': [], 'message': '', 'frames': [[1, 2]], **NOTHING})"
    ),
    "a refusal without a reason": "reply(Kind.REFUSED, {})",
    "a refusal that is no structure": "reply(Kind.REFUSED, None)",
    "a question to no function": "reply(Kind.CALLBACK, {'id': 7, 'args': (), 'kwargs': {}})",
    "a question to a negative function": "reply(Kind.CALLBACK, {'id': -1, 'args': (), 'kwargs': {}})",
    "a question without arguments": "reply(Kind.CALLBACK, {'id': 0})",
}


@pytest.mark.parametrize("forgery", BROKEN_ANSWERS.values(), ids=BROKEN_ANSWERS)
def test_a_broken_answer_costs_only_its_call(sandbox: Sandbox, forgery: str) -> None:
    source = FORGE + function(f"{forgery}\nos._exit(0)") + "def g(x):\n    return x\n"
    mine = np.array([1.0, 2.0])
    with submitted(sandbox, source) as submission:
        with pytest.raises(SubmissionFault) as fault:
            submission.f(mine)
        assert fault.value.status is CheckStatus.CRASHED
        assert mine.tolist() == [1.0, 2.0]
        assert submission.g("as before") == "as before"
    require_normal(sandbox)


def test_an_answer_that_never_ends_is_a_timeout(sandbox: Sandbox) -> None:
    for forgery in (
        "raw(header()[:10])",
        "raw(header(json_bytes=100) + b'[')",
        "raw(header(arrays=1, json_bytes=7) + struct.pack('<BBBx8QQ', 5, 1, 0, 999, *[0] * 7, 999) + b'{\"a\":0}x')",
    ):
        fault = fault_of(sandbox, FORGE + function(f"{forgery}\ntime.sleep(1000)"))
        assert fault.status is CheckStatus.TIMEOUT
    require_normal(sandbox)


def test_an_answer_that_drips_is_a_timeout(sandbox: Sandbox) -> None:
    body = """
        raw(header(json_bytes=4000))
        for _ in range(4000):
            raw(b" ")
            began = time.process_time()
            while time.process_time() - began < 0.005: pass
        """
    assert fault_of(sandbox, FORGE + function(body)).status is CheckStatus.TIMEOUT
    require_normal(sandbox)


def test_a_well_formed_forgery_is_just_an_answer_and_a_second_one_is_noticed(sandbox: Sandbox) -> None:
    source = (
        FORGE + function("reply(Kind.RETURNED, {'value': 41.0, **NOTHING})\nreturn 42.0") + "def g(x):\n    return x\n"
    )
    with submitted(sandbox, source) as submission:
        assert submission.f() == 41.0
        time.sleep(0.05)
        with pytest.raises(SubmissionFault) as fault:
            submission.g("next")
        assert "a message that nobody asked for" in fault.value.sentence
        assert submission.g("then") == "then"
    require_normal(sandbox)


def test_an_answer_before_the_question_is_noticed(sandbox: Sandbox) -> None:
    source = (
        FORGE
        + """
reply(Kind.LOADED, {}, 1)
for call_id in range(2, 6):
    reply(Kind.RETURNED, {"value": 42.0, **NOTHING}, call_id)

def f():
    return 1
"""
    )
    with submitted(sandbox, source) as submission:
        time.sleep(0.05)
        with pytest.raises(SubmissionFault) as fault:
            submission.f()
        assert fault.value.status is CheckStatus.CRASHED
    require_normal(sandbox)


def test_answers_from_another_thread_are_no_worse(sandbox: Sandbox) -> None:
    source = (
        FORGE
        + """
def spam(call_id):
    while True:
        reply(Kind.RETURNED, {"value": 42.0, **NOTHING}, call_id)

def f():
    threading.Thread(target=spam, args=[open_call()]).start()
    time.sleep(1000)

def g(x):
    return x
"""
    )
    with submitted(sandbox, source) as submission:
        assert submission.f() == 42.0
        time.sleep(0.05)
        with pytest.raises(SubmissionFault):
            submission.g(1)
        assert submission.g(2) == 2
    require_normal(sandbox)


def test_a_refusal_can_be_forged_but_names_no_more_than_itself(sandbox: Sandbox) -> None:
    source = FORGE + function("reply(Kind.REFUSED, {'defined': ['f' * 10**5, 7, 'ff']})\nos._exit(0)")
    fault = fault_of(sandbox, source)
    assert fault.status is CheckStatus.MISSING_FUNCTION
    assert len(fault.sentence) < 500


def test_nothing_but_data_comes_out_of_an_answer(sandbox: Sandbox) -> None:
    """A pickle, an object array and an array that claims to be something else arrive as names or not at all."""
    source = """
        import pickle

        class Evil:
            def __reduce__(self):
                return os.system, ("true",)

        class Claims(np.ndarray):
            def __eq__(self, other):
                return True

        def f():
            return [
                Evil(), np.array([Evil()]), np.array([1.0]).view(Claims), pickle.dumps(Evil()),
                np.ma.masked_array([1.0], [True]), f, (1.0).__add__,
            ]
        """
    with submitted(sandbox, source) as submission:
        evil, objects, claims, dumped, masked, itself, method = submission.f()
    for value in (evil, objects, dumped, itself, method):
        assert type(value) is Handle
    for value in (claims, masked):
        assert type(value) is np.ndarray


# --- what crosses ---


def test_arguments_arrive_as_they_were_and_answers_too(either: Sandbox) -> None:
    grid = np.arange(12.0).reshape(3, 4)
    frozen = grid.copy()
    frozen.flags.writeable = False
    args = [None, True, 7, -(10**40), 0.1, float("inf"), "한글 \ud800", [1, (2, {"k": [3]})], np.float32(0.5), 1j]
    arrays = [grid, np.asfortranarray(grid), grid[:, ::2], grid[::-1], frozen, np.zeros((0, 2)), np.array(1), grid > 3]
    source = """
        def f(*args, **kwargs):
            return args, kwargs

        def layout(*arrays):
            return [[a.flags.c_contiguous, a.flags.f_contiguous, a.flags.writeable, str(a.dtype)] for a in arrays]
        """
    with submitted(either, source) as submission:
        back, named = submission.f(*args, *arrays, key=grid)
        assert repr(back[: len(args)]) == repr((*args[:-1], np.complex128(1j)))
        for sent, got in zip([*arrays, grid], [*back[len(args) :], named["key"]], strict=True):
            assert (got.dtype, got.shape, got.tobytes()) == (sent.dtype, sent.shape, sent.tobytes())
            assert not np.may_share_memory(sent, got)
        seen = submission.layout(*arrays)
        flags = ("c_contiguous", "f_contiguous", "writeable")
        assert seen == [[*(getattr(array.flags, flag) for flag in flags), str(array.dtype)] for array in arrays]


def test_changed_arguments_are_changed_here_too(either: Sandbox) -> None:
    source = """
        def f(number, first, second, third=None):
            second *= 2
            if third is not None:
                third[...] = 7
        """
    with submitted(either, source) as submission:
        first, second, third = np.ones(2), np.arange(4.0).reshape(2, 2).T, np.zeros(3, np.int8)
        submission.f(1.0, first, second, third=third)
        assert (first.tolist(), second.tolist()) == ([1.0, 1.0], [[0.0, 4.0], [2.0, 6.0]])
        assert third.tolist() == [7, 7, 7]
        call = submission.calls[-1]
        assert call.mutated == (1, 2)
        assert call.args[2].tolist() == [[0.0, 2.0], [1.0, 3.0]]  # as it was before the call


IN_PLACE = {
    "another shape": "x.shape = (-1,)",
    "another dtype": "x.dtype = np.int32",
    "both, and other values": "x += 1; x.shape = (4,); x.dtype = np.int32; x.shape = (2, 4)",
}


@pytest.mark.parametrize("change", IN_PLACE.values(), ids=IN_PLACE)
def test_an_argument_reshaped_in_place_is_a_changed_one(either: Sandbox, tmp_path: Path, change: str) -> None:
    """The same at home and in the sandbox: the call is seen, and the check goes on with the array that it made."""
    source = f"import numpy as np\n\ndef f(x):\n    {change}\n    return 0\n"
    (tmp_path / "reshapes.py").write_text(source, encoding="utf-8")
    with submitted(either, source) as remote:
        arrays = []
        for submission in (remote, LocalSubmission(tmp_path / "reshapes.py")):
            x = np.arange(4.0).reshape(2, 2)
            assert submission.f(x) == 0
            assert submission.calls[-1].mutated == (0,)
            assert submission.calls[-1].args[0].tolist() == [[0.0, 1.0], [2.0, 3.0]]  # type: ignore[attr-defined]
            arrays.append(x)
    expected = np.arange(4.0).reshape(2, 2) + ("x += 1" in change)
    for x in arrays:
        assert (x.dtype, x.tolist()) == (expected.dtype, expected.tolist())


def test_changes_inside_lists_are_seen(either: Sandbox) -> None:
    source = """
        def write(parameters, state):
            state["v"][0] += 1

        def replace(parameters, state):
            parameters[1] = parameters[1] - 1

        def hand_back(parameters, state):
            return [parameters[0] + 1], {"v": (state["v"][0],)}

        def loop(parameters, state):
            parameters.append(parameters)
            return parameters
        """
    with submitted(either, source) as submission:
        parameters, state = [np.ones(2), np.zeros(3)], {"v": [np.ones(1)]}
        submission.write(parameters, state)
        call = submission.calls[-1]
        assert (call.mutated, state["v"][0].tolist()) == ((2,), [2.0])
        assert call.args[1]["v"][0].tolist() == [1.0]  # as it was before the call
        submission.replace(parameters, state)
        assert submission.calls[-1].mutated == (1,)
        assert not submission.calls[-1].shares_memory
        submission.hand_back(parameters, state)
        assert submission.calls[-1].mutated == ()
        assert submission.calls[-1].shares_memory
        assert isinstance(submission.loop(parameters, state), Handle)  # a list in itself ends nothing but its own call


def test_a_read_only_argument_stays_as_it_is(either: Sandbox) -> None:
    """The function may lift the flag on its copy; the grader's array keeps its values, and the change is seen."""
    mine = np.zeros(2)
    mine.flags.writeable = False
    with submitted(
        either, function("x = args[0]\ntry:\n    x += 1\nexcept ValueError:\n    return 'refused'")
    ) as plain:
        assert plain.f(mine) == "refused"
    with submitted(either, function("args[0].flags.writeable = True\nargs[0][0] = 5")) as forced:
        forced.f(mine)
        assert forced.calls[-1].mutated == (0,)
    assert mine.tolist() == [0.0, 0.0]


def test_what_a_call_does_besides_is_noted(either: Sandbox) -> None:
    source = """
        import random
        import warnings

        def view(x):
            return x[1:]

        def pair(x):
            return [1.0, x.T]

        def copy(x):
            return x.copy()

        def warn(x):
            warnings.warn("careful \\x1b[31m")
            return np.exp(x)

        def draw():
            return np.random.rand()

        def draw_python():
            return random.random()

        def draw_own():
            return np.random.default_rng(3).random()

        def seed():
            np.random.seed(1)

        def seed_and_draw_python():
            random.seed(1)
            return random.random()
        """
    with submitted(either, source) as submission:

        def call(name: str, *args: object) -> Any:
            submission.call(name, args, {})
            return submission.calls[-1]

        assert [call(name, np.ones((2, 2))).shares_memory for name in ("view", "pair", "copy")] == [True, True, False]
        warned = call("warn", np.array([1000.0])).warnings
        assert [each.split(":")[0] for each in warned] == ["UserWarning", "RuntimeWarning"]
        assert "\x1b" not in "".join(warned)
        assert not call("draw").touched_global_rng  # nobody looked
        submission.watch_rng = True
        touched = [call(name).touched_global_rng for name in ("draw", "draw_python", "draw_own")]
        assert touched == [True, True, False]
        # The second time, seeding leads to where the generator was before.
        twice = ("seed", "seed", "seed_and_draw_python", "seed_and_draw_python")
        assert all(call(name).touched_global_rng for name in twice)


def test_warnings_are_heard_whatever_a_module_does_about_them(either: Sandbox) -> None:
    source = """
        import warnings

        warnings.filterwarnings("ignore")

        def warn():
            warnings.warn("one")
            warnings.warn("one")

        def silence():
            warnings.simplefilter("ignore")

        def quiet():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                warnings.warn("two")

        def elsewhere():
            warnings.showwarning = lambda *args, **kwargs: None

        def reset():
            warnings.resetwarnings()

        def strict():
            warnings.simplefilter("error")
            warnings.warn("three")

        def many():
            for each in range(100):
                warnings.warn(str(each))
        """
    with submitted(either, source) as submission:

        def heard(name: str) -> tuple[str, ...]:
            with contextlib.suppress(UserWarning):
                submission.call(name, (), {})
            return submission.calls[-1].warnings

        both = ("UserWarning: one", "UserWarning: one")
        assert heard("warn") == both
        for name in ("silence", "quiet", "elsewhere", "reset", "strict"):
            assert heard(name) == ()
            assert heard("warn") == both, name
        assert heard("many") == tuple(f"UserWarning: {each}" for each in range(4))
        assert heard("warn") == both


def test_functions_can_be_passed(either: Sandbox) -> None:
    source = """
        def apply(function, x, times=1):
            for _ in range(times):
                x = function(x)
            return x

        def catch(function, x):
            try:
                return function(x)
            except ValueError as error:
                return f"caught {error}"

        def keywords(function):
            return function(1, b=[2, (3,)])
        """

    def fails(x: object) -> None:
        raise ValueError("not this one")

    def no_data(x: object) -> object:
        return object()

    seen = []
    with submitted(either, source) as submission:
        assert submission.apply(lambda x: (seen.append(x), 2 * x)[1], np.array([1.0, 2.0]), times=3).tolist() == [8, 16]
        assert [x.tolist() for x in seen] == [[1, 2], [2, 4], [4, 8]]
        assert submission.catch(fails, 1) == "caught not this one"
        with pytest.raises(ValueError, match="not this one") as raised:
            submission.apply(fails, 1)
        assert isinstance(raised.value, StudentError)
        assert submission.keywords(lambda a, b: [a, b]) == [1, [2, (3,)]]
        with pytest.raises(TypeError):
            submission.keywords(lambda: 1)
        assert submission.apply(np.sum, np.ones(3)) == 3.0


PROVOKED = {
    "an integer too long to send": "return args[0](10**4000)",
    "an array too large to send": "return args[0](np.ones((2**23, 1)))",
    "something that stays inside": "return args[0](object())",
    "a function": "return args[0](len)",
    "a value that does not fit": "return args[0]('text')",
    "no value at all": "return args[0]()",
}


@pytest.mark.parametrize("body", PROVOKED.values(), ids=PROVOKED)
def test_what_a_passed_function_cannot_take_is_the_callers_error(either: Sandbox, body: str) -> None:
    """The grader's function may fail on anything it is given; that must never look like a fault of the grader."""

    def square_of_pairs(x: Any) -> Any:
        return (x + np.ones((1, 2))) * x if isinstance(x, np.ndarray) else x * x

    with submitted(either, function(body) + "def g(x):\n    return x\n", Budget()) as submission:
        with pytest.raises((StudentError, SubmissionFault)) as ended:
            submission.f(square_of_pairs)
        assert getattr(ended.value, "status", None) is not CheckStatus.GRADER_ERROR
        assert judge(ended.value, submission).status is not CheckStatus.GRADER_ERROR
        assert submission.g(1) == 1


def test_a_passed_function_is_called_in_its_own_call_only(either: Sandbox) -> None:
    source = """
        KEPT = []

        def f(function):
            KEPT.append(function)
            return function(1)

        def g():
            return KEPT[0](2)
        """
    with submitted(either, source) as submission:
        assert submission.f(lambda x: x + 1) == 2
        with pytest.raises(SubmissionFault) as fault:
            submission.g()
        assert fault.value.status is CheckStatus.CRASHED
    require_normal(either)


def test_endless_questions_end(either: Sandbox) -> None:
    with submitted(either, function("while True: args[0](1)"), Budget(call_seconds=1.0)) as submission:
        with pytest.raises(SubmissionFault) as fault:
            submission.f(lambda x: x)
        assert fault.value.status in (CheckStatus.CRASHED, CheckStatus.TIMEOUT)
    require_normal(either)


def test_objects_stay_inside_and_can_be_passed_back(either: Sandbox) -> None:
    source = """
        class Model:
            def __init__(self, weight):
                self.weight = weight

        def build(weight):
            return Model(weight)

        def pair():
            return Model(1), [Model(2), {"third": Model(3)}]

        def weight(model):
            return model.weight

        def weights(models):
            return [model.weight for model in models]
        """
    with submitted(either, source) as submission:
        model = submission.build(0.5)
        assert type(model) is Handle
        assert repr(model) == "<Model>"
        assert submission.weight(model) == 0.5
        assert submission.weight(model=model) == 0.5
        first, (second, deeper) = submission.pair()
        assert submission.weights([first, second, deeper["third"]]) == [1, 2, 3]


@pytest.mark.parametrize(
    "body",
    [
        "return np.zeros(2**24)",
        "return [0.123456] * 10**6",
        "return [np.zeros(1)] * 2000",
        "return 'x' * 10**7",
        "return 10**5000",
    ],
)
def test_an_answer_too_large_is_named_and_not_sent(either: Sandbox, body: str) -> None:
    with submitted(either, function(body) + "def g(x):\n    return x\n", Budget()) as submission:
        assert type(submission.f()) is Handle
        assert submission.g(1) == 1


def test_an_answer_nested_too_deep_is_named_and_not_sent(either: Sandbox) -> None:
    assert type(result_of(either, "x = []\nx.append(x)\nreturn x")) is Handle


# --- exceptions ---


def raised_by(sandbox: Sandbox, source: str) -> tuple[BaseException, RemoteSubmission]:
    with submitted(sandbox, source) as submission:
        with pytest.raises(BaseException) as raised:  # noqa: PT011  the caller looks
            submission.f()
        return raised.value, submission


BUILT_IN = {
    "ValueError": ("raise ValueError('no')", ValueError),
    "IndexError": ("return [][1]", IndexError),
    "KeyError": ("return {}['x']", KeyError),
    "ZeroDivisionError": ("return 1 / 0", ArithmeticError),
    "FileNotFoundError": ("open('/nowhere')", OSError),
    "UnicodeDecodeError": ("b'\\xff'.decode()", ValueError),
    "UnicodeEncodeError": ("'\\ud800'.encode()", UnicodeError),
    "ExceptionGroup": ("raise ExceptionGroup('several', [ValueError(), TypeError()])", Exception),
    "StopIteration": ("next(iter([]))", StopIteration),
    "AssertionError": ("assert 1 == 2", AssertionError),
    "RecursionError": ("def down(): return down()\ndown()", RecursionError),
    "LinAlgError": ("np.linalg.inv(np.zeros((2, 2)))", ValueError),
    "Mine": ("class Mine(ValueError): pass\nraise Mine('no')", ValueError),
    "Own": ("class Own(Exception): pass\nraise Own('no')", Exception),
    "SystemExit": ("sys.exit(3)", Exception),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", Exception),
    "GeneratorExit": ("raise GeneratorExit", Exception),
    "BaseException": ("raise BaseException('no')", Exception),
}


@pytest.mark.parametrize(("name", "body", "base"), [(name, *rest) for name, rest in BUILT_IN.items()], ids=BUILT_IN)
def test_an_exception_is_a_student_error_of_its_kind(either: Sandbox, name: str, body: str, base: type) -> None:
    error, submission = raised_by(either, function(body))
    assert isinstance(error, StudentError)
    assert isinstance(error, base)
    raised = submission.calls[-1].raised
    assert raised is not None
    assert raised.type_name == name
    assert raised.frames[0].file == "student.py"
    verdict = judge(error, submission)
    assert verdict.status is CheckStatus.RAISED
    assert name in verdict.message


def test_the_frames_are_those_of_the_students_files(either: Sandbox) -> None:
    source = """
        import helper

        def f():
            return helper.inner(np.zeros(2))
        """
    helper = b"def inner(x):\n    # a comment\n    return x.reshape(3)  # this one\n"
    with submitted(either, source, files={"helper.py": helper}) as submission:
        with pytest.raises(ValueError, match="cannot reshape"):
            submission.f()
        raised = submission.calls[-1].raised
    assert raised is not None
    assert [(each.file, each.line, each.function, each.source) for each in raised.frames] == [
        ("student.py", 7, "f", "return helper.inner(np.zeros(2))"),
        ("helper.py", 3, "inner", "return x.reshape(3)  # this one"),
    ]


def test_the_stub_is_not_written_yet(either: Sandbox) -> None:
    error, _ = raised_by(either, function("raise NotImplementedError('f: not written yet')"))
    assert isinstance(error, SubmissionFault)
    assert (error.status, error.sentence) == (CheckStatus.NOT_WRITTEN, "f: not written yet")


ODD_EXCEPTIONS = {
    "whose text raises": "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd",
    "whose text exits": "class Odd(Exception):\n    def __str__(self): sys.exit(0)\nraise Odd",
    "whose text is long": "raise ValueError('x' * 10**8)",
    "whose text is no text": "class Odd(Exception):\n    def __str__(self): return 7\nraise Odd",
    "with control characters": "raise ValueError('\\x1b]0;title\\x07 \\u202e \\0 \\ud800')",
    "with a long name": "raise type('X' * 10**5, (Exception,), {})",
    "with no name": "raise type('', (Exception,), {})",
    "that claims another type": (
        "raise type('E', (Exception,), {'__module__': 'builtins', '__class__': property(lambda self: SystemExit)})"
    ),
    "that claims a built-in name": "raise type('exec', (Exception,), {'__module__': 'builtins'})",
    "with many ancestors": (
        "kind = Exception\nfor number in range(200): kind = type('E', (kind,), {'__module__': 'builtins'})\nraise kind"
    ),
}


@pytest.mark.parametrize("body", ODD_EXCEPTIONS.values(), ids=ODD_EXCEPTIONS)
def test_odd_exceptions_come_back_clean(either: Sandbox, body: str) -> None:
    error, submission = raised_by(either, function(body))
    assert isinstance(error, StudentError)
    raised = submission.calls[-1].raised
    assert raised is not None
    assert len(raised.type_name) <= 110
    assert len(raised.message) <= 2010
    assert not set(raised.message) & set("\x1b\x07\0\u202e\ud800")
    assert judge(error, submission).status is CheckStatus.RAISED
    require_normal(either)


def test_hypothesis_shrinks_what_the_students_code_raises(either: Sandbox) -> None:
    """The same exception twice is one failure to Hypothesis, not two, so that it finds the smallest input."""
    source = """
        def f(x):
            if x > 10:
                raise ValueError("too large")
            return x
        """
    with submitted(either, source) as submission:

        @given(st.integers())
        def property_of_f(x: int) -> None:
            submission.forget_calls()
            submission.f(x)

        with pytest.raises(ValueError, match="too large"):
            property_of_f()
        assert submission.calls[-1].args == (11,)


# --- what cannot be called ---


def test_missing_functions_and_wrong_signatures(either: Sandbox) -> None:
    source = """
        def sigmoidd(x):
            return x

        def relu(x, y):
            return x

        tanh = 3.0

        def softplus(x, *, scale):
            return x
        """
    with submitted(either, source) as submission:
        for name, status, said in (
            ("sigmoid", CheckStatus.MISSING_FUNCTION, "`sigmoidd`"),
            ("tanh", CheckStatus.MISSING_FUNCTION, "defines no function `tanh`"),
            ("relu", CheckStatus.WRONG_SIGNATURE, "`relu(x, y)` cannot be called as relu(1.0): missing a required"),
            ("softplus", CheckStatus.WRONG_SIGNATURE, "scale"),
        ):
            with pytest.raises(SubmissionFault) as fault:
                submission.call(name, (1.0,), {})
            assert fault.value.status is status
            assert said in fault.value.sentence


# --- the import ---

IMPORTS = {
    "exit": ("sys.exit(0)", ImportFailure, "ends the program"),
    "an exception": (
        "1 / 0",
        ImportFailure,
        "raises ZeroDivisionError while it is imported at student.py, line 3: `1 / 0`",
    ),
    "a syntax error": ("def f(:\n", ImportFailure, "is not valid Python: invalid syntax (line 3)"),
    "a missing library": ("import torch", ImportFailure, "No module named 'torch'"),
    "an endless loop": ("while True: pass", SubmissionFault, "did not come back"),
    "sleep": ("time.sleep(100)", SubmissionFault, "did not come back"),
    "memory": ("x = np.ones(2**31)", SubmissionFault, "more memory than allowed"),
    "_exit": ("os._exit(0)", SubmissionFault, "ended the whole Python process"),
    "a socket": ("socket.create_connection(('127.0.0.1', 80))", ImportFailure, "PermissionError"),
}


@pytest.mark.parametrize(("source", "kind", "said"), IMPORTS.values(), ids=IMPORTS)
def test_imports_that_fail(sandbox: Sandbox, source: str, kind: type[BaseException], said: str) -> None:
    with pytest.raises(kind) as failure, submitted(sandbox, source, Budget(0.5, 0.5, 20.0, 256 * 2**20)):
        pass
    assert said in str(failure.value)
    require_normal(sandbox)


SOURCES = {
    "UTF-16": ("x = 1".encode("utf-16"), "UTF-16"),
    "NUL bytes": (b"x = 1\0\n", "NUL"),
    "an encoding that hides code": (b"# coding: unicode_escape\nx = 1\n", "unicode_escape"),
    "another that hides code": (b"# coding: rot13\nk = 1\n", "rot13"),
    "utf-7": (b"# coding: utf-7\nx = 1\n", "utf-7"),
    "an encoding that does not exist": (b"# coding: klingon\nx = 1\n", "klingon"),
    "bytes that are no UTF-8": ("x = '한글'\n".encode("cp949"), "UTF-8"),
}


@pytest.mark.parametrize(("content", "said"), SOURCES.values(), ids=SOURCES)
def test_sources_that_are_no_text(sandbox: Sandbox, content: bytes, said: str) -> None:
    submission = RemoteSubmission(sandbox, "student", {"student.py": content}, QUICK)
    with pytest.raises(ImportFailure) as failure:
        submission.load()
    submission.close()
    assert "is not valid Python" in str(failure.value)
    assert said in str(failure.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbfdef f():\n    return 1\n",
        "# coding: euc-kr\nx = '한글'\n".encode("euc-kr"),
        b"def f():\r\n    return 1\r\n",
    ],
    ids=["empty", "BOM", "EUC-KR", "CRLF"],
)
def test_sources_that_are_text(sandbox: Sandbox, content: bytes) -> None:
    submission = RemoteSubmission(sandbox, "student", {"student.py": content}, QUICK)
    submission.load()
    submission.close()


def test_a_helper_that_is_no_python_is_named(either: Sandbox, tmp_path: Path) -> None:
    """By its own name and line, at home and in the sandbox; at the import, and in a call that imports it."""
    helper, module = b"def f(x):\n    return x +\n", b"import helper_of_mine\n"
    sentence = "helper_of_mine.py is not valid Python: invalid syntax (line 2)."
    for name, content in (("importing.py", module), ("helper_of_mine.py", helper)):
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportFailure) as at_home:
        LocalSubmission(tmp_path / "importing.py")
    sys.path.remove(str(tmp_path))
    with (
        pytest.raises(ImportFailure) as graded,
        submitted(either, module.decode(), files={"helper_of_mine.py": helper}),
    ):
        pass
    assert str(at_home.value) == str(graded.value) == sentence
    source = function("import helper_of_mine")
    with submitted(either, source, files={"helper_of_mine.py": helper}) as submission:
        with pytest.raises(SyntaxError) as error:
            submission.f()
        message = judge(error.value, submission).message
    assert message.startswith("f raised SyntaxError at helper_of_mine.py, line 2: `return x +`")


def test_files_beside_the_module_shadow_nothing(either: Sandbox) -> None:
    shadow = b"raise SystemExit('shadowed')\n"
    names = ("numpy.py", "random.py", "json.py", "sitecustomize.py", "usercustomize.py", "conftest.py", "autograder.py")
    source = """
        import json
        import random
        import helper
        import autograder.sandbox.wire

        def f():
            return [np.arange(3).sum(), json.dumps(random.Random(0).randint(1, 1)), helper.NAME]
        """
    files = {**dict.fromkeys(names, shadow), "helper.py": b"NAME = 'helper'\n"}
    with submitted(either, source, files=files) as submission:
        assert submission.f() == [3, "1", "helper"]
    require_normal(either)


def test_every_submission_sees_the_same_order_of_sets(either: Sandbox) -> None:
    body = "return list({'a', 'b', 'c', 'd', 'e', 'f'})"
    assert result_of(either, body) == result_of(either, body)


def test_a_hundred_submissions_one_after_another(sandbox: Sandbox) -> None:
    """Nothing piles up: descriptors, processes, memory of the zygote."""
    zygote = sandbox.root_pid
    require_normal(sandbox)
    before = descriptors()
    for number in range(100):
        with submitted(sandbox, function("return args[0]")) as submission:
            assert submission.f(number) == number
    assert (descriptors(), sandbox.root_pid) == (before, zygote)
    assert not living(processes_below(zygote))
