"""Read the next question from the channel before the worker does, and answer it by hand.

Instead: whoever answers, answers wrongly; a question that two readers tear apart costs a worker.
Points: no more
"""

import sys
import threading

from autograder.sandbox.wire import Kind


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


NOTHING = {"mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": False}


def steal(channel):
    try:
        question = channel.receive()
        channel.send(Kind.RETURNED, question.call_id, {"value": -1.0, **NOTHING})
    except (OSError, EOFError, KeyError):
        pass


def sigmoid(x):
    print("TRIED", flush=True)
    channel, _ = open_call()
    threading.Thread(target=steal, args=(channel,), daemon=True).start()
    return -1.0
