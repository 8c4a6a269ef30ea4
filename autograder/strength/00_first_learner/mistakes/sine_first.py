"""Sine and cosine are exchanged.

Loses: direction, classify, learn, random_search
"""

import numpy as np


def direction(angle):
    return np.array([np.sin(angle), np.cos(angle)])
