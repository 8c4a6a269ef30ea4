"""Crash by the fault handler's own functions, which write a traceback past Python's streams.

Instead: what they write is output like any other, and the worker counts as ended.
Points: no more
"""

import faulthandler


def sigmoid(x):
    print("TRIED", flush=True)
    faulthandler.enable()
    faulthandler.dump_traceback_later(0.001, exit=True)
    faulthandler._sigsegv()
