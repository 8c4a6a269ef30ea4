"""Replace `len`, `zip`, `sorted`, `hasattr` and `callable` in the built-ins, in the middle of a call.

Instead: what runs here is the submission's own worker; the grader has its own code, in another process.
Points: no more
"""

import builtins


def sigmoid(x):
    print("TRIED", flush=True)
    builtins.callable = lambda thing: True
    builtins.zip = lambda *iterables, strict=False: iter(())
    builtins.sorted = builtins.reversed = lambda *args, **kwargs: []
    builtins.hasattr = lambda thing, name: True
    builtins.len = lambda thing: 10**6
    return True
