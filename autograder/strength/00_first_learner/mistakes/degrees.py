"""The angle is taken in degrees.

Loses: direction, classify, learn, random_search
"""

import numpy as np


def direction(angle):
    angle = np.deg2rad(angle)
    return np.array([np.cos(angle), np.sin(angle)])
