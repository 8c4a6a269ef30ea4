"""Read back from the output, make it block or not block, and shrink its pipe.

Instead: it is a pipe of this worker alone, and can only be written to.
Points: same
"""

import fcntl
import os

print("TRIED", flush=True)
for descriptor in (0, 1, 2):
    try:
        os.set_blocking(descriptor, False)
        fcntl.fcntl(descriptor, 1031, 4096)
        text = os.read(descriptor, 4096)
    except OSError:
        continue
    if text:
        print("GAINED", text)
os.set_blocking(1, True)
