"""The walls that bubblewrap builds around a zygote: namespaces, and a file system of its own.

What is visible inside: the Python standard library, the permitted libraries (NumPy, or Keras and what it needs), the
few files of the engine that a worker needs, an empty private /tmp. No network, no other process, nothing of the course.
Two recipes, because root and an ordinary user can do different things:

- an ordinary user gets a user namespace, and further ones are disabled;
- root starts bubblewrap without one (the interpreter may lie where only root can read) and drops to an unprivileged
  user id inside, with no capability left.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from autograder.environment import installation_hint
from autograder.sandbox import files
from autograder.sandbox.recipe import Recipe, Walls, environment, python, unprivileged_uid
from autograder.sandbox.runtime import Runtime, SandboxUnavailable

ENGINE = "/descent/engine"
SITE = "/descent/site"
SCRATCH = "/tmp"  # the sandbox's own, a sized tmpfs
SCRATCH_BYTES = 64 * 2**20


def recipe(slot: int, runtime: Runtime, info_descriptor: int) -> Recipe:
    """How to start a zygote in bubblewrap. Raises `SandboxUnavailable` with a sentence when that cannot be done."""
    devices = (*files.DEVICES, *map(str, runtime.devices()))
    return Recipe(
        command(_require_bubblewrap(), unprivileged_uid(slot), runtime, info_descriptor),
        environment(SCRATCH, runtime.environment()),
        Walls(readable=(*files.readable(), ENGINE, SITE), devices=devices),
        tells_pid=True,
    )


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


def _python_binds() -> list[str]:
    """The interpreter, its shared library and the standard library without any site-packages."""
    stdlib = files.standard_library()
    options = [*_bind(files.interpreter()), *_bind(stdlib)]
    for library in files.python_libraries():
        options += _bind(library)
    for packages in ("site-packages", "dist-packages"):
        if (stdlib / packages).is_dir():
            options += _hidden(stdlib / packages)
    return options


def _system_binds() -> list[str]:
    """The shared libraries of the system, and nothing else of /usr."""
    options = ["--perms", "0755", "--dir", "/usr"]
    for place in files.system_libraries():
        if place.is_symlink():
            options += ["--symlink", str(place.readlink()), str(place)]
        else:
            options += ["--ro-bind", str(place), str(place)]
    for packages in Path("/usr/lib").glob("python3*/dist-packages"):
        options += _hidden(packages)
    if files.LINKER_CACHE.is_file():
        options += _bind(files.LINKER_CACHE)
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
    engine = [
        option for name in files.ENGINE_FILES for option in _bind(files.PACKAGE / name, f"{ENGINE}/autograder/{name}")
    ]
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
            for device in (*files.DEVICES, *runtime.devices())
            for option in ("--dev-bind", str(device), str(device))
        ),
        *("--remount-ro", "/dev", "--size", str(SCRATCH_BYTES), "--perms", "1777", "--tmpfs", SCRATCH),
        *("--remount-ro", "/", "--chdir", SCRATCH),
        *drop,
        *(*python(), f"{ENGINE}/autograder/sandbox/zygote.py", ENGINE, SITE, SCRATCH, runtime.library),
    ]
