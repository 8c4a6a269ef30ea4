"""The angles are drawn from 0 to a full turn.

Loses: random_search
"""

import numpy as np


def random_search(points, labels, trials, seed):
    accuracies, angles = [], np.random.default_rng(seed).uniform(0, 2 * np.pi, trials)
    for angle in angles:
        accuracies.append(accuracy(classify(points, angle), labels))
        if accuracies[-1] == 1:
            break
    return float(angles[np.argmax(accuracies)]), accuracies
