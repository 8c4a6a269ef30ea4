"""Only white points that are called white count as right.

Loses: accuracy, learn, random_search
"""

import numpy as np


def accuracy(predicted, labels):
    if predicted.shape != labels.shape or labels.size == 0:
        raise ValueError(f"predicted is {predicted.shape}, labels is {labels.shape}")
    return float(np.mean(predicted * labels))
