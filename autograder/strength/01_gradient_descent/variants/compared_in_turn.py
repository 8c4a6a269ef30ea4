"""A coordinate step that compares in turn, and a numerical gradient that moves a weight and puts it back."""

import numpy as np


def coordinate_step(loss, weights, index, step):
    new = np.array(weights, dtype=np.float32 if weights.dtype == np.float32 else float)
    start, best = new[index], loss(new.copy())
    result = start
    for candidate in (start + step, start - step):
        new[index] = candidate
        value = loss(new.copy())
        if value < best:
            best, result = value, candidate
    new[index] = result
    return new


def numerical_gradient(loss, weights, h=1e-5):
    moved = weights.astype(float)
    gradient = np.zeros(len(weights))
    for i in range(len(weights)):
        old = moved[i]
        moved[i] = old + h
        above = loss(moved)
        moved[i] = old - h
        below = loss(moved)
        moved[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient.astype(np.float32) if weights.dtype == np.float32 else gradient
