"""Replace sockets and signals by an audit hook.

Instead: the grader compares in another process, with functions of its own.
Points: no more
"""

import numpy as np

print("TRIED", flush=True)
import sys


def refuse(event, args):
    if event.startswith(("socket", "os.kill")):
        raise RuntimeError(event)


sys.addaudithook(refuse)
