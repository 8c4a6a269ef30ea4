"""Return a range.

Instead: it is compared as what it is, or named and not sent.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED")
    return range(10**12)
