"""relu_derivative returns bools.

Loses: relu_derivative
"""

import numpy as np


def relu_derivative(x):
    return np.asarray(x) > 0
