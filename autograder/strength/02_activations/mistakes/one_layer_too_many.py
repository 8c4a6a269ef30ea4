"""The chain has one factor too many.

Loses: gradient_through_layers
"""

import numpy as np


def gradient_through_layers(x, depth):
    activation = _floats(x)
    gradient = np.ones_like(activation)
    for _ in range(depth + 1):
        gradient = gradient * sigmoid_derivative(activation)
        activation = sigmoid(activation)
    return gradient
