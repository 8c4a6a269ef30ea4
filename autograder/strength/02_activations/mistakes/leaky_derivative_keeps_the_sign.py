"""The derivative of leaky_relu is -alpha on the left.

Loses: leaky_relu_derivative
"""

import numpy as np


def leaky_relu_derivative(x, alpha=0.1):
    x = _floats(x)
    return np.where(x > 0, np.ones_like(x), -alpha)
