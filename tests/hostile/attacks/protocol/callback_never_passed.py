"""Ask the grader to call functions that it has not passed.

Instead: there is nothing to call: the request is malformed, and the worker is given up.
Points: no more
"""

import functools
import sys

from autograder.sandbox.wire import Kind


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


VARIANTS = (0, 1, -1, 2**63, True)
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    channel, number = open_call()
    channel.send(Kind.CALLBACK, number, {"id": variant, "args": (x,), "kwargs": {}})
    print("GAINED", channel.receive().body)
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
