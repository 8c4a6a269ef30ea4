"""RMSProp adds up all squares, as Adagrad does.

Loses: rmsprop_step
"""

import numpy as np


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    old = [np.zeros(np.shape(each)) for each in parameters] if state is None else state
    new = [v + np.square(g) for v, g in zip(old, gradients, strict=True)]
    rows = zip(_floats(parameters), gradients, new, strict=True)
    return [w - learning_rate * g / (np.sqrt(v) + epsilon) for w, g, v in rows], new
