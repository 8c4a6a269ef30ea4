"""The result is printed and not returned.

Loses: sigmoid_derivative, gradient_through_layers
"""


def sigmoid_derivative(x):
    print(sigmoid(x) * (1 - sigmoid(x)))
