"""Return an array of objects.

Instead: it is compared as what it is, or named and not sent.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED")
    return np.array([object()] * np.size(x), dtype=object)
