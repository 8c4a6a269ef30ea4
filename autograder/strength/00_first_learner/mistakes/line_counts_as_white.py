"""A point on the dividing line gets 1: >= 0 in the place of > 0.

Loses: classify
"""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    return np.where(points @ direction(angle) >= 0, 1, 0)
