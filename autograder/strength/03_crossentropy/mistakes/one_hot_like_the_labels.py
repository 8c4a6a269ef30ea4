"""one_hot has the dtype of the labels.

Loses: one_hot
"""

import numpy as np


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError(f"labels must be (n,), not {labels.shape}")
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("a label is out of range")
    table = np.zeros((len(labels), num_classes), dtype=labels.dtype)
    table[np.arange(len(labels)), labels] = 1
    return table
