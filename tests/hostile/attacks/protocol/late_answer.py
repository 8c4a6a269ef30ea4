"""Answer a second time, from a thread, when another call is already open.

Instead: an answer to another call ends the worker; a right number with a wrong value is a wrong answer.
Points: no more
"""

import sys
import threading
import time

from autograder.sandbox.wire import Kind


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


NOTHING = {"mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": False}


def answer_later(channel, number):
    time.sleep(0.02)
    try:
        for each in range(number, number + 3):
            channel.send(Kind.RETURNED, each, {"value": -1.0, **NOTHING})
    except OSError:
        pass


def sigmoid(x):
    print("TRIED", flush=True)
    threading.Thread(target=answer_later, args=open_call(), daemon=True).start()
    return -1.0
