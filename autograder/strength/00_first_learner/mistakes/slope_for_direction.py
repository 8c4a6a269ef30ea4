"""The direction is written with the slope, (1, tan(angle)), and has another length and half of the circle only.

Loses: direction, classify, learn, random_search
"""

import numpy as np


def direction(angle):
    return np.array([1.0, np.tan(angle)])
