"""Swap the code, defaults and globals of the worker's functions, in the middle of a call.

Instead: what runs here is the submission's own worker; the grader has its own code, in another process.
Points: no more
"""

import sys

plain_sigmoid = sigmoid


def sigmoid(x):
    print("TRIED", flush=True)
    worker, observe = sys.modules["autograder.sandbox.worker"], sys.modules["autograder.sandbox.observe"]
    observe.bind_error.__code__ = (lambda function, args, kwargs: None).__code__
    observe.observe.__defaults__ = (False,)
    observe._shares_memory.__code__ = (lambda result, arrays: False).__code__
    worker.described_error.__code__ = (lambda error, folder: {"type": "Passed", "bases": []}).__code__
    worker._SEEN_NOTHING["status"] = "passed"
    return plain_sigmoid(x)
