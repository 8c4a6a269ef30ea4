"""Look at the frames of all threads, and at what the worker holds besides the question.

Instead: the worker has the function's name and its arguments, and no check that asks.
Points: same
"""

import sys
import threading

plain_sigmoid = sigmoid
KNOWN = {"function", "args", "kwargs", "watch_rng"}


def sigmoid(x):
    print("TRIED")
    for frame in sys._current_frames().values():
        while frame is not None:
            question = frame.f_locals.get("frame")
            body = getattr(question, "body", None)
            if isinstance(body, dict) and not set(body) <= KNOWN | {"module", "files", "first_handle"}:
                print("GAINED", sorted(set(body) - KNOWN))
            frame = frame.f_back
    if threading.active_count() > 1:
        print("GAINED", threading.enumerate())
    return plain_sigmoid(x)
