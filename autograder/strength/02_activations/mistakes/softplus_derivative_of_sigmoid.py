"""The derivative of softplus is taken for that of sigmoid.

Loses: softplus_derivative
"""


def softplus_derivative(x):
    return sigmoid_derivative(x)
