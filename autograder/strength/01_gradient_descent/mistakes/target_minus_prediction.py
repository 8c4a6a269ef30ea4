"""The error is the target minus the prediction, so the gradient points downhill.

Loses: mse_gradient, gradient_descent
"""

import numpy as np


def mse_gradient(x, y, w, b=0.0):
    residuals = -_residuals(x, y, w, b)
    return 2 / len(x) * (x.T @ residuals), float(2 * np.mean(residuals))
