"""Try to set the zygote's limits.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    __import__("resource").prlimit(1, __import__("resource").RLIMIT_CPU, (1, 1))
    print("GAINED it")
except BaseException:
    pass
