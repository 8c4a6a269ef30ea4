"""np.array_split makes batches of nearly equal sizes, not full ones and a rest.

Loses: mini_batches
"""

import numpy as np


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}")
    return [each.copy() for each in np.array_split(np.random.default_rng(seed).permutation(n), -(-n // batch_size))]
