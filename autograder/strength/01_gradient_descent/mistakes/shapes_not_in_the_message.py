"""The errors do not say which shapes do not fit.

Loses: predict, mse, mse_gradient, gradient_descent
"""

import numpy as np


def predict(x, w, b=0.0):
    if np.shape(w) != x.shape[1:]:
        raise ValueError("The shapes do not fit.")
    x = x.astype(_float_type(x))
    return x * w + b if x.ndim == 1 else x @ w + b


def _residuals(x, y, w, b):
    predictions = predict(x, w, b)
    if np.shape(y) != predictions.shape:
        raise ValueError("The shapes do not fit.")
    return predictions - y
