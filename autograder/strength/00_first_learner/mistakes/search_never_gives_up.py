"""The search goes on until all labels are right, however many trials that takes.

Loses: random_search
"""

import numpy as np


def random_search(points, labels, trials, seed):
    rng, accuracies = np.random.default_rng(seed), [0]
    while accuracies[-1] < 1:
        angle = rng.uniform(-np.pi, np.pi)
        accuracies.append(accuracy(classify(points, angle), labels))
    return angle, accuracies[1:]
