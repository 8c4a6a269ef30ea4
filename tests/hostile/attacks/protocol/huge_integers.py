"""Send whole numbers of 4,300 and of a million digits where line numbers and values belong.

Instead: the longer one is refused, the shorter one is shown at most.
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


VARIANTS = (b"9" * 4300, b"9" * 10**6)
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    number = variant
    frame = b'["activations.py",%s,"sigmoid","return 1"]' % number
    text = b'{"d":[["type","ValueError"],["bases",["ValueError"]],["message",""],["frames",[%s]],["mutated",[]]'
    text += b',["shares_memory",false],["warnings",[]],["touched_global_rng",false]]}'
    send_raw(13, text % frame)
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
