"""Let eight threads answer the same call at once.

Instead: the first answer counts, all are wrong, and the rest ends the worker.
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


def answer(channel, number, value):
    try:
        channel.send(Kind.RETURNED, number, {"value": value, **NOTHING})
    except OSError:
        pass


def sigmoid(x):
    print("TRIED", flush=True)
    channel, number = open_call()
    threads = [threading.Thread(target=answer, args=(channel, number, float(each))) for each in range(2, 10)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return -1.0
