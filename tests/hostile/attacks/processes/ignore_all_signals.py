"""Ignore or block every signal and every way of being ended, so as to outlive its own submission.

Instead: the one signal that ends it cannot be ignored.
Points: same
"""

import atexit
import contextlib
import signal
import threading
import time


def stay():
    time.sleep(3)
    print("GAINED the worker is still there", flush=True)


print("TRIED", flush=True)
for number in range(1, signal.NSIG):
    with contextlib.suppress(OSError, ValueError):
        signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
atexit.register(stay)
threading._register_atexit(stay)
