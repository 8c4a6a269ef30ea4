"""Look at every descriptor that was inherited.

Instead: there are the channel, the outputs and nothing else.
Points: same
"""

import os

print("TRIED")
for number in range(256):
    try:
        kind = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        try:
            os.fstat(number)
            kind = "?"
        except OSError:
            continue
    if not kind.startswith(("socket:", "pipe:", "/dev/null", "/proc/", "?")):
        print("GAINED", number, kind)
