"""The first n % k parts have one row more, cut by slices; the others are found with a mask."""

import numpy as np


def k_fold_indices(n, k, seed):
    if k < 2:
        raise ValueError(f"{k} folds of {n} rows: at least 2")
    if k > n:
        raise ValueError(f"{k} folds of {n} rows: at most as many folds as rows")
    rows = np.arange(n)
    np.random.default_rng(seed).shuffle(rows)
    folds, start = [], 0
    for i in range(k):
        stop = start + n // k + (1 if i < n % k else 0)
        mask = np.ones(n, dtype=bool)
        mask[start:stop] = False
        folds.append((rows[mask], rows[~mask]))
        start = stop
    return folds
