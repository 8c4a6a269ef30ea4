"""The number of columns is that of the labels that occur.

Loses: one_hot
"""

import numpy as np


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError(f"labels must be (n,), not {labels.shape}")
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("a label is out of range")
    return np.eye(int(labels.max()) + 1)[labels]
