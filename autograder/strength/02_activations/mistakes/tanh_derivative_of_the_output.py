"""The derivative of tanh takes the output of tanh for its argument.

Loses: tanh_derivative
"""


def tanh_derivative(x):
    return 1 - _floats(x) ** 2
