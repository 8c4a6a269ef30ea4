"""Return a structured array with objects.

Instead: it is compared as what it is, or named and not sent.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED")
    return np.zeros(np.shape(x), [("a", "f8"), ("b", "O")])
