"""What of this machine a submission may read: Python, shared libraries, and the engine's files that a worker needs."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
# Of the engine, relative to its package; nothing of the course is among them.
ENGINE_FILES = (
    "__init__.py",
    *(f"sandbox/{name}.py" for name in ("__init__", "landlock", "models", "observe", "seccomp", "values")),
    *(f"sandbox/{name}.py" for name in ("wire", "worker", "zygote")),
)
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
# Of /proc, what the C library and TensorFlow look at; of other processes, nothing.
PROC_FILES = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys/vm/overcommit_memory")
LINKER_CACHE = Path("/etc/ld.so.cache")


def interpreter() -> Path:
    """The Python program itself, not the link to it in a virtual environment."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def standard_library() -> Path:
    """The folder of Python's own modules."""
    return Path(sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix, "base": sys.base_prefix}))


def python_libraries() -> list[Path]:
    """Python's shared library, where it has one."""
    return list(standard_library().parent.glob("libpython*.so*"))


def system_libraries() -> list[Path]:
    """The folders with the system's shared libraries, and the links that lead there, such as /lib64."""
    folders = [Path(f"/usr/{name}") for name in ("lib", "lib64", "lib32")]
    links = [Path(f"/{name}") for name in ("lib", "lib64", "lib32")]
    return [each for each in (*folders, *links) if each.is_dir()]


def readable() -> list[str]:
    """Everything above as the paths that a worker may read, but for the engine and the libraries of `Runtime`."""
    python = (interpreter(), standard_library(), *python_libraries())
    return [*map(str, (*python, *system_libraries(), LINKER_CACHE)), *PROC_FILES]
