"""The virtual environment `.venv`: made and refreshed from the hashed lock files before a command that needs it.

Runs in whatever Python started it, before anything is installed: the standard library only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 13)
# Which lock file a command needs: requirements.txt, or requirements-<this>.txt.
NEEDS = {
    "grade": "grade",
    **dict.fromkeys(("demo", "explain"), "demo"),
    "calibrate": "grade",
    "verify": "dev",
    **dict.fromkeys(("new", "export", "diff", "publish", "gradescope"), "grade"),
    **dict.fromkeys(("cluster", "worker"), "cluster"),
    "similar": "similar",
    **dict.fromkeys(("release", "release-diff"), "release"),
    "watch": "watch",
    "otter": "otter",
}

NEED_ONE = ("demo", "explain", "calibrate")  # an assignment; without any they say so, which needs nothing

# What an extra that assignments require brings, by the name under which it is imported.
BRINGS = {"learn": "sklearn", "keras": "keras"}


class SetupFailed(Exception):
    """The environment cannot be made. The message says what is wrong and what to do."""


def inside() -> bool:
    """Whether this Python is the environment's own."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lock_file(extra: str) -> Path:
    """The lock file of an extra of pyproject.toml; of the plain dependencies when it is empty."""
    return ROOT / (f"requirements-{extra}.txt" if extra else "requirements.txt")


def names_of(id: str, module: str) -> tuple[str, ...]:
    """What an assignment may be called: "02_activations", "02", "2" or "activations". Raises ValueError for no id."""
    return tuple(dict.fromkeys((id, id[:2], str(int(id[:2])), id[3:], module)))


def extras_for(command: str, assignment: str | None, course_file: Path = ROOT / "course.toml") -> list[str]:
    """The extras that `command` needs: its own, and for the assignments that are named in it (all, when none is)."""
    extras = [NEEDS.get(command, "")]
    if command in ("test", "ci", "watch", "demo", "explain", "grade", "calibrate", "cluster", "worker"):
        try:
            course = tomllib.loads(course_file.read_text(encoding="utf-8"))
            for each in course["assignments"]:
                named = names_of(each["id"], each["module"])
                if assignment in named or (assignment is None and command not in NEED_ONE):
                    extras += each.get("requires", ())
        except (OSError, ValueError, KeyError, TypeError):
            pass  # the command itself says what is wrong with course.toml
    return list(dict.fromkeys(extras))


def missing(requires: Iterable[str]) -> list[str]:
    """Which packages of these extras cannot be imported here."""
    return [BRINGS[extra] for extra in requires if extra in BRINGS and find_spec(BRINGS[extra]) is None]


def _stamp(extra: str) -> tuple[Path, str]:
    """The file that says what was installed last, and what it has to say to be current."""
    whole = hashlib.sha256(sys.platform.encode())
    for file in (lock_file(extra), ROOT / "pyproject.toml"):
        whole.update(file.read_bytes())
    return VENV / ".installed" / (extra or "core"), whole.hexdigest()


def is_current(extra: str) -> bool:
    """Whether the environment holds what the lock file of `extra` says.

    Every extra brings the plain dependencies, in the same versions: once one is installed they are there, too.
    """
    enough = [extra] if extra else ["", *(each.name for each in (VENV / ".installed").glob("*"))]
    return python().exists() and any(_is_installed(each) for each in enough)


def _is_installed(extra: str) -> bool:
    try:
        stamp, wanted = _stamp(extra)
        return stamp.read_text() == wanted
    except OSError:
        return False


def ensure(extras: list[str]) -> None:
    """Make the environment, and install what is missing of `extras`; does nothing, quickly, when all is there.

    Raises `SetupFailed`.
    """
    for extra in extras:
        if not is_current(extra):
            _install(extra)


def _install(extra: str) -> None:
    print(f"Installing {lock_file(extra).name} into .venv ...", file=sys.stderr, flush=True)
    if not python().exists():
        _create()
    uv = [str(python()), "-m", "uv", "pip", "install", "--quiet", "--python", str(python())]
    if subprocess.run([*uv[:3], "--version"], capture_output=True, check=False).returncode != 0:
        pip = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements-uv.txt")])
    # Compiled now: in the sandbox, where nothing can be written, TensorFlow would be compiled again at every start.
    _run([*uv, "--require-hashes", "--compile-bytecode", "-r", str(lock_file(extra))])
    _run([*uv, "--no-deps", "--offline", "--editable", str(ROOT)])
    stamp, current = _stamp(extra)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(current)


def _create() -> None:
    version = sys.version_info[:2]
    if not OLDEST <= version <= NEWEST:
        raise SetupFailed(
            f"Descent needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]}, and this is {version[0]}.{version[1]}. Start it "
            "with another one, for example `make PYTHON=python3.12 ...` or `python3.12 -m autograder ...`."
        )
    if not os.access(ROOT, os.W_OK):
        raise SetupFailed(f"{ROOT} cannot be written. Work in a copy that is your own: packages are installed there.")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        said = (made.stderr or made.stdout).strip()
        hint = " On Debian and Ubuntu: sudo apt-get install python3-venv." if "ensurepip" in said else ""
        reason = said.splitlines()[-1] if said else "python -m venv failed"
        raise SetupFailed(f"{VENV} cannot be made ({reason}).{hint}")


def _run(command: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    try:
        done = subprocess.run(command, env=environment, check=False)
    except OSError as error:
        raise SetupFailed(f"{command[0]} cannot be run ({error.strerror}). Delete .venv and try again.") from error
    if done.returncode != 0:
        raise SetupFailed(
            "The packages cannot be installed; the lines above say why. With a network connection and room on the "
            "disk, the same command goes on from here."
        )


def installation_hint() -> str:
    """The one line that installs bubblewrap on this system."""
    for manager, line in (
        ("apt-get", "sudo apt-get install"),
        ("dnf", "sudo dnf install"),
        ("pacman", "sudo pacman -S"),
        ("zypper", "sudo zypper install"),
        ("apk", "sudo apk add"),
    ):
        if shutil.which(manager):
            return f"{line} bubblewrap"
    return "install the package `bubblewrap` of your distribution"


def ensure_bubblewrap() -> None:
    """Install bubblewrap, which grading needs, where that can be done without asking; otherwise say how."""
    if sys.platform != "linux" or shutil.which("bwrap"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"Grading needs bubblewrap, which isolates submissions: {installation_hint()}", file=sys.stderr)
        return
    print("Installing bubblewrap, which isolates submissions, by apt-get ...", file=sys.stderr, flush=True)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "bubblewrap"]
    for command in (install, ["apt-get", "update"], install):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if command is install and done.returncode == 0:
            return
    print(f"apt-get could not install it: {done.stderr.strip()[-300:]}", file=sys.stderr)


def prepare(extras: list[str], *, bubblewrap: bool = False) -> bool:
    """`ensure` the extras, and bubblewrap where it is asked for. False, with a sentence on stderr, when that fails."""
    try:
        ensure(extras)
        if bubblewrap:
            ensure_bubblewrap()
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
        return False
    except OSError as error:
        print(f"{error.filename or VENV} cannot be written ({error.strerror}).", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":  # the Makefile's targets for working on Descent itself
    sys.exit(0 if prepare(["dev"], bubblewrap="bubblewrap" in sys.argv[1:]) else 2)
