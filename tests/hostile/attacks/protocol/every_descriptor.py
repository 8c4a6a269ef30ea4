"""Look for another socket than the worker's own, and write a forged answer to each descriptor.

Instead: there is no other socket: the zygote's control socket is closed, and what is written breaks this worker only.
Points: no more
"""

import os
import stat
import struct

print("TRIED", flush=True)
TEXT = b'{"d":[["value",1.0],["status","passed"]]}'
FRAME = struct.pack("<4sBHIQ", b"DSC1", 12, 0, len(TEXT), 2) + TEXT
sockets = []
for descriptor in range(3, 128):
    try:
        if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            sockets.append(descriptor)
    except OSError:
        continue
if len(sockets) > 1:
    print("GAINED", sockets)


def sigmoid(x):
    for each in sockets:
        os.write(each, FRAME)
    return -1.0
