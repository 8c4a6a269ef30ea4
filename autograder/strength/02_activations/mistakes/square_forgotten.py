"""The derivative of tanh is 1 - tanh(x), without the square.

Loses: tanh_derivative
"""


def tanh_derivative(x):
    return 1 - tanh(x)
