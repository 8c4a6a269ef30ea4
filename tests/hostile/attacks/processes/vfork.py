"""Start a process by vfork, which shares the memory of its parent until it is gone.

Instead: the call is refused.
Points: same
"""

import ctypes
import os

print("TRIED", flush=True)
child = ctypes.CDLL(None).vfork()
if child == 0:
    os._exit(0)
if child > 0:
    print("GAINED", child)
