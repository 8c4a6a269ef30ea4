"""Change NumPy, the standard library or their compiled files for the next submission.

Instead: they are read-only.
Points: same
"""

import os

print("TRIED")
import json

for module in (np, np.linalg, json, os):
    for path in (module.__file__, getattr(module, "__cached__", None) or module.__file__):
        try:
            with open(path, "ab") as file:
                file.write(b"")
        except OSError:
            continue
        print("GAINED", path)
