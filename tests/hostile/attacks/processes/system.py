"""Try to call os.system.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    [].copy() if os.system("true") else print("GAINED system")
except BaseException:
    pass
