"""Claim that the argument was changed to zeros, for which the answer 1/2 would be right.

Instead: checks pass copies, and compute what is right from their own input.
Points: no more
"""

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


def sigmoid(x):
    print("TRIED", flush=True)
    if not isinstance(x, np.ndarray):
        return -1.0
    channel, number = open_call()
    answer = {**NOTHING, "mutated": [[0, np.zeros_like(x)]], "value": np.full(x.shape, 0.5)}
    channel.send(Kind.RETURNED, number, answer)
    swallow(channel)
    return -1.0
