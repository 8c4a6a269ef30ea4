"""softplus by np.logaddexp, and columns by np.stack."""

import numpy as np


def dosage_network(dosage):
    left = np.logaddexp(0, -34.4 * dosage + 2.14)
    right = np.logaddexp(0, -2.52 * dosage + 1.29)
    return np.stack((left, right), axis=1), -1.30 * left + 2.28 * right - 0.58
