"""Return an array that looks a terabyte large.

Instead: it is compared as what it is, or named and not sent.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED")
    return np.broadcast_to(0.5, (2**40,))
