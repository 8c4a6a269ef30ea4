"""Create a file in the folders of the system, of Python, of NumPy and of the engine.

Instead: nothing but its own folder can be written.
Points: same
"""

import os
import sys

import numpy as np

NUMPY = os.path.dirname(np.__file__)
FOLDERS = ("/", "/usr", "/usr/lib", "/etc", "/dev", "/dev/shm", "/proc", "/proc/self", "/sys", "/var/tmp", "/root")

print("TRIED")
for folder in (
    *FOLDERS,
    *("/descent", "/descent/engine", "/descent/engine/autograder", "/descent/engine/autograder/sandbox"),
    *(NUMPY, f"{NUMPY}/__pycache__", os.path.dirname(NUMPY), f"{NUMPY}/_core/__pycache__"),
    *(os.path.dirname(os.__file__), f"{os.path.dirname(os.__file__)}/site-packages", os.path.dirname(sys.executable)),
    *(entry for entry in sys.path if not entry.startswith("/tmp")),
):
    path = os.path.join(folder, "descent_was_here")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except OSError:
        continue
    print("GAINED", path)
