"""Use up the inodes, with a hundred thousand empty files and as many names for one.

Instead: they count as memory, and are gone before the next submission.
Points: no more
"""

import os

MOST = 50_000

print("TRIED", flush=True)
os.mkdir("./many")
first = "./many/descent_was_here"
os.close(os.open(first, os.O_CREAT | os.O_EXCL))
try:
    for number in range(MOST):
        os.close(os.open(f"./many/{number}", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        os.link(first, f"./many/link_{number}")
except OSError:
    pass
