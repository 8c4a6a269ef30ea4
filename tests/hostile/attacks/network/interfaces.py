"""List the interfaces, addresses and connections of the machine.

Instead: there is at most the sandbox's own loopback interface and no connection.
Points: same
"""

import contextlib
import socket
from pathlib import Path

print("TRIED", flush=True)
with contextlib.suppress(OSError):
    others = [name for _, name in socket.if_nameindex() if name != "lo"]
    if others:
        print("GAINED", others)
for name in ("arp", "route", "tcp", "tcp6", "udp", "udp6", "raw", "unix"):
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/self/net/{name}").read_text().splitlines()[1:]
        outside = [line for line in lines if name != "unix" or line.split()[-1].startswith(("/", "@"))]
        if outside:
            print("GAINED", name, outside[:3])
with contextlib.suppress(OSError):
    for line in Path("/proc/self/net/dev").read_text().splitlines()[2:]:
        if line.split(":")[0].strip() not in ("lo", "sit0", "tunl0", "ip6tnl0", "gre0", "erspan0", "gretap0"):
            print("GAINED", line.split(":")[0])
