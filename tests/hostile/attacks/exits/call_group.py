"""Raise a group of exceptions that end processes.

Instead: the checks that call the function fail, and no others.
Points: no more
"""


def sigmoid(x):
    print("TRIED", flush=True)
    raise BaseExceptionGroup("many", [SystemExit(0), KeyboardInterrupt()])
