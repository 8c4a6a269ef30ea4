"""The search does not stop at an accuracy of 1.

Loses: random_search
"""

import numpy as np


def random_search(points, labels, trials, seed):
    return learn(points, labels, np.random.default_rng(seed).uniform(-np.pi, np.pi, trials))
