"""The search tries one angle more at a time with learn."""

import numpy as np


def random_search(points, labels, trials, seed):
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    tried = 1
    angle, history = learn(points, labels, angles[:tried])
    while max(history) < 1 and tried < trials:
        tried += 1
        angle, history = learn(points, labels, angles[:tried])
    return angle, history
