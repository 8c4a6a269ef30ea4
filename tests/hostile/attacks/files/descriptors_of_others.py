"""List the descriptors of all other processes and open the files behind them.

Instead: no other process can be looked at.
Points: same
"""

import os

print("TRIED")
for process in set(range(1, 400)) - {os.getpid()}:
    for part in ("fd", "fdinfo", "map_files"):
        try:
            names = os.listdir(f"/proc/{process}/{part}")
        except OSError:
            continue
        own_thread = os.path.exists(f"/proc/self/task/{process}")
        if names and not own_thread:
            print("GAINED", process, part, names[:10])
