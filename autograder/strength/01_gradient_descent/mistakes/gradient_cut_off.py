"""The gradient is stored in an array made like w, which cuts off fractions where w holds integers.

Loses: mse_gradient
"""

import numpy as np


def mse_gradient(x, y, w, b=0.0):
    residuals = _residuals(x, y, w, b)
    if x.ndim == 1:
        return 2 * np.mean(residuals * x), float(2 * np.mean(residuals))
    dw = np.zeros_like(w)
    for j in range(len(w)):
        dw[j] = 2 * np.mean(residuals * x[:, j])
    return dw, float(2 * np.mean(residuals))
