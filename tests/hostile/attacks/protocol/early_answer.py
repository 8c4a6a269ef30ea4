"""Answer a call during the import, before the grader has asked anything.

Instead: a message that nobody asked for ends the worker, in each attempt to load the module.
Points: no more
"""

import sys

from autograder.sandbox.wire import Kind

print("TRIED", flush=True)
frame = sys._getframe()
while frame.f_code.co_name != "serve":
    frame = frame.f_back
channel, number = frame.f_locals["channel"], frame.f_locals["frame"].call_id
channel.send(Kind.LOADED, number, {})
seen_nothing = {"mutated": [], "shares_memory": False, "warnings": [], "touched_global_rng": False}
channel.send(Kind.RETURNED, number + 1, {"value": -1.0, **seen_nothing})
