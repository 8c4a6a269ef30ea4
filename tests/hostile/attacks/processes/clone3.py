"""Make a process by clone3, whose flags lie in memory, where a filter of system calls cannot see them.

Instead: the whole call does not exist.
Points: same
"""

import ctypes
import os
import struct

CLONE3, SIGCHLD = 435, 17
NEW_USER, INTO_CGROUP, CLEAR_SIGHAND = 0x10000000, 0x200000000, 0x100000000

libc = ctypes.CDLL(None)
libc.syscall.restype = ctypes.c_long
print("TRIED", flush=True)
for flags in (0, NEW_USER, CLEAR_SIGHAND, INTO_CGROUP, NEW_USER | CLEAR_SIGHAND):
    for size in (64, 80, 88):
        arguments = struct.pack("QQQQQQQQQQQ", flags, 0, 0, 0, SIGCHLD, 0, 0, 0, 0, 0, 0)
        child = libc.syscall(CLONE3, ctypes.create_string_buffer(arguments), ctypes.c_size_t(size))
        if child == 0:
            os._exit(0)
        if child > 0:
            print("GAINED", hex(flags), child)
