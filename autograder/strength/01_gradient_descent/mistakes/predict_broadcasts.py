"""The shapes of x and w are not compared: what NumPy can multiply is multiplied.

Loses: predict, mse, mse_gradient, gradient_descent
"""

import numpy as np


def predict(x, w, b=0.0):
    x = x.astype(_float_type(x))
    return x * w + b if np.ndim(w) == 0 else x @ w + b
