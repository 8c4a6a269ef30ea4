"""Set the machine's clock, to the time that it shows already, and its rate, to the one that it has.

Instead: the clock can be read and no more.
Points: same
"""

import ctypes
import platform
import struct
import time

ADJUST = {"x86_64": 305, "aarch64": 266}[platform.machine()]
STATUS = 0x10

libc = ctypes.CDLL(None)
print("TRIED")
for clock in (time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, time.CLOCK_BOOTTIME):
    try:
        time.clock_settime_ns(clock, time.clock_gettime_ns(clock))
    except OSError:
        continue
    print("GAINED clock", clock)
now = time.time_ns()
if libc.settimeofday(struct.pack("qq", now // 10**9, now % 10**9 // 1000), None) == 0:
    print("GAINED the time of day")
state = ctypes.create_string_buffer(256)
if libc.syscall(ADJUST, time.CLOCK_REALTIME, state) >= 0:  # reading is permitted to everyone
    state[0:4] = struct.pack("I", STATUS)  # to what was just read
    if libc.syscall(ADJUST, time.CLOCK_REALTIME, state) >= 0:
        print("GAINED the rate")
if libc.adjtimex(state) >= 0:
    print("GAINED the rate by adjtimex")
