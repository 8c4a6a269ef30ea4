"""Use up memory by mappings.

Instead: the limit ends it; the other functions are graded.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED", flush=True)
    import mmap

    kept = []
    for _ in range(4000):
        kept.append(mmap.mmap(-1, 2**20))
        kept[-1].write(bytes(2**20))
    return 0.5
