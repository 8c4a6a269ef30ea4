"""Wrong labels are counted by a difference, which is 255 in uint8.

Loses: accuracy
"""

import numpy as np


def accuracy(predicted, labels):
    if predicted.shape != labels.shape or labels.size == 0:
        raise ValueError(f"predicted is {predicted.shape}, labels is {labels.shape}")
    return 1 - float(np.sum(np.abs(predicted - labels))) / len(labels)
