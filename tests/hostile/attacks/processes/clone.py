"""Make a process by the raw system call clone, with flags that are near to those of a thread.

Instead: what is not a thread is refused, and half a thread the kernel does not make.
Points: same
"""

import ctypes
import os
import platform

CLONE = {"x86_64": 56, "aarch64": 220}[platform.machine()]
SIGCHLD, VM, FILES, SIGHAND, PARENT, THREAD = 17, 0x100, 0x400, 0x800, 0x8000, 0x10000
NEW_USER, NEW_PID, NEW_NET, NEW_MOUNTS = 0x10000000, 0x20000000, 0x40000000, 0x20000
HALF_A_THREAD = THREAD | SIGHAND  # the kernel wants VM as well

libc = ctypes.CDLL(None)
libc.syscall.restype = ctypes.c_long
print("TRIED", flush=True)
for flags in (
    *(0, SIGCHLD, SIGCHLD | PARENT, SIGCHLD | FILES, SIGCHLD | NEW_USER, NEW_PID, NEW_NET, NEW_MOUNTS),
    *(THREAD, HALF_A_THREAD, HALF_A_THREAD | NEW_USER, THREAD | NEW_PID, THREAD | NEW_MOUNTS | SIGCHLD),
):
    child = libc.syscall(CLONE, ctypes.c_ulong(flags), None, None, None, None)
    if child == 0:
        os._exit(0)
    if child > 0:
        print("GAINED", hex(flags), child)
