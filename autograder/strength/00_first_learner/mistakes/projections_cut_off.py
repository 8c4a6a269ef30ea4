"""The projections are stored in an array with the dtype of the points, and integers cut off their fractions.

Loses: classify
"""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    projections = np.zeros_like(points[:, 0])
    for i, (x, y) in enumerate(points):
        projections[i] = x * np.cos(angle) + y * np.sin(angle)
    return (projections > 0).astype(np.int64)
