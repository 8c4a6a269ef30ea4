"""The trials as a recursion over the angles."""

import numpy as np


def learn(points, labels, angles):
    first = accuracy(classify(points, angles[0]), labels)
    if len(angles) == 1:
        return float(angles[0]), [first]
    angle, history = learn(points, labels, angles[1:])
    if first >= max(history):
        angle = float(angles[0])
    return angle, [first, *history]


def random_search(points, labels, trials, seed):
    def search(angles):
        first = accuracy(classify(points, angles[0]), labels)
        if first == 1 or len(angles) == 1:
            return angles[0], [first]
        angle, rest = search(angles[1:])
        return (angles[0] if first >= max(rest) else angle), [first, *rest]

    return search(list(np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)))
