"""Return a handle with a number of another worker, and ones that no worker can have.

Instead: an object that is elsewhere is no number, whatever its own is.
Points: no more
"""

import os
import sys

from autograder.sandbox.wire import Handle, Kind


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


NOTHING = {"mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": False}

NUMBERS = (2**33 + 1, 0, -1, 2**64, -(2**70))
numbers = iter(NUMBERS * 1000)


def sigmoid(x):
    print("TRIED", flush=True)
    channel, number = open_call()
    channel.send(Kind.RETURNED, number, {"value": Handle(next(numbers), "ndarray"), **NOTHING})
    os._exit(0)
