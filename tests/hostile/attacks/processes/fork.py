"""Fork, directly, with a terminal, and by the C library.

Instead: no new process comes into being.
Points: same
"""

import ctypes
import os
import pty

print("TRIED", flush=True)
for name, fork in (("fork", os.fork), ("forkpty", os.forkpty), ("pty", pty.fork), ("libc", ctypes.CDLL(None).fork)):
    try:
        child = fork()
    except OSError:
        continue
    child = child[0] if isinstance(child, tuple) else child
    if child == 0:
        os._exit(0)
    if child > 0:
        print("GAINED", name, child)
