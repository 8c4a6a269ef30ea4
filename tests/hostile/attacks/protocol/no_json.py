"""Send bytes that are no JSON, no UTF-8, or JSON in another encoding.

Instead: the frame is refused, the worker is given up, and only the calls of this function fail.
Points: no more
"""

import functools
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


VARIANTS = (b"\xff\xfe\x00", b"{'value': 1}", "[1]".encode("utf-16"), b"", b"\x00" * 1000, b'"\\ud800"', b"[1] [2]")
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    send_raw(12, variant)
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
