"""learn returns the best accuracy in the place of the angle that has it.

Loses: learn
"""


def learn(points, labels, angles):
    history = [accuracy(classify(points, angle), labels) for angle in angles]
    return max(history), history
