"""Return a subclass whose `tobytes`, `shape` and `nbytes` lie, so that the frame is wrong.

Instead: the worker sends the base class, or the frame is refused; only the sender loses.
Points: no more
"""

import numpy as np


class Liar(np.ndarray):
    def tobytes(self, order="C"):
        return b"\x00" * 1_000_000

    nbytes = 8
    shape = (2**40, 2**40)


def sigmoid(x):
    print("TRIED")
    return np.full(np.shape(x), 0.5).view(Liar)
