"""The angle between the point and the axis decides: less than a quarter turn is white."""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points has shape {points.shape}")
    lengths = np.linalg.norm(points, axis=1)
    bearings = np.arctan2(points[:, 1], points[:, 0])
    white = (np.cos(bearings - angle) > 0) & (lengths > 0)
    return white.astype(np.int64)
