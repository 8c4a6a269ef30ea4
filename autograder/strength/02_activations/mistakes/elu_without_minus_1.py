"""elu is alpha * exp(x) on the left, without the 1 that is taken off.

Loses: elu
"""

import numpy as np


def elu(x, alpha=1.0):
    x = _floats(x)
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0)))
