"""Take the kernel's own memory, which no limit of a process counts: full pipes, timers, watches, queued signals.

Instead: each of them has a limit of its own.
Points: same
"""

import fcntl
import os

PIPES, LARGEST = 500, 2**20

print("TRIED", flush=True)
opened, written = [], 0
try:
    for _ in range(PIPES):
        reading, writing = os.pipe()
        opened += [reading, writing]
        os.set_blocking(writing, False)
        for size in (2**31 - 1, LARGEST):
            try:
                fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, size)
            except OSError:
                continue
            if size > LARGEST:
                print("GAINED a pipe of", size)
        written += os.write(writing, bytes(LARGEST))
except OSError:
    pass
if written > 128 * 2**20:
    print("GAINED", written)
for descriptor in opened:
    os.close(descriptor)
