"""Look where an earlier submission may have left something: the folders for temporary files, and the modules.

Instead: it finds its own file and nothing else.
Points: same
"""

import builtins
import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
OWN = {FOLDER, os.path.join(FOLDER, "activations.py")}

print("TRIED")
for root in {"/tmp", "/dev/shm", "/var/tmp", "/run", "/dev/mqueue", os.path.expanduser("~")}:
    for folder, below, names in os.walk(root):
        others = {os.path.join(folder, name) for name in (*below, *names)} - OWN
        if others:
            print("GAINED", sorted(others)[:10])
if hasattr(builtins, "descent_was_here") or "descent_was_here" in sys.modules or "descent_was_here" in os.environ:
    print("GAINED a name")
