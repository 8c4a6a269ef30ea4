"""Leave a daemon behind that has forked twice and begun a session of its own.

Instead: there is no process to leave; moving to another session or group changes nothing.
Points: same
"""

import contextlib
import ctypes
import os
import time

print("TRIED", flush=True)
with contextlib.suppress(OSError):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            print("GAINED a daemon", flush=True)
            time.sleep(2)
        os._exit(0)
if ctypes.CDLL(None).daemon(1, 1) == 0:
    print("GAINED a daemon of the C library", flush=True)
for move in (os.setsid, lambda: os.setpgid(0, os.getpgid(os.getppid())), lambda: os.setpgid(0, 1)):
    with contextlib.suppress(OSError):
        move()
