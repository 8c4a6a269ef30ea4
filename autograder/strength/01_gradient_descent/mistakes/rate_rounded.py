"""The rate is rounded to the four digits of the table.

Loses: decayed_learning_rate
"""


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return round(initial * decay_rate ** (iteration / decay_steps), 4)
