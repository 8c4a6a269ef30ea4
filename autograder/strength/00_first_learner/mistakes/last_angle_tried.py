"""The search returns the last angle that was tried, also where none was right.

Loses: random_search
"""

import numpy as np


def random_search(points, labels, trials, seed):
    accuracies = []
    for angle in np.random.default_rng(seed).uniform(-np.pi, np.pi, trials):
        accuracies.append(accuracy(classify(points, angle), labels))
        if accuracies[-1] == 1:
            break
    return angle, accuracies
