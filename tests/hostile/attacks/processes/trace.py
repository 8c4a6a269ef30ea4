"""Trace process 1 as a debugger does, be traced by it, and name it as the one that may trace.

Instead: the call is refused.
Points: same
"""

import ctypes
import os

TRACEME, PEEKDATA, ATTACH, SEIZE = 0, 2, 16, 0x4206
PR_SET_PTRACER = 0x59616D61

libc = ctypes.CDLL(None)
libc.ptrace.restype = ctypes.c_long
print("TRIED", flush=True)
for process in {1, os.getppid()}:
    for request in (SEIZE, ATTACH, PEEKDATA):  # SEIZE stops nobody
        if libc.ptrace(request, process, None, None) == 0:
            print("GAINED", request, process)
    libc.prctl(PR_SET_PTRACER, process, 0, 0, 0)
if libc.ptrace(TRACEME, 0, None, None) == 0:
    print("GAINED traced by its parent")
