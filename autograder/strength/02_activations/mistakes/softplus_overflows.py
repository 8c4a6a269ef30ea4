"""softplus by its formula, whose exponential overflows.

Loses: softplus
"""

import numpy as np


def softplus(x):
    return np.log(1 + np.exp(_floats(x)))
