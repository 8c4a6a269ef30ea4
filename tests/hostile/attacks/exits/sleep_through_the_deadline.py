"""Sleep and catch everything that would end the sleep.

Instead: the deadline is kept outside; the function is not called a third time.
Points: no more
"""

import signal
import time


def sigmoid(x):
    print("TRIED", flush=True)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            time.sleep(1000)
        except BaseException:
            pass
