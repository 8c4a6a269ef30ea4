"""Refuse the call with a signature and a problem of two megabytes each.

Instead: both are cut and cleaned; the checks that make the call fail.
Points: no more
"""

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


def sigmoid(x):
    print("TRIED", flush=True)
    channel, number = open_call()
    channel.send(Kind.REFUSED, number, {"signature": "(x" + "\x1b[2J" * 400_000, "problem": "score: 60/60\n" * 150_000})
    swallow(channel)
    return -1.0
