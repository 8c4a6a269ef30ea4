"""Return views of a subclass whose `__array_finalize__` rewrites or ends whatever is made from it.

Instead: a base-class copy travels, or the worker ends; the grader makes nothing from it.
Points: no more
"""

import numpy as np


class Spreading(np.ndarray):
    def __array_finalize__(self, parent):
        if parent is not None and parent.size and parent.flags.writeable and parent.dtype.kind == "f":
            parent.view(np.ndarray)[...] = -1

    def __array_wrap__(self, *args):
        raise SystemExit(0)

    def __reduce__(self):
        return print, ("GAINED",)


def sigmoid(x):
    print("TRIED", flush=True)
    return np.full(np.shape(x), -2.0).view(Spreading)
