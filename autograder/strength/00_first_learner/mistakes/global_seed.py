"""The angles come from the global generator, which is seeded.

Loses: random_search
"""

import numpy as np


def random_search(points, labels, trials, seed):
    np.random.seed(seed)
    accuracies, angles = [], np.random.uniform(-np.pi, np.pi, trials)
    for angle in angles:
        accuracies.append(accuracy(classify(points, angle), labels))
        if accuracies[-1] == 1:
            break
    return float(angles[np.argmax(accuracies)]), accuracies
