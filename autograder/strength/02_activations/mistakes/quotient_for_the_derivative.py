"""relu(x) / x is 1 on the right, and NaN at 0.

Loses: relu_derivative
"""


def relu_derivative(x):
    return relu(x) / _floats(x)
