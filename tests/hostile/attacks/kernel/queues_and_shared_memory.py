"""Leave messages for the next submission in queues, semaphores and shared memory, which outlive a process.

Instead: none of them can be made.
Points: same
"""

import ctypes
import multiprocessing.shared_memory
import multiprocessing.synchronize
import os

PRIVATE, KEY, CREATE, NAME = 0, 0xDE5CE, 0o1000, b"/descent_was_here"

libc = ctypes.CDLL(None)
print("TRIED")
for key in (PRIVATE, KEY):
    for name, number in {
        "shared memory": libc.shmget(key, ctypes.c_size_t(4096), CREATE | 0o600),
        "a semaphore": libc.semget(key, 1, CREATE | 0o600),
        "a queue": libc.msgget(key, CREATE | 0o600),
    }.items():
        if number >= 0:
            print("GAINED", name, number)
for name in ("mq_open", "shm_open"):
    try:
        make = getattr(libc, name)
    except AttributeError:  # older C libraries have it elsewhere
        continue
    if make(NAME, os.O_CREAT | os.O_RDWR, 0o600, None) >= 0:
        print("GAINED", name)
for attempt in (
    lambda: multiprocessing.shared_memory.SharedMemory("descent_was_here", create=True, size=64),
    lambda: multiprocessing.Lock(),
):
    try:
        print("GAINED", attempt())
    except OSError:
        pass
