"""The factors of the chain are added up and not multiplied.

Loses: gradient_through_layers
"""

import numpy as np


def gradient_through_layers(x, depth):
    activation = _floats(x)
    gradient = np.zeros_like(activation)
    for _ in range(depth):
        gradient = gradient + sigmoid_derivative(activation)
        activation = sigmoid(activation)
    return gradient
