"""Try to send a datagram.

Instead: no socket can be made.
Points: same
"""

import socket

print("TRIED")
for port in (4747,):
    try:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port))
        print("GAINED", port)
    except OSError:
        pass
