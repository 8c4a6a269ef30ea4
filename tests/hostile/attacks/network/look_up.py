"""Send data away in the name of a machine that is looked up.

Instead: nobody is asked.
Points: same
"""

import socket

print("TRIED")
try:
    print("GAINED", socket.getaddrinfo("localhost.invalid", 80))
except OSError:
    pass
