"""Both maps of maxout add the first bias.

Loses: maxout
"""

import numpy as np


def maxout(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = (_floats(each) for each in (x, w1, b1, w2, b2))
    if w1.shape != w2.shape:
        raise ValueError(f"{w1.shape} is not {w2.shape}")
    _affine(x, w2, b2)
    return np.maximum(_affine(x, w1, b1), _affine(x, w2, b1))
