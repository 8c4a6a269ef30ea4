"""Try to connect by IPv6.

Instead: no socket can be made.
Points: same
"""

import socket

print("TRIED")
for port in (4747,):
    try:
        socket.create_connection(("::1", port), timeout=1)
        print("GAINED", port)
    except OSError:
        pass
