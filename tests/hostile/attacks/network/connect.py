"""Try to connect to servers of this machine.

Instead: no socket can be made.
Points: same
"""

import socket

print("TRIED")
for port in (4747,):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1)
        print("GAINED", port)
    except OSError:
        pass
