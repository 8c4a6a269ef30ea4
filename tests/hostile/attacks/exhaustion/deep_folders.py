"""Make folders in each other, deeper than a path may be long and than Python can go down.

Instead: where the cleaning does not get to the bottom, the sandbox is replaced.
Points: same
"""

import os

DEEPEST = 3000

print("TRIED", flush=True)
os.chdir(os.environ["HOME"])
depth = 0
try:
    while depth < DEEPEST:
        os.mkdir("deeper")
        os.chdir("deeper")
        depth += 1
except OSError:
    pass
os.chdir(os.environ["HOME"])
