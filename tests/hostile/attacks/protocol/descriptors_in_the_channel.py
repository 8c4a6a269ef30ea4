"""Pass open files over the channel to the grader, in front of a wrong answer.

Instead: the grader receives bytes only; the kernel closes what came with them.
Points: no more
"""

import os
import socket
import sys

from autograder.sandbox.wire import Kind, encode


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
    channel, number = open_call()
    data = encode(Kind.RETURNED, number, {"value": -1.0, **NOTHING})
    passed = [os.open("/dev/null", os.O_RDONLY) for _ in range(8)]
    socket.send_fds(channel._connection, [data], passed)
    swallow(channel)
    return -1.0
