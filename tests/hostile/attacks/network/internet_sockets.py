"""Make sockets for TCP, UDP, SCTP, MPTCP, ping and raw packets.

Instead: no socket can be made.
Points: same
"""

import socket

STREAM, DATAGRAM, RAW = socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW

print("TRIED", flush=True)
for family in (socket.AF_INET, socket.AF_INET6):
    for kind, protocol in (
        *((STREAM, 0), (STREAM, 262), (DATAGRAM, 0), (DATAGRAM, 1), (DATAGRAM, 136), (STREAM, 132)),
        *((RAW, 1), (RAW, 255), (socket.SOCK_SEQPACKET, 132), (STREAM | socket.SOCK_NONBLOCK, 0)),
    ):
        try:
            made = socket.socket(family, kind, protocol)
        except OSError:
            continue
        print("GAINED", made)
        made.close()
