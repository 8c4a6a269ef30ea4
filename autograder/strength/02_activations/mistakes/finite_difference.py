"""The derivatives of tanh and softplus are measured by a central difference.

Loses: tanh_derivative, softplus_derivative
"""


def _slope(function, x, h=1e-5):
    x = _floats(x)
    return (function(x + h) - function(x - h)) / (2 * h)


def tanh_derivative(x):
    return _slope(tanh, x)


def softplus_derivative(x):
    return _slope(softplus, x)
