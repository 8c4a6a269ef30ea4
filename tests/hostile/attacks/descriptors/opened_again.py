"""Open its own descriptors again by their names in /proc, with rights that they were not given with.

Instead: a socket cannot be opened, and of a pipe there is nothing but its own output.
Points: same
"""

import os

print("TRIED", flush=True)
for number in (0, 3, 4, 5, 6):
    for flags in (os.O_RDONLY, os.O_WRONLY, os.O_RDWR):
        for folder in ("/proc/self/fd", f"/proc/self/task/{os.getpid()}/fd", "/dev/fd"):
            path = f"{folder}/{number}"
            try:
                target = os.readlink(path)
                descriptor = os.open(path, flags | os.O_NONBLOCK)
            except OSError:
                continue
            os.close(descriptor)
            if target != "/dev/null":
                print("GAINED", path, target)
