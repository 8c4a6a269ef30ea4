"""Look at every descriptor that it inherited and at what it leads to.

Instead: there are its channel, its output and /dev/null.
Points: same
"""

import os
import socket
import stat

print("TRIED")
sockets, pipes = 0, set()
for number in range(4096):
    try:
        status = os.fstat(number)
    except OSError:
        continue
    try:
        target = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        target = "?"
    if stat.S_ISSOCK(status.st_mode):
        sockets += 1
        channel = socket.socket(fileno=os.dup(number))
        if (channel.family, channel.type) != (socket.AF_UNIX, socket.SOCK_STREAM):
            print("GAINED", number, channel)
        channel.close()
    elif stat.S_ISFIFO(status.st_mode):
        pipes.add(status.st_ino)
    elif os.major(status.st_rdev) != 1 or os.minor(status.st_rdev) != 3:
        print("GAINED", number, target, oct(status.st_mode))
if sockets > 1 or len(pipes) > 1:
    print("GAINED", sockets, "sockets and", len(pipes), "pipes")
