"""The smallest eigenvalue is taken.

Loses: largest_stable_learning_rate
"""

import numpy as np


def largest_stable_learning_rate(x, fit_bias=True):
    columns = x.astype(np.float64).reshape(len(x), -1)
    if fit_bias:
        columns = np.column_stack([columns, np.ones(len(x))])
    return float(2 / np.linalg.eigvalsh(2 / len(x) * columns.T @ columns)[0])
