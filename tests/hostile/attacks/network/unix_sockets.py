"""Talk to services of the machine by Unix sockets, with a path and without.

Instead: no socket can be made, nor a pair of them.
Points: same
"""

import socket

SERVICES = (
    "/run/docker.sock",
    "/var/run/docker.sock",
    "/run/dbus/system_bus_socket",
    "/run/systemd/private",
    "/dev/log",
    "\0descent_was_here",
    "\0/tmp/.X11-unix/X0",
)

print("TRIED", flush=True)
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    try:
        print("GAINED a pair", socket.socketpair(socket.AF_UNIX, kind))
    except OSError:
        pass
    for service in SERVICES:
        try:
            with socket.socket(socket.AF_UNIX, kind) as client:
                print("GAINED a socket")
                client.connect(service)
                print("GAINED", service)
        except OSError:
            pass
