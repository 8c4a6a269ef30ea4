"""Set timers that interrupt the worker between calls.

Instead: the worker ends, and only this submission's.
Points: no more
"""

import os
import signal

print("TRIED", flush=True)
signal.signal(signal.SIGALRM, lambda number, frame: os._exit(0))
signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)
