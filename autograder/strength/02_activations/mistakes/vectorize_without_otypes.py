"""np.vectorize takes the dtype of its first result, and max(0, -1) is an integer.

Loses: relu
"""

import numpy as np


def relu(x):
    return np.vectorize(lambda number: max(0, number))(x)
