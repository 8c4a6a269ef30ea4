"""exp is computed of x itself, which overflows far out to inf / inf.

Loses: sigmoid, softplus_derivative, gradient_through_layers
"""

import numpy as np


def sigmoid(x):
    powers = np.exp(_floats(x))
    return powers / (1 + powers)
