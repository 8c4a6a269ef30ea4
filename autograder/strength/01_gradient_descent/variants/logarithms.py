"""The decay by exp and log, from the module math."""

import math


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * math.exp(math.log(decay_rate) * iteration / decay_steps)
