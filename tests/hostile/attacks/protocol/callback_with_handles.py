"""Pass handles and callbacks as arguments of a callback, in the hope that the grader resolves them.

Instead: no function was passed, and one that was would be given numbers and arrays only.
Points: no more
"""

import sys

from autograder.sandbox.values import Callback, Handle
from autograder.sandbox.wire import Kind


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


def sigmoid(x):
    print("TRIED", flush=True)
    channel, number = open_call()
    arguments = (Handle(0, "oracle"), Callback(0), Callback(-1))
    channel.send(Kind.CALLBACK, number, {"id": 0, "args": arguments, "kwargs": {"self": Handle(1, "submission")}})
    print("GAINED", channel.receive().body)
    return -1.0
