"""np.eye takes -1 for the last class, and raises IndexError for a label that is too large.

Loses: one_hot
"""

import numpy as np


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError(f"labels must be (n,), not {labels.shape}")
    return np.eye(num_classes)[labels]
