"""Every trial makes the generator anew, and so tries the same angle.

Loses: random_search
"""

import numpy as np


def random_search(points, labels, trials, seed):
    best, best_angle, accuracies = -1, None, []
    for _ in range(trials):
        angle = np.random.default_rng(seed).uniform(-np.pi, np.pi)
        accuracies.append(accuracy(classify(points, angle), labels))
        if accuracies[-1] > best:
            best, best_angle = accuracies[-1], angle
        if best == 1:
            break
    return best_angle, accuracies
