"""An equally good angle takes the place of the best: >= in the place of >.

Loses: learn
"""


def learn(points, labels, angles):
    best, best_angle, history = -1, None, []
    for angle in angles:
        share = accuracy(classify(points, angle), labels)
        history.append(share)
        if share >= best:
            best, best_angle = share, angle
    return best_angle, history
