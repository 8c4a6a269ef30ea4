"""The accuracy is a percentage.

Loses: accuracy, learn, random_search
"""

import numpy as np


def accuracy(predicted, labels):
    if predicted.shape != labels.shape or labels.size == 0:
        raise ValueError(f"predicted is {predicted.shape}, labels is {labels.shape}")
    return 100 * float(np.mean(predicted == labels))
