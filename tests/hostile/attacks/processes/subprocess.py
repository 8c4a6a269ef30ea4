"""Try to start a program.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    __import__("subprocess").run(["/usr/bin/env"], check=False)
    print("GAINED it")
except BaseException:
    pass
