"""Fork by the raw system calls clone, clone3 and vfork.

Instead: clone is for threads only.
Points: same
"""

import ctypes
import os

print("TRIED", flush=True)
libc = ctypes.CDLL(None)
SIGCHLD = 17
for number, arguments in ((56, (SIGCHLD, 0, 0, 0, 0)), (57, ()), (435, (ctypes.create_string_buffer(88), 88))):
    child = libc.syscall(number, *arguments)
    if child == 0:
        os._exit(0)
    if child > 0:
        print("GAINED a process by call", number)
