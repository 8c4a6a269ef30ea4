"""Connect to a service on the loopback address, by a library and by hand.

Instead: there is no way to it, and not even a socket to try with.
Points: same
"""

import os
import socket
import urllib.error
import urllib.request

PORT = int(os.environ.get("DESCENT_PORT", "4747"))

print("TRIED", flush=True)
for address in ("127.0.0.1", "::1"):
    for port in {PORT, 22, 80, 8000, 8888}:
        try:
            socket.create_connection((address, port), timeout=0.2).close()
        except OSError:
            continue
        print("GAINED", address, port)
for url in (f"http://127.0.0.1:{PORT}/", "http://127.0.0.1/", f"http://[::1]:{PORT}/", f"ftp://127.0.0.1:{PORT}/"):
    try:
        print("GAINED", urllib.request.urlopen(url, timeout=0.2).status)
    except urllib.error.HTTPError as error:  # somebody did answer
        print("GAINED", error)
    except OSError:
        pass
