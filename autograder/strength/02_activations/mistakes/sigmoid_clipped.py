"""x is clipped to 500 on both sides, so that sigmoid stops short of 0, and the tail is lost.

Loses: sigmoid
"""

import numpy as np


def sigmoid(x):
    x = np.clip(_floats(x), -500, 500)
    return 1 / (1 + np.exp(-x))
