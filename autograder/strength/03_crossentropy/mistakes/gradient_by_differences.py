"""The gradient is measured by central differences.

Loses: binary_crossentropy_gradient
"""

import numpy as np


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    _require_equal_shapes(y_true, y_pred, "y_pred")
    gradient = np.zeros(y_pred.shape)
    for place in np.ndindex(y_pred.shape):
        ahead, behind = y_pred.astype(float), y_pred.astype(float)
        ahead[place] += 1e-9
        behind[place] -= 1e-9
        difference = binary_crossentropy(y_true, ahead, epsilon) - binary_crossentropy(y_true, behind, epsilon)
        gradient[place] = difference / 2e-9
    return gradient.astype(_floats(y_pred).dtype)
