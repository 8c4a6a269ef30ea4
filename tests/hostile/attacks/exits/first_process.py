"""Send signals to process 1 of the sandbox, from which all workers are forked.

Instead: the kernel keeps them from it, and the next worker is forked as always.
Points: same
"""

import os
import signal

plain_sigmoid = sigmoid
NUMBERS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGSTOP, signal.SIGSEGV, signal.SIGKILL)


def sigmoid(x):
    print("TRIED", flush=True)
    for process in {1, os.getppid()} - {0}:
        for number in NUMBERS:
            try:
                os.kill(process, number)
            except OSError:
                pass
    return plain_sigmoid(x)
