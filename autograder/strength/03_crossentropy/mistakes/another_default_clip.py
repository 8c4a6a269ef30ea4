"""Without epsilon, the gradient is 0 beyond 2e-7.

Loses: binary_crossentropy_gradient
"""

import numpy as np


def binary_crossentropy_gradient(y_true, y_pred, epsilon=2e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    return np.where(p == y_pred, (p - y_true) / (p * (1 - p)) / p.size, np.zeros_like(p))
