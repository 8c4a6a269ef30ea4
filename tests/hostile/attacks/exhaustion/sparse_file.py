"""Make a file that says it is a terabyte large.

Instead: files have a limit.
Points: same
"""

import os

print("TRIED", flush=True)
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with open("./sparse", "wb") as file:
        file.truncate(2**40)
    print("GAINED a terabyte")
except OSError:
    pass
