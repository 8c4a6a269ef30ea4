"""Leave in the middle of a call with status 0.

Instead: the checks that call the function fail, and no others.
Points: no more
"""


def sigmoid(x):
    print("TRIED", flush=True)
    raise SystemExit(0)
