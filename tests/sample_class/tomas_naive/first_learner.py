import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points, angle):
    return np.array([1 if p @ direction(angle) > 0 else 0 for p in points], dtype=int)


def accuracy(predicted, labels):
    right = 0
    for p, l in zip(predicted, labels):
        if p == l:
            right += 1
    return right / len(labels)


def learn(points, labels, angles):
    history = [accuracy(classify(points, angle), labels) for angle in angles]
    return angles[history.index(max(history))], history


def random_search(points, labels, trials, seed):
    history = []
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    for angle in angles:
        history.append(accuracy(classify(points, angle), labels))
        if history[-1] == 1:
            break
    return angles[history.index(max(history))], history
