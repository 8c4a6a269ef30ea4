"""Make sockets of every family and type.

Instead: not one can be made.
Points: same
"""

import socket

print("TRIED")
for family in range(48):
    for kind in (1, 2, 3, 5):
        try:
            socket.socket(family, kind).close()
        except (OSError, OverflowError):
            continue
        print("GAINED family", family, kind)
