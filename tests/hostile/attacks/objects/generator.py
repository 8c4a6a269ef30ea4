"""Return a generator.

Instead: it is compared as what it is, or named and not sent.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED")
    return (0.5 for _ in range(10**9))
