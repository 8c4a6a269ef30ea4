"""Try to fetch a page.

Instead: no socket can be made.
Points: same
"""

import socket

print("TRIED")
for port in (4747,):
    try:
        __import__("urllib.request").request.urlopen(f"http://127.0.0.1:{port}/", timeout=1)
        print("GAINED", port)
    except OSError:
        pass
