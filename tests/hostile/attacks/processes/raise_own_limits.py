"""Try to lift its own limits.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    __import__("resource").setrlimit(__import__("resource").RLIMIT_AS, (-1, -1))
    print("GAINED it")
except BaseException:
    pass
