"""Put a filter that allows everything over the strict one.

Instead: filters add up: the strict one stays.
Points: same
"""

import ctypes
import os
import struct

print("TRIED")
libc = ctypes.CDLL(None)
allow = ctypes.create_string_buffer(struct.pack("<HBBI", 0x06, 0, 0, 0x7FFF0000))
program = ctypes.create_string_buffer(struct.pack("<HxxxxxxQ", 1, ctypes.addressof(allow)))
libc.prctl(22, 2, program)
libc.prctl(38, 0, 0, 0, 0)
try:
    if os.fork() == 0:
        os._exit(0)
    print("GAINED a process")
except OSError:
    pass
