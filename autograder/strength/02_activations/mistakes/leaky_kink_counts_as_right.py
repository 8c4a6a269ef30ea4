"""leaky_relu_derivative is 1 at 0.

Loses: leaky_relu_derivative
"""

import numpy as np


def leaky_relu_derivative(x, alpha=0.1):
    x = _floats(x)
    return np.where(x < 0, np.full_like(x, alpha), 1)
