"""exp(-x) overflows far on the left: the value is right, and NumPy warns.

Loses: sigmoid, softplus_derivative, gradient_through_layers
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-_floats(x)))
