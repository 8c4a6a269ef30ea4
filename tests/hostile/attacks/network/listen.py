"""Try to listen for others.

Instead: no socket can be made.
Points: same
"""

import socket

print("TRIED")
for port in (9, 4747):
    try:
        socket.create_server(("127.0.0.1", port + 20_000))
        print("GAINED", port)
    except OSError:
        pass
