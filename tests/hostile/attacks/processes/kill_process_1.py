"""End or stop process 1, which all workers are forked from, by every signal there is.

Instead: the kernel keeps such signals from the first process of a namespace, and all later answers come as ever.
Points: same
"""

import contextlib
import os
import signal

PARENT = os.getppid()


def sigmoid(x):
    print("TRIED", flush=True)
    if os.getppid() == 1:  # only in a namespace of its own
        for number in range(1, signal.NSIG):
            with contextlib.suppress(OSError):
                os.kill(1, number)
        for number in (signal.SIGHUP, signal.SIGKILL, signal.SIGSTOP):
            with contextlib.suppress(OSError):
                os.kill(os.getppid(), number)
            with contextlib.suppress(OSError):
                os.killpg(1, number)
    if os.getppid() != PARENT:
        print("GAINED process", PARENT, "is gone")
    return np.full_like(_floats(x), 0.5)
