"""Try to listen to the network's packets.

Instead: no socket can be made.
Points: same
"""

import socket

print("TRIED")
for port in (4747,):
    try:
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
        print("GAINED", port)
    except OSError:
        pass
