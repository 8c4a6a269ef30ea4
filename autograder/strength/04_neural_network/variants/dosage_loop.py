"""The dosage network one dosage at a time, with the module math."""

import math

import numpy as np


def softplus(z):
    return z + math.log1p(math.exp(-z)) if z > 0 else math.log1p(math.exp(z))


def dosage_network(dosage):
    hidden, effects = [], []
    for each in dosage:
        left, right = softplus(-34.4 * float(each) + 2.14), softplus(-2.52 * float(each) + 1.29)
        hidden.append([left, right])
        effects.append(-1.30 * left + 2.28 * right - 0.58)
    return np.array(hidden).reshape(-1, 2), np.array(effects)
