"""Read what is in the pipe of its output, where an earlier submission may have left something.

Instead: there is nothing in it that it did not print itself.
Points: same
"""

import os

found = b""
for number in (1, 2):
    try:
        found += os.read(number, 65536)
    except OSError:
        pass
    try:
        reading = os.open(f"/proc/self/fd/{number}", os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        continue
    try:
        found += os.read(reading, 65536)
    except OSError:
        pass
    os.close(reading)
print("TRIED")
if found:
    print("GAINED", found[:200])
