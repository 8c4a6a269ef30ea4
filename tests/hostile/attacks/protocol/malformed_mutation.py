"""Claim changes at places that do not exist, of other shapes and dtypes, and of no arrays.

Instead: an answer that does not fit the question is refused.
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


NOTHING = {"mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": False}

VARIANTS = (
    [[-1, np.zeros(1)]],
    [[10**9, np.zeros(1)]],
    [[0, np.zeros((2, 2, 2, 2))]],
    [[0, np.zeros(1, np.complex128)]],
    [["0", 1]],
    [[0]] * 1000,
    [None],
)
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    channel, number = open_call()
    channel.send(Kind.RETURNED, number, {**NOTHING, "mutated": variant, "value": -1.0})
    swallow(channel)
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
