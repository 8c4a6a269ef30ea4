"""Try to start a process of multiprocessing.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    __import__("multiprocessing").get_context("fork").Process(target=print).start()
    print("GAINED it")
except BaseException:
    pass
