"""The axis is taken for the dividing line: points are told apart across it.

Loses: classify, learn, random_search
"""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    x, y = points[:, 0], points[:, 1]
    return (-x * np.sin(angle) + y * np.cos(angle) > 0).astype(np.int64)
