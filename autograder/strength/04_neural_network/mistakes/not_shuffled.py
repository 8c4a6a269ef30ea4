"""The rows are not shuffled.

Loses: mini_batches
"""

import numpy as np


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}")
    return [np.arange(start, min(start + batch_size, n)) for start in range(0, n, batch_size)]
