"""Take a process name that is no UTF-8, and keep working long enough to be looked at.

Instead: names of processes are bytes to the grader; the calls are answered and judged as ever.
Points: same
"""

import ctypes
import time

PR_SET_NAME = 15
print("TRIED", flush=True)
ctypes.CDLL(None).prctl(PR_SET_NAME, b"\xff) \xfe (", 0, 0, 0)
until = time.process_time() + 0.2
while time.process_time() < until:
    pass
