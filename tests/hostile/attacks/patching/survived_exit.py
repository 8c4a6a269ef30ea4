"""Replace `os._exit` and raise through the worker, to go on as the zygote that it was forked from.

Instead: the control socket was closed before: as a zygote it hears nobody, and ends.
Points: no more
"""

import os
import sys

print("TRIED", flush=True)
os._exit = lambda status: None
sys.exit = lambda status=None: None


def sigmoid(x):
    frame = sys._getframe()
    while frame is not None:
        if "control" in frame.f_locals and frame.f_locals["control"].fileno() >= 0:
            print("GAINED", frame.f_locals["control"], flush=True)
        frame = frame.f_back
    sys.modules["autograder.sandbox.worker"]._answer = None
    return 0.5
