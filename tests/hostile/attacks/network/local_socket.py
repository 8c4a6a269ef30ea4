"""Try to connect to a socket that has a name but no file.

Instead: no socket can be made.
Points: same
"""

import socket

print("TRIED")
for port in (4747,):
    try:
        socket.socket(socket.AF_UNIX).connect("\0descent-hostile")
        print("GAINED", port)
    except OSError:
        pass
