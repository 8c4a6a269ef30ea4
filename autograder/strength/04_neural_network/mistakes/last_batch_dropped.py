"""The last batch, which is smaller, is dropped.

Loses: mini_batches
"""

import numpy as np


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}")
    batch_size = min(n, batch_size)
    order = np.random.default_rng(seed).permutation(n)
    return [order[i * batch_size : (i + 1) * batch_size].copy() for i in range(n // batch_size)]
