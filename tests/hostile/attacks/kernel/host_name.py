"""Change the name of the machine and of its domain, to what they are already.

Instead: both calls are refused, and the name that shows is the sandbox's own.
Points: same
"""

import ctypes
import os
import socket

print("TRIED")
name = socket.gethostname().encode()
try:
    socket.sethostname(name)
except OSError:
    pass
else:
    print("GAINED the name")
libc = ctypes.CDLL(None)
if libc.sethostname(name, ctypes.c_size_t(len(name))) == 0:
    print("GAINED the name by the C library")
if libc.setdomainname(b"(none)", ctypes.c_size_t(6)) == 0:
    print("GAINED the domain")
if os.uname().nodename != "sandbox":
    print("GAINED the name of the machine:", os.uname().nodename)
