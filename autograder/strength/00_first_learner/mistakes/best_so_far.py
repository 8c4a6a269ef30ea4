"""The history holds the best accuracy so far.

Loses: learn
"""


def learn(points, labels, angles):
    best, best_angle, history = -1, None, []
    for angle in angles:
        share = accuracy(classify(points, angle), labels)
        if share > best:
            best, best_angle = share, angle
        history.append(best)
    return best_angle, history
