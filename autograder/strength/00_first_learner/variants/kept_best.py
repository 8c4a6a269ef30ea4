"""The best angle is kept along the way, and the history is a list."""

import numpy as np


def learn(points, labels, angles):
    best_angle, best_accuracy, history = None, -1.0, []
    for angle in angles:
        history.append(accuracy(classify(points, angle), labels))
        if history[-1] > best_accuracy:
            best_angle, best_accuracy = angle, history[-1]
    return best_angle, history


def random_search(points, labels, trials, seed):
    rng = np.random.default_rng(seed)
    best_angle, best_accuracy, history = None, -1.0, []
    while len(history) < trials and best_accuracy < 1:
        angle = rng.uniform(-np.pi, np.pi)
        history.append(accuracy(classify(points, angle), labels))
        if history[-1] > best_accuracy:
            best_angle, best_accuracy = angle, history[-1]
    return best_angle, history
