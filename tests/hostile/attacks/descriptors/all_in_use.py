"""Use up all descriptors and leave none for the worker.

Instead: the limit is its own; what the worker needs is open already.
Points: same
"""

import os

MOST = 5000

print("TRIED", flush=True)
opened = []
try:
    while len(opened) < MOST:
        opened.append(os.open("/dev/null", os.O_RDONLY))
except OSError:
    pass
if len(opened) > 1024:
    print("GAINED", len(opened))
