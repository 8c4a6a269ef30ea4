"""The rows are shuffled anew for each fold, so that some are validated twice and others never.

Loses: k_fold_indices, cross_validate, error
"""

import numpy as np


def k_fold_indices(n, k, seed):
    if k < 2 or k > n:
        raise ValueError(f"n = {n}, k = {k}")
    rng = np.random.default_rng(seed)
    folds = []
    for i in range(k):
        order = rng.permutation(n)
        size = n // k + (i < n % k)
        folds.append((order[size:], order[:size]))
    return folds
