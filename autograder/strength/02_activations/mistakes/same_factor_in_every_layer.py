"""Every layer gets the derivative at x: the activation is not passed on.

Loses: gradient_through_layers
"""


def gradient_through_layers(x, depth):
    return sigmoid_derivative(x) ** depth
