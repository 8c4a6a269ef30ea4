"""Return a handle with a number of another worker, and ones that no worker can have.

Instead: an object that is elsewhere is no number, whatever its own is.
Points: no more
"""

import functools
import sys

from autograder.sandbox.values import Handle
from autograder.sandbox.wire import Kind


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


def swallow(channel):
    """Let the worker's own next answer go nowhere, so that the forged one stands alone."""
    channel.send = lambda *answer: vars(channel).pop("send")


NOTHING = {"mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": False}

VARIANTS = (2**33 + 1, 0, -1, 2**64, -(2**70))
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    channel, number = open_call()
    channel.send(Kind.RETURNED, number, {"value": Handle(variant, "ndarray"), **NOTHING})
    swallow(channel)
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
