"""The mean is over all elements of x: n times d in the place of n.

Loses: mse, gradient_descent
"""

import numpy as np


def mse(x, y, w, b=0.0):
    return float(np.sum(_residuals(x, y, w, b) ** 2) / x.size)
