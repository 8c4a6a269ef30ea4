"""The largest eigenvalue from the largest singular value of the table."""

import numpy as np


def largest_stable_learning_rate(x, fit_bias=True):
    table = np.array(x, dtype=float).reshape(x.shape[0], -1)
    if fit_bias:
        table = np.hstack([np.ones((len(x), 1)), table])
    return len(x) / np.linalg.norm(table, 2) ** 2
