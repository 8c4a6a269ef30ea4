"""np.linalg.eigvals without an order, and a maximum."""

import numpy as np


def largest_stable_learning_rate(x, fit_bias=True):
    a = x[:, None] if x.ndim == 1 else x
    if fit_bias:
        a = np.concatenate([a, np.ones((len(a), 1))], axis=1)
    hessian = 2 * np.dot(a.T, a) / len(a)
    return 2 / max(np.linalg.eigvals(hessian).real)
