"""The shape of the points is not looked at: further columns are left out without a word.

Loses: classify
"""

import numpy as np


def classify(points, angle):
    projections = points[:, 0] * np.cos(angle) + points[:, 1] * np.sin(angle)
    return (projections > 0).astype(np.int64)
