"""Return arrays without elements whose lengths are as large as they can be.

Instead: they have the wrong shape, whatever it is; nothing of that size is made.
Points: no more
"""

import numpy as np

SHAPES = [(0, 2**40), (2**40, 0), (2**62, 0), (0,) * 8, (1,) * 32]


def sigmoid(x):
    print("TRIED")
    SHAPES.append(SHAPES.pop(0))
    return np.empty(SHAPES[0], np.int8)
