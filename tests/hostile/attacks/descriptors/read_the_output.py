"""Read from the pipe that prints go to, and reopen it to read what others printed.

Instead: it can be written to only, and holds this submission's words.
Points: no more
"""

import os

print("TRIED", flush=True)
for path in ("/proc/self/fd/1", "/dev/stdout", "/dev/fd/1"):
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        words = os.read(descriptor, 1000)
    except OSError:
        continue
    if words and b"TRIED" not in words:
        print("GAINED", words)
