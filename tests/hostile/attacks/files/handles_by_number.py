"""Open files by the kernel's own numbers for them, past every path.

Instead: the call is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
handle = ctypes.create_string_buffer(b"\x08\0\0\0\x01\0\0\0\x02\0\0\0\0\0\0\0", 16)
if libc.syscall(304, 3, handle, 0) >= 0:
    print("GAINED a descriptor")
