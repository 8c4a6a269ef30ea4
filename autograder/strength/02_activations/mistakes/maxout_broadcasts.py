"""The shapes of maxout are left to NumPy, which broadcasts biases, and whose messages lack a shape.

Loses: maxout
"""

import numpy as np


def maxout(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = (_floats(each) for each in (x, w1, b1, w2, b2))
    return np.maximum(x @ w1 + b1, x @ w2 + b2)
