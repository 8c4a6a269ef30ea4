"""Refuse the call in ways that are not foreseen.

Instead: a refusal that cannot be read ends the worker, and the check fails.
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


VARIANTS = ({"defined": [1, None, [], {}]}, {"defined": "sigmoid"}, {"signature": None, "problem": ""}, {}, [], None)
NAMES = "sigmoid sigmoid_derivative tanh tanh_derivative leaky_relu elu softplus elu_derivative maxout".split()


def forge(variant, x, *rest):
    print("TRIED", flush=True)
    channel, number = open_call()
    channel.send(Kind.REFUSED, number, variant)
    swallow(channel)
    return -1.0


for name, variant in zip(NAMES, VARIANTS, strict=False):
    globals()[name] = functools.partial(forge, variant)
