"""Raise by hand with names of built-ins that are no plain exceptions, or no names at all.

Instead: what is no ordinary exception is passed over, and the check counts as raised.
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


def swallow(channel):
    """Let the worker's own next answer go nowhere, so that the forged one stands alone."""
    channel.send = lambda *answer: vars(channel).pop("send")


NOTHING = {"mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": False}

VARIANTS = (
    ["__loader__", "type", "object", "print", "BaseException", "SystemExit", "KeyboardInterrupt"],
    ["UnicodeDecodeError", "ExceptionGroup", "StopIteration", "GeneratorExit"],
    ["", ".", "__name__", "a\0b", "\ud800", "MemoryError"],
    [1, None, [], {}],
    ["AssertionError"] * 1000,
)
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    channel, number = open_call()
    error = {"type": "Odd", "bases": variant, "message": "\ud800", "frames": []}
    channel.send(Kind.RAISED, number, {**error, **NOTHING})
    swallow(channel)
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
