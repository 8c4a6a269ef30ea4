"""The points are multiplied in place, so every later trial has other points, and integers and read-only arrays fail.

Loses: classify, learn, random_search
"""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    points *= direction(angle)
    return (points.sum(axis=1) > 0).astype(np.int64)
