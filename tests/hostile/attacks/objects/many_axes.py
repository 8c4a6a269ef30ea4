"""Return a small array with so many axes that its text is long even when it is shortened.

Instead: showing it costs no more than showing any other array.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED")
    return np.zeros((8,) * 6, bool)
