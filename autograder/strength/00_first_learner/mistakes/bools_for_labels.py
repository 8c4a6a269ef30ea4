"""The labels are what the comparison gives, bools.

Loses: classify
"""


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    return points @ direction(angle) > 0
