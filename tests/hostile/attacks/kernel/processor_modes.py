"""Change how the processor and the kernel treat this process: its personality, ports, segments, addresses.

Instead: each call is refused; the addresses stay random.
Points: same
"""

import ctypes
import platform

PERSONALITY = {"x86_64": 135, "aarch64": 92}[platform.machine()]
PORTS, LEVEL, SEGMENTS = 173, 172, 154  # x86-64 only
READ_IMPLIES_EXEC, NOT_RANDOM, MMAP_PAGE_ZERO, ASK = 0x400000, 0x40000, 0x100000, 0xFFFFFFFF

libc = ctypes.CDLL(None)
print("TRIED")
for wanted in (READ_IMPLIES_EXEC, NOT_RANDOM, MMAP_PAGE_ZERO, 8, ASK):
    if libc.syscall(PERSONALITY, ctypes.c_ulong(wanted)) != -1:
        print("GAINED personality", hex(wanted))
if platform.machine() == "x86_64":
    segment = ctypes.create_string_buffer(16)
    if libc.syscall(PORTS, 0x80, 1, 1) == 0 or libc.syscall(LEVEL, 3) == 0:
        print("GAINED ports")
    for function in (0, 1, 0x11):
        if libc.syscall(SEGMENTS, function, segment, ctypes.c_ulong(16)) >= 0:
            print("GAINED segments", function)
libc.mmap.restype = ctypes.c_void_p
page_zero = libc.mmap(ctypes.c_void_p(0), ctypes.c_size_t(4096), 3, 0x32, -1, ctypes.c_long(0))
if page_zero is None:  # the address is 0
    print("GAINED page zero")
