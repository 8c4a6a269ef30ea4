"""A step writes into the state that it was given.

Loses: rmsprop_step
"""

import numpy as np


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    if state is None:
        state = [np.zeros(np.shape(each)) for each in parameters]
    moved = []
    for i, (w, g) in enumerate(zip(_floats(parameters), gradients, strict=True)):
        state[i] *= rho
        state[i] += (1 - rho) * np.square(g)
        moved.append(w - learning_rate * g / (np.sqrt(state[i]) + epsilon))
    return moved, state
