"""tanh by its formula, whose exponentials overflow to inf / inf.

Loses: tanh, tanh_derivative
"""

import numpy as np


def tanh(x):
    x = _floats(x)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
