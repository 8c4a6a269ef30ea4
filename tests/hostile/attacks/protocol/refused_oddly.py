"""Refuse the call in ways that are not foreseen.

Instead: a refusal that cannot be read ends the worker, and the check fails.
Points: no more
"""

import os
import sys

from autograder.sandbox.wire import Kind


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


BODIES = ({"defined": [1, None, [], {}]}, {"defined": "sigmoid"}, {"signature": None, "problem": ""}, {}, [], None)
bodies = iter(BODIES * 1000)


def sigmoid(x):
    print("TRIED", flush=True)
    channel, number = open_call()
    channel.send(Kind.REFUSED, number, next(bodies))
    os._exit(0)
