"""Use up memory by small pieces.

Instead: the limit ends it; the other functions are graded.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED", flush=True)
    kept = []
    while True:
        kept.append(bytearray(2**20))
