"""epsilon stands inside the square roots.

Loses: rmsprop_step, adam_step
"""

import numpy as np


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    old = [np.zeros(np.shape(each)) for each in parameters] if state is None else state
    new = [rho * v + (1 - rho) * np.square(g) for v, g in zip(old, gradients, strict=True)]
    rows = zip(_floats(parameters), gradients, new, strict=True)
    return [w - learning_rate * g / np.sqrt(v + epsilon) for w, g, v in rows], new


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    zeros = [np.zeros(np.shape(each)) for each in parameters]
    means, squares, t = (zeros, zeros, 1) if state is None else state
    means = [beta1 * m + (1 - beta1) * g for m, g in zip(means, gradients, strict=True)]
    squares = [beta2 * v + (1 - beta2) * np.square(g) for v, g in zip(squares, gradients, strict=True)]
    moved = [
        w - learning_rate * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + epsilon)
        for w, m, v in zip(_floats(parameters), means, squares, strict=True)
    ]
    return moved, (means, squares, t + 1)
