"""Have the kernel send signals to process 1 whenever something happens on the channel, and ask who is at its end.

Instead: the signals do not reach anyone, and what stands at the other end has no number in here.
Points: same
"""

import contextlib
import fcntl
import os
import signal
import socket
import struct

F_SETOWN_EX, F_OWNER_PGRP, F_SETSIG = 15, 2, 10

print("TRIED", flush=True)
for owner in (1, -1, os.getppid()):
    with contextlib.suppress(OSError):
        fcntl.fcntl(3, fcntl.F_SETOWN, owner)
        fcntl.fcntl(3, F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(3, fcntl.F_SETFL, fcntl.fcntl(3, fcntl.F_GETFL) | os.O_ASYNC)
with contextlib.suppress(OSError):
    fcntl.fcntl(3, F_SETOWN_EX, struct.pack("ii", F_OWNER_PGRP, 1))
channel = socket.socket(fileno=3)
process, _, _ = struct.unpack("iii", channel.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
channel.detach()
if process not in (0, 1, os.getpid()):
    print("GAINED the grader's number is", process)
