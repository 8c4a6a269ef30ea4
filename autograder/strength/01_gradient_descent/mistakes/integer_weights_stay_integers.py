"""A copy of integer weights holds integers, and a step of a half is cut off.

Loses: coordinate_step, numerical_gradient
"""

import numpy as np


def coordinate_step(loss, weights, index, step):
    raised, lowered = weights.copy(), weights.copy()
    raised[index] = weights[index] + step
    lowered[index] = weights[index] - step
    return min((weights.copy(), raised, lowered), key=loss)


def numerical_gradient(loss, weights, h=1e-5):
    gradient = np.zeros_like(weights)
    for i in range(len(weights)):
        ahead, behind = weights.astype(float), weights.astype(float)
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (loss(ahead) - loss(behind)) / (2 * h)
    return gradient
