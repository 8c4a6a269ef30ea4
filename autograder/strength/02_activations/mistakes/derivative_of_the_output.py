"""The derivative of sigmoid takes the output of sigmoid for its argument.

Loses: sigmoid_derivative, gradient_through_layers
"""


def sigmoid_derivative(x):
    return x * (1 - x)
