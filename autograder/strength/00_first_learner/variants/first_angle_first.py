"""The first angle is the best until another one is better."""


def learn(points, labels, angles):
    best_angle = angles[0]
    best = accuracy(classify(points, best_angle), labels)
    history = [best]
    for angle in angles[1:]:
        now = accuracy(classify(points, angle), labels)
        history.append(now)
        if now > best:
            best, best_angle = now, angle
    return float(best_angle), history
