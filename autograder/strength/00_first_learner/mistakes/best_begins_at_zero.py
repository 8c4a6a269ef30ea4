"""The best accuracy begins at 0, so an angle that gets every label wrong is never kept.

Loses: learn
"""


def learn(points, labels, angles):
    best, best_angle, history = 0, 0.0, []
    for angle in angles:
        share = accuracy(classify(points, angle), labels)
        history.append(share)
        if share > best:
            best, best_angle = share, angle
    return best_angle, history
