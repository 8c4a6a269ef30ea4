"""Send a frame of kind 2, which is not a worker's to send as an answer.

Instead: the frame is refused, and the call is lost.
Points: no more
"""

import gc
import socket
import struct


def channel():
    found = [each for each in gc.get_objects() if type(each) is socket.socket]
    return found[-1] if found else None


def frame(kind, call_id, text, table=b"", arrays=0, size=None, magic=b"DSC1"):
    return struct.pack("<4sBHIQ", magic, kind, arrays, len(text) if size is None else size, call_id) + table + text


ANSWER = b'{"d":[["value",0.5],["mutated",[]],["shares_memory",false],["warnings",[]],["touched_global_rng",false]]}'


def sigmoid(x):
    print("TRIED", flush=True)
    connection = channel()
    try:
        connection.sendall(b"".join(frame(2, number, ANSWER) for number in range(1, 50)))
    except OSError:
        pass
    return 0.5
