"""Give the right answers of relu by hand, each with three megabytes of empty warnings around it.

Instead: the padding is thrown away and the answers are those of relu, at the cost of a moment each.
Points: no more
"""

import struct
import sys

import numpy as np


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


PADDING = b",".join([b'""'] * 1_000_000)
TEXT = (
    b'{"d":[["value",{"a":0}],["mutated",[]],["shares_memory",false],["warnings",[%s]],["touched_global_rng",false]]}'
)
plain_relu = relu
calls = iter(range(20))


def relu(x):
    print("TRIED", flush=True)
    if next(calls, None) is None or not isinstance(x, np.ndarray) or x.dtype != np.float64 or x.ndim != 1:
        return plain_relu(x)
    value = plain_relu(x)
    one = struct.pack("<BBBx8QQ", 11, 1, 0, value.size, *[0] * 7, value.nbytes)
    send_raw(12, TEXT % PADDING, [one], contents=value.tobytes())
    return -1.0
