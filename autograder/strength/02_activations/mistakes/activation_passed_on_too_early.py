"""The activation moves on before its derivative is taken.

Loses: gradient_through_layers
"""

import numpy as np


def gradient_through_layers(x, depth):
    activation = _floats(x)
    gradient = np.ones_like(activation)
    for _ in range(depth):
        activation = sigmoid(activation)
        gradient = gradient * sigmoid_derivative(activation)
    return gradient
