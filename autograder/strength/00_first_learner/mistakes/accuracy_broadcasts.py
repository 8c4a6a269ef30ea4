"""The shapes are not compared, and NumPy broadcasts (n,) against (n, 1).

Loses: accuracy, learn, random_search
"""

import numpy as np


def accuracy(predicted, labels):
    if labels.size == 0:
        raise ValueError("no labels")
    return float(np.mean(predicted == labels))
