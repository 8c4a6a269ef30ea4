"""The second wall, and the host that stands on it alone where namespaces are forbidden."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.environment import ROOT
from autograder.sandbox import landlock
from autograder.sandbox.budget import Budget
from autograder.sandbox.cgroup import ControlGroup
from autograder.sandbox.host import Sandbox
from autograder.sandbox.probe import probe
from autograder.sandbox.remote import RemoteSubmission
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.submission import SubmissionFault
from tests.other_user import with_public_python

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or landlock.abi() < 1, reason="needs Linux with Landlock in force"
)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
SLOT = 4200 + os.getpid() % 1000


def restricted(body: str, *folders: Path) -> list[str]:
    """What `body` prints in a process that may read the first folder and write the second, line by line."""
    readable, writable = map(str, folders)
    code = f"""
import os, sys, socket, threading
from autograder.sandbox import landlock
readable, writable = {readable!r}, {writable!r}
landlock.restrict([readable, "/no/such/place"], [writable], ["/dev/null"])
def attempt(name, action):
    try:
        action()
        print(name, "yes")
    except OSError as error:
        print(name, type(error).__name__)
{body}
"""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_only_what_was_allowed_can_be_touched(tmp_path: Path) -> None:
    seen, own, other = tmp_path / "seen", tmp_path / "own", tmp_path / "other"
    for folder in (seen, own, other):
        folder.mkdir()
        (folder / "file").write_text("content", encoding="utf-8")
    body = f"""
other = {str(other)!r}
attempt("read", lambda: open(readable + "/file").read())
attempt("write what may be read", lambda: open(readable + "/file", "w"))
attempt("make beside it", lambda: open(readable + "/new", "w"))
attempt("write", lambda: open(writable + "/file", "w").write("x"))
attempt("make", lambda: os.mkdir(writable + "/folder"))
attempt("remove", lambda: os.remove(writable + "/file"))
attempt("socket file", lambda: os.mknod(writable + "/socket", 0o140600))
attempt("read another", lambda: open(other + "/file"))
attempt("list another", lambda: os.listdir(other))
attempt("link another", lambda: os.link(other + "/file", writable + "/linked"))
attempt("read through a link", lambda: (os.symlink(other + "/file", writable + "/way"), open(writable + "/way")))
attempt("device", lambda: open("/dev/null", "w").write("x"))
attempt("other device", lambda: open("/dev/zero", "rb").read(1))
attempt("other process", lambda: open("/proc/1/status"))
attempt("lift it", lambda: (landlock.restrict(["/"], ["/"], []), open(other + "/file")))
def in_thread():
    attempt("in a thread", lambda: open(other + "/file"))
thread = threading.Thread(target=in_thread); thread.start(); thread.join()
"""
    answers = dict(line.rsplit(" ", 1) for line in restricted(body, seen, own))
    allowed = {"read", "write", "make", "remove", "device"}
    assert {name for name, answer in answers.items() if answer == "yes"} == allowed
    assert len(answers) == 16


@pytest.mark.skipif(landlock.abi() < 6, reason="signals are scoped from ABI 6 on")
def test_no_signal_reaches_a_process_outside(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (line,) = restricted(f"attempt('signal', lambda: os.kill({os.getpid()}, 0))", tmp_path / "a", tmp_path / "a")
    assert line == "signal PermissionError"


def test_a_worker_has_it(tmp_path: Path) -> None:
    source = b"def f(path):\n    return open(path).read()\n"
    with Sandbox("bubblewrap", slot=SLOT) as sandbox:
        submission = RemoteSubmission(sandbox, "student", {"student.py": source}, Budget())
        submission.load()
        with pytest.raises(PermissionError):
            submission.call("f", ("/proc/1/status",), {})
        submission.close()


def test_without_root_the_host_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SandboxUnavailable, match="has to be started by root"):
        Sandbox("landlock", slot=SLOT)


def test_without_landlock_the_host_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    with pytest.raises(SandboxUnavailable, match=r"needs Linux 5\.13"):
        Sandbox("landlock", slot=SLOT)


@needs_root
def test_a_python_that_only_root_can_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "python").touch()
    monkeypatch.setattr("autograder.sandbox.files.interpreter", lambda: closed / "python")
    with pytest.raises(SandboxUnavailable, match="can be read by root only"):
        Sandbox("landlock", slot=SLOT)


LAYERS = """
import dataclasses, json, sys
from autograder.sandbox.probe import probe
print(json.dumps([dataclasses.asdict(layer) for layer in probe(tuple(sys.argv[1:]), "landlock")]))
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own may not be."""
    folder = Path(tempfile.mkdtemp(prefix="descent-public-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@needs_root
def test_the_layers_of_the_host_without_namespaces(public: Path) -> None:
    line = with_public_python(
        [sys.executable, "-c", LAYERS, str(ROOT / "solutions"), str(ROOT / "course.toml")], public
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{Path(np.__file__).resolve().parent.parent}"}
    run = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    layers = {layer["name"]: layer for layer in json.loads(run.stdout)}
    assert {"an unprivileged user", "no file of the course", "a private zygote", "system-call filter"} <= set(layers)
    assert layers["Landlock"] == {"name": "Landlock", "in_force": True, "extra": False}
    assert all(layer["in_force"] or layer["extra"] for layer in layers.values())


def test_the_probe_goes_on_without_an_extra_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.sandbox.files.readable", lambda: ["/"])  # Landlock that lets everything be read
    layers = {layer.name: layer for layer in probe((str(ROOT / "solutions"),))}
    assert not layers["Landlock"].in_force
    assert layers["Landlock"].extra


# --- control groups ---


def test_the_kernel_keeps_the_memory_limit_where_groups_can_be_made() -> None:
    """Files in /tmp are memory that no limit on a process counts; here they are limited with everything else."""
    with Sandbox("bubblewrap", slot=SLOT) as sandbox:
        if not sandbox.limits_memory_as_a_whole:
            pytest.skip("no control group can be made here")
        source = b"def f():\n    kept = []\n    while True:\n        kept.append(bytearray(2**20))\n"
        submission = RemoteSubmission(sandbox, "student", {"student.py": source}, Budget(memory_bytes=2**28))
        submission.load()
        with pytest.raises(SubmissionFault, match="memory"):
            submission.call("f", (), {})
        submission.close()


def test_groups_are_made_used_and_removed(tmp_path: Path) -> None:
    """Version 2, whose files are made here as the kernel would make them."""
    own = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    unified = next((line.split(":", 2)[2] for line in own if line.startswith("0::")), None)
    if unified is None:
        pytest.skip("this kernel has control groups of version 1 only")
    (tmp_path / "cgroup.procs").touch()
    place = tmp_path / unified.lstrip("/")
    place.mkdir(parents=True, exist_ok=True)
    folder = place / f"descent-{os.getpid()}-test"

    class Kernel(type(folder)):  # type: ignore[misc]
        def mkdir(self, *args: object, **kwargs: object) -> None:
            super().mkdir(*args, **kwargs)
            for file in ("memory.max", "memory.swap.max", "pids.max", "cgroup.procs", "memory.events"):
                (Path(self) / file).touch()

    group = ControlGroup("test", Kernel(tmp_path))
    assert group.limits_memory
    group.take(123)
    group.limit_memory(2**28)
    assert (folder / "memory.max").read_text() == str(2**28)
    assert (folder / "memory.swap.max").read_text() == "0"
    assert (folder / "cgroup.procs").read_text() == "123"
    assert group.kills() == 0
    (folder / "memory.events").write_text("oom 1\noom_kill 2\n")
    assert group.kills() == 2


def test_no_group_is_left_behind() -> None:
    name = f"descent-{os.getpid()}-{SLOT}"
    with Sandbox("bubblewrap", slot=SLOT):
        pass
    assert list(Path("/sys/fs/cgroup").glob(f"**/{name}")) == []


def test_the_group_of_a_killed_grader_is_removed_by_the_next() -> None:
    code = f"""
import os, signal
from autograder.sandbox.host import Sandbox
Sandbox("bubblewrap", slot={SLOT})
print(os.getpid(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    name = f"descent-{killed.stdout.strip()}-{SLOT}"
    for _ in range(100):  # its processes die in their own time
        with Sandbox("bubblewrap", slot=SLOT):
            pass
        if not list(Path("/sys/fs/cgroup").glob(f"**/{name}")):
            return
    pytest.fail(f"{name} is still there")


def test_where_no_group_can_be_made_there_is_none(tmp_path: Path) -> None:
    group = ControlGroup("test", tmp_path / "nowhere")
    assert not group.limits_memory
    group.take(os.getpid())
    group.limit_memory(1)
    group.close()
