"""relu_derivative is 1 at 0: >= in the place of >.

Loses: relu_derivative
"""

import numpy as np


def relu_derivative(x):
    x = _floats(x)
    return np.where(x >= 0, np.ones_like(x), 0)
