"""Set timers that end the process after the answer has been given, in the middle of another call.

Instead: the call that is open then fails, and the next goes to a new worker.
Points: no more
"""

import signal

plain_sigmoid = sigmoid


def sigmoid(x):
    print("TRIED", flush=True)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 0.0005)
    return plain_sigmoid(x)
