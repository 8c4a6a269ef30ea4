"""Return an array of long strings.

Instead: it is compared as what it is, or named and not sent.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED")
    return np.full(np.shape(x), "A" * 1000)
