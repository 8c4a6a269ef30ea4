"""Each batch is drawn anew: some rows are in several batches, and some in none.

Loses: mini_batches
"""

import numpy as np


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}")
    rng = np.random.default_rng(seed)
    return [rng.integers(0, n, min(batch_size, n - start)) for start in range(0, n, batch_size)]
