"""relu of integers stays an array of integers.

Loses: relu
"""

import numpy as np


def relu(x):
    return np.maximum(x, 0)
