"""relu_derivative is one half at 0, as np.heaviside and a finite difference would have it.

Loses: relu_derivative
"""

import numpy as np


def relu_derivative(x):
    return np.heaviside(_floats(x), 0.5).astype(_floats(x).dtype)
