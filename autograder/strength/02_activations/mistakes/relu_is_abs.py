"""The left side of relu is turned up: the absolute value.

Loses: relu
"""

import numpy as np


def relu(x):
    return np.abs(_floats(x))
