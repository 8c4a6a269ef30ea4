"""Try to type into the grader's terminal.

Instead: the system call is refused, or reaches nobody.
Points: same
"""

import os

print("TRIED", flush=True)
try:
    os.open("/dev/tty", os.O_RDWR) and print("GAINED a terminal")
except BaseException:
    pass
