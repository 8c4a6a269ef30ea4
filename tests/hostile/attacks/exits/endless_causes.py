"""Raise an exception whose causes, contexts and notes go in a circle, with a traceback of 900 frames.

Instead: the message and the last frames are shown, and nothing follows the circle.
Points: no more
"""


def deeper(depth):
    if depth:
        return deeper(depth - 1)
    one, other = ValueError("one"), KeyError("other")
    one.__cause__ = one.__context__ = other
    other.__cause__ = other.__context__ = one
    one.add_note("passed" * 100_000)
    raise one


def sigmoid(x):
    print("TRIED", flush=True)
    return deeper(900)
