"""Ask not to die with the zygote, and to be readable and dumped.

Instead: the namespace is killed as a whole, and there are no core files.
Points: same
"""

import ctypes
import os

print("TRIED")
libc = ctypes.CDLL(None)
libc.prctl(1, 0, 0, 0, 0)
libc.prctl(4, 1, 0, 0, 0)
libc.prctl(36, 1, 0, 0, 0)
try:
    os.setsid()
except OSError:
    pass
