"""Raise with a message of 100 MB.

Instead: the checks that call the function fail, and no others.
Points: no more
"""


def sigmoid(x):
    print("TRIED", flush=True)
    raise ValueError("x" * 100_000_000)
