"""Use up memory by one array.

Instead: the limit ends it; the other functions are graded.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED", flush=True)
    return np.ones(2**36)
