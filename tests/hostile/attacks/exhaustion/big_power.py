"""Use up time inside one operation of C.

Instead: the limit ends it; the other functions are graded.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED", flush=True)
    return float(len(str(7 ** (10**8))))
