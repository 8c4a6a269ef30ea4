"""The rows are cut into k blocks as they come.

Loses: k_fold_indices
"""

import numpy as np


def k_fold_indices(n, k, seed):
    if k < 2 or k > n:
        raise ValueError(f"n = {n}, k = {k}")
    parts = np.array_split(np.arange(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
