"""The search stops before it records the accuracy of 1.

Loses: random_search
"""

import numpy as np


def random_search(points, labels, trials, seed):
    best, best_angle, accuracies = -1, None, []
    for angle in np.random.default_rng(seed).uniform(-np.pi, np.pi, trials):
        share = accuracy(classify(points, angle), labels)
        if share == 1:
            return angle, accuracies
        accuracies.append(share)
        if share > best:
            best, best_angle = share, angle
    return best_angle, accuracies
