"""An array made of a list without a dtype is float64 when there are no points.

Loses: classify
"""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    towards = direction(angle)
    return np.array([1 if np.dot(point, towards) > 0 else 0 for point in points])
