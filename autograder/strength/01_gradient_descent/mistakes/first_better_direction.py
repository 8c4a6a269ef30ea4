"""The first direction that lowers the loss is taken, though the other one may be better.

Loses: coordinate_step
"""

import numpy as np


def coordinate_step(loss, weights, index, step):
    start = weights.astype(_float_type(weights))
    for change in (step, -step):
        candidate = np.array(start)
        candidate[index] += change
        if loss(candidate) < loss(start):
            return candidate
    return start
