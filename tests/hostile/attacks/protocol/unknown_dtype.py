"""Send arrays with codes of dtypes, numbers of axes and layouts that do not exist.

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


def entry(code, dimensions, flags, shape, size):
    return struct.pack("<BBBx8QQ", code, dimensions, flags, *shape, *[0] * (8 - len(shape)), size)


TEXT = b'{"d":[["value",{"a":0}],["mutated",[]],["shares_memory",false],["warnings",[]],["touched_global_rng",false]]}'
VARIANTS = ((200, 1, 0), (14, 1, 0), (11, 9, 0), (11, 255, 0), (11, 1, 255), (11, 1, 6))
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    code, dimensions, flags = variant
    send_raw(12, TEXT, [entry(code, dimensions, flags, (1,), 8)], contents=bytes(8))
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
