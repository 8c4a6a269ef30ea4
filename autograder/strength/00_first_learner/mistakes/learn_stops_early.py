"""learn stops after an angle that gets all labels right.

Loses: learn
"""


def learn(points, labels, angles):
    best, best_angle, history = -1, None, []
    for angle in angles:
        share = accuracy(classify(points, angle), labels)
        history.append(share)
        if share > best:
            best, best_angle = share, angle
        if share == 1:
            break
    return best_angle, history
