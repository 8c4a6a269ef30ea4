"""The root of the mean square is returned.

Loses: mse, gradient_descent
"""

import numpy as np


def mse(x, y, w, b=0.0):
    return float(np.sqrt(np.mean(_residuals(x, y, w, b) ** 2)))
