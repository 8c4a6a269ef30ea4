"""Try to take the processor from others.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    print("GAINED it")
except BaseException:
    pass
