"""Pass descriptors over the channel to the grader, many times.

Instead: the grader takes bytes only; the rest is dropped.
Points: no more
"""

import array
import gc
import os
import socket

print("TRIED", flush=True)
for each in gc.get_objects():
    if type(each) is socket.socket:
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [os.open("/dev/null", os.O_RDONLY)] * 50))]
        try:
            each.sendmsg([b"x"], rights)
        except OSError:
            pass
