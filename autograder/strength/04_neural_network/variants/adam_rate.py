"""The bias corrections of Adam as part of the learning rate and of epsilon."""

import numpy as np


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    state = state or [(0.0, 0.0, 0)] * len(parameters)
    moved, new = [], []
    for w, g, (m, v, t) in zip(_floats(parameters), _floats(gradients), state, strict=True):
        new.append((m + (1 - beta1) * (g - m), v + (1 - beta2) * (g**2 - v), t + 1))
        root = np.sqrt(1 - beta2 ** (t + 1))
        rate = learning_rate * root / (1 - beta1 ** (t + 1))
        moved.append(w - rate * new[-1][0] / (np.sqrt(new[-1][1]) + epsilon * root))
    return moved, tuple(new)
