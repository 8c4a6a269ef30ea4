"""A loop over len(x) works for one axis only.

Loses: relu
"""

import numpy as np


def relu(x):
    x = _floats(x)
    result = np.zeros_like(x)
    for i in range(len(x)):
        if x[i] > 0:
            result[i] = x[i]
    return result
