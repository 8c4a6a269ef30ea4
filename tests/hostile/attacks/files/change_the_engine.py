"""Open the engine's files and NumPy's for writing, change their rights and times, and link to them.

Instead: they are mounted read-only and belong to someone else.
Points: same
"""

import os
import sys

import numpy as np

worker = sys.modules["autograder.sandbox.worker"].__file__
print("TRIED")
for path in (worker, np.__file__, os.__file__, np._core._multiarray_umath.__file__, sys.executable):
    attempts = {
        "open": lambda path=path: os.open(path, os.O_WRONLY | os.O_APPEND),
        "open both": lambda path=path: os.open(path, os.O_RDWR),
        "chmod": lambda path=path: os.chmod(path, os.stat(path).st_mode),
        "utime": lambda path=path: os.utime(path, (os.stat(path).st_atime, os.stat(path).st_mtime)),
        "setxattr": lambda path=path: os.setxattr(path, "user.descent_was_here", b"1"),
        "link": lambda path=path: os.link(path, "/tmp/descent_was_here"),
    }
    for name, attempt in attempts.items():
        try:
            attempt()
        except OSError:
            continue
        print("GAINED", name, path)
