"""Try to get hold of the zygote by a descriptor.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    os.pidfd_open(1)
    print("GAINED it")
except BaseException:
    pass
