"""Name fields of an answer twice, with values that contradict each other.

Instead: one of them counts, whichever it is, and the value is wrong.
Points: no more
"""

import struct
import sys


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


def swallow(channel):
    """Let the worker's own next answer go nowhere, so that the forged one stands alone."""
    channel.send = lambda *answer: vars(channel).pop("send")


def send_raw(kind, text, arrays=(), claims=None, call=None, contents=b""):
    """A frame put together by hand: `arrays` are entries of its table, `claims` other sizes than the true ones."""
    channel, number = open_call()
    count, length = claims or (len(arrays), len(text))
    header = struct.pack("<4sBHIQ", b"DSC1", kind, count, length, number if call is None else call)
    channel._connection.sendall(header + b"".join(arrays) + text + contents)
    swallow(channel)


TEXT = (
    b'{"d":[["value",1.0],["value",0.5],["value",-1.0],["mutated",[]],["mutated",7],["mutated",[]],'
    b'["shares_memory",false],["warnings",[]],["touched_global_rng",true],["touched_global_rng",false]],'
    b'"d":[["value",-1.0],["mutated",[]],["shares_memory",true],["shares_memory",false],["warnings",[]],'
    b'["touched_global_rng",false]]}'
)


def sigmoid(x):
    print("TRIED", flush=True)
    send_raw(12, TEXT)
    return -1.0
