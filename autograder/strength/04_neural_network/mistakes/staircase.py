"""The exponent of the decay is rounded down.

Loses: decayed_learning_rate
"""


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration // decay_steps)
