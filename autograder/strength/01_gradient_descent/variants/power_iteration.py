"""The largest eigenvalue by multiplying with the Hessian squared again and again."""

import numpy as np


def largest_stable_learning_rate(x, fit_bias=True):
    columns = x.astype(float).reshape(len(x), -1)
    if fit_bias:
        columns = np.c_[columns, np.ones(len(x))]
    hessian = 2 / len(x) * columns.T @ columns
    power = hessian / np.linalg.norm(hessian)
    for _ in range(60):
        power = power @ power
        power /= np.linalg.norm(power)
    vector = power[:, np.argmax(np.linalg.norm(power, axis=0))]
    return float(2 * (vector @ vector) / (vector @ hessian @ vector))
