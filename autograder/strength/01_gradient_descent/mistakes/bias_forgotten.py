"""The bias is left out of the prediction.

Loses: predict, mse, mse_gradient, gradient_descent
"""

import numpy as np


def predict(x, w, b=0.0):
    if np.shape(w) != x.shape[1:]:
        raise ValueError(f"w of shape {np.shape(w)} does not fit x of shape {x.shape}")
    x = x.astype(_float_type(x))
    return x * w if x.ndim == 1 else x @ w
