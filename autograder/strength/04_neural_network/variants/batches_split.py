"""np.split at every full batch, of an array that is shuffled in place."""

import numpy as np


def mini_batches(n, batch_size, seed):
    if batch_size <= 0:
        raise ValueError(f"{batch_size} rows are no batch")
    rows = np.arange(n)
    np.random.default_rng(seed).shuffle(rows)
    return [each.copy() for each in np.split(rows, range(batch_size, n, batch_size))]
