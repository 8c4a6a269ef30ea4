"""Send fields of an answer in other types than they have, or leave them out.

Instead: an answer that is not made as it should be is refused.
Points: no more
"""

import functools
import sys

import numpy as np

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


VARIANTS = (
    {"value": 1.0, "mutated": [], "shares_memory": 0, "warnings": [], "touched_global_rng": "no"},
    {"value": 1.0, "mutated": (), "shares_memory": False, "warnings": "none", "touched_global_rng": False},
    {"value": 1.0, "mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": np.zeros(3, bool)},
    {"value": 1.0},
    {},
    [],
    "passed",
    np.ones(3),
    None,
)
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    channel, number = open_call()
    channel.send(Kind.RETURNED, number, variant)
    swallow(channel)
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
