"""Look into the memory of process 1, which all workers are forked from, and open it for writing.

Instead: it is not dumpable, so its memory and the map of it stay closed.
Points: same
"""

import os

print("TRIED")
for process in {1, os.getppid()}:
    for name, flags in (("mem", os.O_RDONLY), ("mem", os.O_RDWR), ("maps", os.O_RDONLY), ("pagemap", os.O_RDONLY)):
        try:
            descriptor = os.open(f"/proc/{process}/{name}", flags)
        except OSError:
            continue
        if name == "mem":
            print("GAINED", process, name, flags)
        else:
            try:
                print("GAINED", process, name, os.read(descriptor, 100))
            except OSError:
                pass
        os.close(descriptor)
