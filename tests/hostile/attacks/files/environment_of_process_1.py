"""Read the environment that process 1 and the other processes were started with.

Instead: those files cannot be opened.
Points: same
"""

import os
from pathlib import Path

print("TRIED")
for process in {1, os.getppid(), *range(2, 200)} - {os.getpid()}:
    try:
        content = Path(f"/proc/{process}/environ").read_bytes()
    except OSError:
        continue
    if content:
        print("GAINED", process, content[:200])
