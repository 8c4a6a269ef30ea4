"""Read the kernel's log; ask, in forms that mean nothing, for a restart, a module, swap, accounting and quotas.

Instead: all are refused before the kernel sees how little they mean.
Points: same
"""

import ctypes
import errno
import os
import platform

NAMES = ("reboot", "kexec_load", "init_module", "finit_module", "delete_module")
NUMBERS = {"x86_64": (169, 246, 175, 313, 176), "aarch64": (142, 104, 105, 273, 106)}[platform.machine()]
INVALID, NOTHING = 0x7FFFFFFF, b"/descent_was_here"
Q_SYNC = 0x80000100

libc = ctypes.CDLL(None, use_errno=True)
print("TRIED")
log = ctypes.create_string_buffer(1024)
attempts = {"log": lambda: libc.klogctl(3, log, 1024), "size of the log": lambda: libc.klogctl(10, None, 0)}
for name, number in zip(NAMES, NUMBERS, strict=True):
    attempts[name] = lambda number=number: libc.syscall(number, None, ctypes.c_ulong(INVALID), None, ctypes.c_long(-1))
attempts["swapon"] = lambda: libc.swapon(NOTHING, INVALID)
attempts["swapoff"] = lambda: libc.swapoff(NOTHING)
attempts["acct"] = lambda: libc.acct(NOTHING)
attempts["quotactl"] = lambda: libc.quotactl(ctypes.c_int(Q_SYNC - 2**32), None, 0, None)
for name, attempt in attempts.items():
    if attempt() >= 0 or ctypes.get_errno() != errno.EPERM:
        print("GAINED", name, os.strerror(ctypes.get_errno()), log.raw[:80].rstrip(b"\0"))
