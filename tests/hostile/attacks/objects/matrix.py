"""Return a matrix, which multiplies and compares in its own way.

Instead: only base-class arrays travel.
Points: no more
"""

import warnings

import numpy as np

plain_sigmoid = sigmoid


def sigmoid(x):
    print("TRIED")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.matrix(plain_sigmoid(x)) if np.ndim(x) == 2 else plain_sigmoid(x)
