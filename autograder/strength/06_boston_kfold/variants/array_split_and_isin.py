"""array_split deals, and isin finds the others in order."""

import numpy as np


def k_fold_indices(n, k, seed):
    if k not in range(2, n + 1):
        raise ValueError(f"k={k}, n={n}")
    everything = np.arange(n, dtype=np.int64)
    parts = np.array_split(np.random.default_rng(seed).choice(n, size=n, replace=False), k)
    return [(everything[~np.isin(everything, part)], np.sort(part)) for part in parts[::-1]]
