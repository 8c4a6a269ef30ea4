"""The decay by np.power, of a rate for one iteration."""

import numpy as np


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    per_iteration = np.power(decay_rate, 1 / decay_steps)
    return initial * np.power(per_iteration, iteration)
