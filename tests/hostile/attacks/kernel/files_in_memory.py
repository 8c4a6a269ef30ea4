"""Make files that lie in memory only, which no folder shows, no limit of files counts and programs can start from.

Instead: neither kind can be made.
Points: same
"""

import ctypes
import os

MEMFD_SECRET = 447
CLOSE_ON_EXEC, SEALS, HUGE, NO_EXEC, EXEC = 1, 2, 4, 8, 16

print("TRIED")
for flags in (0, CLOSE_ON_EXEC, SEALS, HUGE, NO_EXEC, EXEC, SEALS | EXEC):
    try:
        print("GAINED", os.memfd_create("descent_was_here", flags))
    except OSError:
        pass
libc = ctypes.CDLL(None)
for flags in (0, 0o2000000):
    if libc.syscall(MEMFD_SECRET, flags) >= 0:
        print("GAINED a secret file")
