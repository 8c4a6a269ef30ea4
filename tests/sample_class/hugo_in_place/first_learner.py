import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must not be {points.shape}")
    # No second array is needed: turn the points where they are.
    points *= direction(angle)
    return (points.sum(axis=1) > 0).astype(np.int64)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"shapes {predicted.shape} and {labels.shape}")
    if labels.size == 0:
        raise ValueError("labels must not be empty")
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
