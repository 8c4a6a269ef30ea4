"""Announce four gigabytes of text.

Instead: sizes are checked before anything is read.
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
        connection.sendall(frame(12, 2, b"", size=2**32 - 1))
    except OSError:
        pass
    return 0.5
