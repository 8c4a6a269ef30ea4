"""Look up the names of machines, which asks a server of names on the network.

Instead: there is no socket to ask with, and no file that says whom.
Points: same
"""

import contextlib
import socket
from pathlib import Path

OWN = {"127.0.0.1", "::1"}

print("TRIED", flush=True)
for name in ("localhost", "descent.invalid", "_gateway", socket.gethostname(), "metadata.invalid"):
    for look_up in (lambda name=name: socket.getaddrinfo(name, 80), lambda name=name: socket.gethostbyname_ex(name)):
        with contextlib.suppress(OSError):
            addresses = {str(entry[4][0]) for entry in look_up() if isinstance(entry, tuple)}
            if addresses - OWN:
                print("GAINED", name, addresses)
for path in ("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf"):
    with contextlib.suppress(OSError):
        print("GAINED", path, Path(path).read_bytes()[:100])
