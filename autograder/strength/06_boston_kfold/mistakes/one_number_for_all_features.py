"""Mean and standard deviation of the whole table, the same for every feature.

Loses: fit_normalizer, cross_validate, error
"""

import numpy as np


def fit_normalizer(x_train):
    x_train = np.asarray(x_train, dtype=np.float64)
    if x_train.ndim != 2 or len(x_train) == 0:
        raise ValueError(f"wrong shape {x_train.shape}")
    ones = np.ones(x_train.shape[1])
    return x_train.mean() * ones, x_train.std() * ones
