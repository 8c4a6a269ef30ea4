"""Rows are taken from a shuffled list until none is left."""

import numpy as np


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError(f"batch_size = {batch_size}")
    left = sorted(range(n), key=list(np.random.default_rng(seed).random(n)).__getitem__)
    batches = []
    while left:
        batches.append(np.array(left[:batch_size]))
        left = left[batch_size:]
    return batches
