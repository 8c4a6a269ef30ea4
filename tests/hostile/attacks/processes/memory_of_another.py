"""Copy memory out of process 1 and into it, at addresses that it shares with its children.

Instead: the calls are refused, for its own memory too.
Points: same
"""

import ctypes
import os

KCMP = {"x86_64": 312, "aarch64": 272}[os.uname().machine]


class Span(ctypes.Structure):
    _fields_ = (("start", ctypes.c_void_p), ("length", ctypes.c_size_t))


libc = ctypes.CDLL(None)
target = ctypes.create_string_buffer(64)
here = Span(ctypes.addressof(target), 64)
there = Span(id(os), 64)
print("TRIED", flush=True)
for process in {1, os.getppid()}:
    for name, copy in (("read", libc.process_vm_readv), ("written", libc.process_vm_writev)):
        copy.restype = ctypes.c_ssize_t
        count = 1 if name == "read" else 0  # nothing is written, but the right to do so is asked for
        spans = (ctypes.byref(here), ctypes.c_ulong(count), ctypes.byref(there), ctypes.c_ulong(count))
        got = copy(process, *spans, ctypes.c_ulong(0))
        if got > 0 or (name == "written" and got == 0):
            print("GAINED", name, process, target.raw)
    if libc.syscall(KCMP, os.getpid(), process, 1, ctypes.c_ulong(0), ctypes.c_ulong(0)) >= 0:
        print("GAINED comparison with process", process)
