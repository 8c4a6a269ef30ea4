"""The standard deviation by np.linalg.norm, and a division only where something varies."""

import numpy as np


def fit_normalizer(x_train):
    table = np.array(x_train, dtype=float)
    if table.ndim != 2 or table.shape[0] == 0:
        raise ValueError(f"{table.shape}")
    mean = np.average(table, axis=0)
    return mean, np.linalg.norm(table - mean, axis=0) / np.sqrt(len(table))


def normalize(x, mean, std):
    z = np.zeros(np.shape(x), dtype=np.float64)
    varies = std != 0
    z[:, varies] = (x[:, varies].astype(np.float64) - mean[varies]) / std[varies]
    return z
