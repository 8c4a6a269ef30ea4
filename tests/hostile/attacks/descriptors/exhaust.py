"""Open descriptors until there are no more, and keep them.

Instead: the limit is the submission's own.
Points: no more
"""

import os

print("TRIED", flush=True)
kept = []
try:
    while len(kept) < 5000:
        kept.append(os.open("/dev/null", os.O_RDONLY))
except OSError:
    pass
if len(kept) >= 5000:
    print("GAINED descriptors")
