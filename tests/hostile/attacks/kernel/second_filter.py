"""Put filters that permit everything over the one that is there, in each way that a filter can be installed.

Instead: every filter is asked and the strictest answer counts.
Points: same
"""

import ctypes
import os
import platform
import socket
import struct

SECCOMP = {"x86_64": 317, "aarch64": 277}[platform.machine()]
PR_SET_SECCOMP, MODE_FILTER, PR_SET_NO_NEW_PRIVS = 22, 2, 38
ALL_THREADS, LOGGED, NO_MITIGATION, LISTENER = 1, 2, 4, 8
PERMIT = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FFF0000))
PROGRAM = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", 1, ctypes.addressof(PERMIT)))

libc = ctypes.CDLL(None)
print("TRIED", flush=True)
libc.prctl(PR_SET_SECCOMP, MODE_FILTER, PROGRAM, 0, 0)
for flags in (0, ALL_THREADS, LOGGED, NO_MITIGATION, LISTENER):
    libc.syscall(SECCOMP, 1, flags, PROGRAM)
if libc.prctl(PR_SET_SECCOMP, 0, 0, 0, 0) == 0 or libc.prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0:
    print("GAINED no filter")
for attempt in (socket.socket, os.fork, lambda: os.memfd_create("descent_was_here")):
    try:
        got = attempt()
    except OSError:
        continue
    if got == 0:
        os._exit(0)
    print("GAINED", got)
