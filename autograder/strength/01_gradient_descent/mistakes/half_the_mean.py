"""The cost of the lecture is taken, with 2 n in the denominator.

Loses: mse, gradient_descent
"""

import numpy as np


def mse(x, y, w, b=0.0):
    return float(np.sum(_residuals(x, y, w, b) ** 2) / (2 * len(x)))
