"""The derivative of relu is x and not 1 on the right.

Loses: relu_derivative
"""

import numpy as np


def relu_derivative(x):
    return np.maximum(_floats(x), 0)
