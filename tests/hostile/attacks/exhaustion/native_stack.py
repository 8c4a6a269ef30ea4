"""Overflow the stack of the C code, below Python's own count of calls.

Instead: the worker dies, and the grader says so and goes on.
Points: no more
"""

import pickle
import sys


class Nested:
    def __init__(self, inner):
        self.inner = inner

    def __repr__(self):
        return f"<{self.inner!r}>"


def sigmoid(x):
    print("TRIED", flush=True)
    sys.setrecursionlimit(2**30)
    nested = None
    for _ in range(200_000):
        nested = Nested(nested)
    for dive in (repr, pickle.dumps, lambda deep: eval("-" * 200_000 + "1")):
        try:
            dive(nested)
        except (RecursionError, MemoryError, SyntaxError):
            pass
    return np.full_like(_floats(x), 0.5)
