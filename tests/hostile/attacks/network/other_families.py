"""Make sockets of every other family: netlink, packet, virtual machines, cryptography, Bluetooth, buses.

Instead: no socket can be made, so none of the code behind them in the kernel is reached.
Points: same
"""

import ctypes
import socket

libc = ctypes.CDLL(None)
print("TRIED", flush=True)
for family in range(50):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET, socket.SOCK_RDM):
        for protocol in (0, 1, 9, 15, 16):
            descriptor = libc.socket(family, kind, protocol)
            if descriptor >= 0:
                print("GAINED family", family, "kind", kind, "protocol", protocol)
