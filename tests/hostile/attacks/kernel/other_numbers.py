"""Call the kernel by the numbers of another architecture, which the filter might not know.

Instead: the process is killed; only that call is lost.
Points: no more
"""

import ctypes


def sigmoid(x):
    print("TRIED", flush=True)
    if ctypes.CDLL(None).syscall(0x40000000 | 41, 2, 1, 0) >= 0:
        print("GAINED a socket", flush=True)
    return 0.5
