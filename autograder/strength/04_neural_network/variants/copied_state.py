"""The state is copied first, and the copy is changed in place."""

import copy

import numpy as np


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    state = copy.deepcopy(state) or [np.zeros_like(each, dtype=float) for each in parameters]
    moved = [np.array(each, dtype=float) for each in parameters]
    for i, gradient in enumerate(gradients):
        state[i] *= rho
        state[i] += (1 - rho) * np.power(gradient, 2.0)
        moved[i] -= learning_rate * gradient / (np.sqrt(state[i]) + epsilon)
    return moved, state
