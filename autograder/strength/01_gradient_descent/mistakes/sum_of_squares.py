"""The squares are added up and not divided.

Loses: mse, gradient_descent
"""

import numpy as np


def mse(x, y, w, b=0.0):
    return float(np.sum(_residuals(x, y, w, b) ** 2))
