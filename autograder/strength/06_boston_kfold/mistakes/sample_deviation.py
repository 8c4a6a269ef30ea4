"""The standard deviation divides by n - 1.

Loses: fit_normalizer
"""

import numpy as np


def fit_normalizer(x_train):
    x_train = np.asarray(x_train, dtype=np.float64)
    if x_train.ndim != 2 or len(x_train) == 0:
        raise ValueError(f"wrong shape {x_train.shape}")
    return x_train.mean(axis=0), x_train.std(axis=0, ddof=1)
