"""Try to kill the zygote.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    os.kill(1, 9) or os.kill(os.getppid(), 9)
except BaseException:
    pass
