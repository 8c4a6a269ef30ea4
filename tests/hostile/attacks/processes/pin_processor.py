"""Try to choose the processor.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    os.sched_setaffinity(0, {0})
    print("GAINED it")
except BaseException:
    pass
