"""Enter the file system of process 1 by the links to its root, its working folder and its program.

Instead: the links cannot be followed.
Points: same
"""

import os

print("TRIED")
for process in {1, os.getppid()}:
    for link in ("root", "cwd", "root/..", "task/1/root", "ns/mnt", "exe"):
        path = f"/proc/{process}/{link}"
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except OSError:
            continue
        what = os.listdir(descriptor)[:10] if os.path.isdir(path) else "opened"
        print("GAINED", path, what)
        os.close(descriptor)
