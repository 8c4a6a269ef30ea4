"""Raise an exception, and return an object, whose type has a name of a megabyte.

Instead: names are cut where they are read.
Points: no more
"""


def sigmoid(x):
    print("TRIED")
    raise type("Passed" * 170_000, (ValueError,), {})("p" * 10**6)


def tanh(x):
    return type("\u202e<i>" * 200_000, (), {})()
