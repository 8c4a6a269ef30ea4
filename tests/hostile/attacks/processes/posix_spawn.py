"""Start a program by posix_spawn and by the C library's system and popen.

Instead: there is neither a new process nor a new program.
Points: same
"""

import ctypes
import os
import sys

say = [sys.executable, "-S", "-c", "print('GAINED a program ran')"]
print("TRIED", flush=True)
for spawn in (os.posix_spawn, os.posix_spawnp):
    try:
        print("GAINED", spawn(say[0], say, {}))
    except OSError:
        pass
for mode in (os.P_WAIT, os.P_NOWAIT):
    try:
        status = os.spawnv(mode, say[0], say)
    except OSError:
        continue
    if status != 127:
        print("GAINED", status)
libc = ctypes.CDLL(None)
libc.popen.restype = ctypes.c_void_p
if libc.system(b"echo GAINED a shell ran") == 0 or os.system("echo GAINED a shell ran") == 0:
    print("GAINED system")
if libc.popen(b"echo GAINED a shell ran", b"r"):
    print("GAINED popen")
