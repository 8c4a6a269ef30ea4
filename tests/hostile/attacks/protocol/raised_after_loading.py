"""Claim that the module is loaded, and then let the import fail after all.

Instead: two answers to one question; the worker is given up whenever it is asked for more.
Points: no more
"""

import sys

from autograder.sandbox.wire import Kind

print("TRIED", flush=True)
frame = sys._getframe()
while frame.f_code.co_name != "serve":
    frame = frame.f_back
frame.f_locals["channel"].send(Kind.LOADED, frame.f_locals["frame"].call_id, {})
raise ImportError("loaded and not loaded")
