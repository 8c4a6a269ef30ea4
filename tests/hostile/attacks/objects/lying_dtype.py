"""Return a subclass of ndarray that holds objects and says it holds floats.

Instead: its true dtype is none that travels, and the worker fails at sending it.
Points: no more
"""

import numpy as np


class Objects(np.ndarray):
    dtype = np.dtype(float)
    ndim = 0


def sigmoid(x):
    print("TRIED", flush=True)
    return np.array([object(), print, None], dtype=object).view(Objects)
