"""Try to make a pair of sockets.

Instead: no socket can be made.
Points: same
"""

import socket

print("TRIED")
for port in (4747,):
    try:
        socket.socketpair()
        print("GAINED", port)
    except OSError:
        pass
