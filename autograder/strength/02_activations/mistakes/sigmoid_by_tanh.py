"""A sum of numbers near 1 loses the left tail.

Loses: sigmoid
"""

import numpy as np


def sigmoid(x):
    return (1 + np.tanh(_floats(x) / 2)) / 2
