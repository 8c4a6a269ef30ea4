import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"(n, 2) expected, {points.shape} found")
    along = direction(angle)
    # a point is white when it lies on the left of the axis
    left = along[0] * points[:, 1] - along[1] * points[:, 0]
    return (left > 0).astype(np.int64)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{labels.shape} expected, {predicted.shape} found")
    if labels.size == 0:
        raise ValueError("labels expected")
    return np.mean(predicted == labels)


def learn(points, labels, angles):
    history = [accuracy(classify(points, angle), labels) for angle in angles]
    return angles[np.argmax(history)], history


def random_search(points, labels, trials, seed):
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    history = []
    for angle in angles:
        history.append(accuracy(classify(points, angle), labels))
        if history[-1] == 1:
            break
    return angles[np.argmax(history)], history
