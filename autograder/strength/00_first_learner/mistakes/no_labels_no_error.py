"""The mean of no labels is NaN, with a warning, and no error.

Loses: accuracy
"""

import numpy as np


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"predicted is {predicted.shape}, labels is {labels.shape}")
    return float(np.mean(predicted == labels))
