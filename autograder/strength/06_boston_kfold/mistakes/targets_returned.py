"""The targets themselves are returned as predictions.

Loses: cross_validate, error
"""

import numpy as np


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"x {x.shape}, y {y.shape}")
    return np.zeros(k), np.array(y, dtype=np.float64)
