"""An if works for one number and not for an array.

Loses: sigmoid, softplus_derivative, gradient_through_layers
"""

import math


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))
