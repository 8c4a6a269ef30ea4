"""learn sorts the angles first, in the caller's array.

Loses: learn
"""

import numpy as np


def learn(points, labels, angles):
    angles.sort()
    history = np.array([accuracy(classify(points, angle), labels) for angle in angles])
    return float(angles[np.argmax(history)]), history
