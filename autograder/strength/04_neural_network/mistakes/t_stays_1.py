"""Adam counts its steps no further than 1.

Loses: adam_step
"""

import numpy as np


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    zeros = [np.zeros(np.shape(each)) for each in parameters]
    means, squares = (zeros, zeros) if state is None else state
    means = [beta1 * m + (1 - beta1) * g for m, g in zip(means, gradients, strict=True)]
    squares = [beta2 * v + (1 - beta2) * np.square(g) for v, g in zip(squares, gradients, strict=True)]
    moved = [
        w - learning_rate * m / (1 - beta1) / (np.sqrt(v / (1 - beta2)) + epsilon)
        for w, m, v in zip(_floats(parameters), means, squares, strict=True)
    ]
    return moved, (means, squares)
