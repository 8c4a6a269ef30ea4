"""Get a descriptor for process 1, and through it a copy of the descriptors that process 1 has.

Instead: the calls are refused.
Points: same
"""

import ctypes
import os
import signal

PIDFD_SEND_SIGNAL, PIDFD_OPEN, PIDFD_GETFD, PROCESS_MADVISE = 424, 434, 438, 440

libc = ctypes.CDLL(None)
print("TRIED", flush=True)
for process in {1, os.getppid(), os.getpid()}:
    try:
        print("GAINED", os.pidfd_open(process))
    except OSError:
        pass
    descriptor = libc.syscall(PIDFD_OPEN, process, 0)
    if descriptor >= 0:
        print("GAINED a descriptor of process", process)
    for number in range(8):
        if libc.syscall(PIDFD_GETFD, descriptor, number, 0) >= 0:
            print("GAINED descriptor", number, "of process", process)
folder = os.open("/proc/self", os.O_RDONLY)
try:
    signal.pidfd_send_signal(folder, 0)  # older kernels take a folder of /proc for such a descriptor
except OSError:
    pass
else:
    print("GAINED a signal by a descriptor")
os.close(folder)
