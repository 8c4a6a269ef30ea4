"""What student code may touch of the file system, as a Landlock rule set: a wall that needs no namespace.

Behind bubblewrap it is the second wall; where namespaces are forbidden it is the main one. Runs inside the sandbox,
before student code. Needs nothing but the standard library.

Numbers: Linux's landlock(7) and include/uapi/linux/landlock.h. The system calls have the same numbers on every
architecture.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ABI_VERSION, _PATH_BENEATH = 1, 1
_PR_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_DIR, _REMOVE_FILE = (1 << bit for bit in range(6))
_MAKE_DIR, _MAKE_REG, _MAKE_FIFO, _MAKE_SYM, _REFER = 1 << 7, 1 << 8, 1 << 10, 1 << 12, 1 << 13
_IOCTL_DEV, _TRUNCATE = 1 << 15, 1 << 14
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV  # the rights that a rule on a file may have
_READ = _EXECUTE | _READ_FILE | _READ_DIR  # shared libraries are mapped to be executed
# In its own folder a submission makes what it likes, but for sockets and devices.
_MAKE = _MAKE_DIR | _MAKE_REG | _MAKE_FIFO | _MAKE_SYM | _REFER
_WRITE = _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE | _TRUNCATE
_DEVICE = _READ_FILE | _WRITE_FILE | _IOCTL_DEV
# What can be refused: on files, by ABI version; on TCP ports; towards processes outside (abstract sockets, signals).
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP_BIND_CONNECT, _SCOPES = 3, 3


def abi() -> int:
    """The version of Landlock that the kernel has in force; 0 when there is none."""
    version = int(ctypes.CDLL(None).syscall(_CREATE_RULESET, None, 0, _ABI_VERSION))
    return max(version, 0)


def _handled(version: int) -> int:
    return max(rights for since, rights in _FILE_RIGHTS.items() if since <= version)


def _require(result: int, what: str) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
    return result


def restrict(readable: Iterable[str], writable: Iterable[str], devices: Iterable[str]) -> None:
    """Refuse this thread and all that come of it whatever is not beneath one of these paths, for good.

    `readable` may be read and mapped, `writable` changed as well, `devices` read, written and controlled. Paths that do
    not exist are left out. Raises OSError when the kernel has no Landlock or refuses.
    """
    version = abi()
    if version < 1:
        raise OSError("this kernel has no Landlock")
    libc = ctypes.CDLL(None, use_errno=True)
    handled = _handled(version)
    attributes = struct.pack("<QQQ", handled, _TCP_BIND_CONNECT, _SCOPES)
    # Older kernels take a shorter structure, and refuse a longer one unless its end is zero.
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _require(libc.syscall(_CREATE_RULESET, attributes[:size], size, 0), "landlock_create_ruleset")
    try:
        for paths, rights in ((readable, _READ), (writable, _WRITE), (devices, _DEVICE)):
            for path in paths:
                _allow(libc, ruleset, path, rights & handled)
        _require(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)")
        _require(libc.syscall(_RESTRICT_SELF, ruleset, 0), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _ON_FILES
        rule = struct.pack("<Qi", rights, descriptor)  # packed, without padding
        _require(libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0), f"landlock_add_rule for {path}")
    finally:
        os.close(descriptor)
