"""For one feature, dw is an array (1,) and not a number.

Loses: mse_gradient, gradient_descent
"""

import numpy as np


def mse_gradient(x, y, w, b=0.0):
    residuals = _residuals(x, y, w, b)
    table = x.reshape(len(x), -1)
    return 2 / len(x) * (table.T @ residuals), float(2 * np.mean(residuals))
